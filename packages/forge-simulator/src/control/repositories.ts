/** Makes repositories, empty, with files, from a folder, or as a fork; and commits to them the way an administrator of the server could. */
import { join } from 'node:path';
import { signatureOf } from '../effects/merge-pull.ts';
import { refMoved } from '../effects/ref-moved.ts';
import { makeBareRepository, readRef } from '../git/bare-repository.ts';
import { listRefs, NO_COMMIT } from '../git/refs.ts';
import { commitFiles } from '../git/write-commit.ts';
import type { Account } from '../world/account.ts';
import { emptyVault } from '../world/deployment.ts';
import { makeLock } from '../world/lock.ts';
import type { Repository, RepositorySettings } from '../world/repository.ts';
import { findRepository, nextId, type World } from '../world/world.ts';
import { accountNamed } from './people.ts';

/** Files by path; null removes one. */
export type Files = Readonly<Record<string, string | null>>;

export interface RepositoryDraft {
  readonly owner: string;
  readonly name: string;
  readonly private?: boolean;
  readonly defaultBranch?: string;
  /** A first commit on the default branch. */
  readonly files?: Files;
  /** A git folder of this machine whose branches and tags are taken over. */
  readonly importFrom?: string;
  readonly settings?: Partial<RepositorySettings>;
}

export const repositoryNamed = (world: World, fullName: string): Repository => {
  const repository = findRepository(world, fullName);
  if (repository === undefined) throw new Error(`There is no repository named ${fullName}`);
  return repository;
};

const make = async (world: World, draft: RepositoryDraft, owner: Account, parent?: Repository): Promise<Repository> => {
  const fullName = `${owner.login}/${draft.name}`;
  if (findRepository(world, fullName) !== undefined) throw new Error(`There is already a repository named ${fullName}`);
  const id = nextId(world);
  const dir = join(world.folder, 'repositories', `${id}.git`);
  const repository: Repository = {
    id,
    owner,
    name: draft.name,
    fullName,
    dir,
    git: world.processes.in(dir),
    ...(parent === undefined ? {} : { parent }),
    createdAt: world.clock.now(),
    settings: {
      private: draft.private ?? false,
      archived: false,
      defaultBranch: draft.defaultBranch ?? 'main',
      allowMergeCommit: true,
      allowSquashMerge: true,
      allowRebaseMerge: true,
      deleteBranchOnMerge: false,
      ...draft.settings,
    },
    roles: new Map(),
    teamRoles: new Map(),
    pulls: new Map(),
    pullVersions: new Map(),
    reviews: [],
    issues: new Map(),
    comments: [],
    checkRuns: [],
    workflows: new Map(),
    runs: [],
    deployments: [],
    environments: new Map(),
    vault: emptyVault(),
    protections: new Map(),
    rulesets: [],
    activities: [],
    refVersions: new Map(),
    lock: makeLock(),
    memory: new Map(),
    lastNumber: 0,
  };
  world.repositories.set(fullName.toLowerCase(), repository);
  await makeBareRepository(dir, repository.settings.defaultBranch, join(world.folder, 'hooks'));
  return repository;
};

const takeOver = async (world: World, repository: Repository, folder: string, by: Account): Promise<void> => {
  await repository.git(['fetch', '--quiet', '--no-tags', folder, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']);
  for (const { name, object } of await listRefs(repository.git, 'refs/'))
    await refMoved(world, repository, { ref: name, before: NO_COMMIT, after: object, by });
};

export interface CommitDraft {
  readonly branch?: string;
  readonly files: Files;
  readonly message: string;
  /** Who it is by; default: the owner. */
  readonly by?: string;
  /** The commit to build on, when it is not the branch's head: the branch is made, or forced. */
  readonly parent?: string;
}

/** Commits to a branch past every protection, and lets the effects of a push follow. Returns the commit. */
export const commitTo = (world: World, repository: Repository, draft: CommitDraft): Promise<string> =>
  repository.lock(async () => {
    const branch = draft.branch ?? repository.settings.defaultBranch;
    const ref = `refs/heads/${branch}`;
    const by = draft.by === undefined ? repository.owner : accountNamed(world, draft.by);
    const before = await readRef(repository.dir, ref);
    const parent = draft.parent ?? before;
    await commitFiles(repository.git, {
      branch,
      ...(parent === undefined ? {} : { parent }),
      changes: Object.entries(draft.files).map(([path, content]) => (content === null ? { path } : { path, content })),
      message: draft.message,
      author: signatureOf(by, world.clock.now()),
    });
    const after = (await readRef(repository.dir, ref)) ?? NO_COMMIT;
    // Built on the head: known to be a plain push, without asking git.
    const type = before !== undefined && parent === before ? { type: 'push' as const } : {};
    await refMoved(world, repository, { ref, before: before ?? NO_COMMIT, after, by, ...type });
    return after;
  });

export const createRepository = async (world: World, draft: RepositoryDraft): Promise<Repository> => {
  const owner = accountNamed(world, draft.owner);
  const repository = await make(world, draft, owner);
  if (draft.importFrom !== undefined) await takeOver(world, repository, draft.importFrom, owner);
  if (draft.files !== undefined) await commitTo(world, repository, { files: draft.files, message: 'Initial commit' });
  return repository;
};

export const forkRepository = async (world: World, parent: Repository, login: string): Promise<Repository> => {
  const owner = accountNamed(world, login);
  const { private: hidden, defaultBranch } = parent.settings;
  const fork = await make(world, { owner: login, name: parent.name, private: hidden, defaultBranch }, owner, parent);
  await takeOver(world, fork, parent.dir, owner);
  return fork;
};

/** `to`: `owner/name`. */
export const moveRepository = (world: World, repository: Repository, to: string): void => {
  const [login = '', name = ''] = to.split('/');
  if (findRepository(world, to) !== undefined) throw new Error(`There is already a repository named ${to}`);
  world.repositories.delete(repository.fullName.toLowerCase());
  world.moved.set(repository.fullName.toLowerCase(), repository);
  for (const [token, identity] of world.tokens) {
    const repositories = identity.repositories?.map((held) => (held.toLowerCase() === repository.fullName.toLowerCase() ? to : held));
    if (repositories !== undefined) world.tokens.set(token, { ...identity, repositories });
  }
  repository.owner = accountNamed(world, login);
  repository.name = name;
  repository.fullName = `${repository.owner.login}/${name}`;
  world.repositories.set(repository.fullName.toLowerCase(), repository);
};
