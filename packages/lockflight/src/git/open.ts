/**
 * The Git port on the `git` command. Every call names the repository (`-C`), passes arguments as an array and revisions after
 * `--end-of-options`, and turns git's failures into codes (git/error-codes.ts). Reading changes nothing and uses no network.
 */
import { resolve as resolvePath } from 'node:path';
import { codedFailure, failureFrom } from './failure.ts';
import { ignoredAmong } from './ignored.ts';
import { mergeTrees } from './merge-trees.ts';
import { objectReader } from './object-reader.ts';
import type { Git } from './port.ts';
import { pushTo } from './push.ts';
import { isAncestor, mergeBase, readBetween, readCommit, readLine, readMessages } from './read-commits.ts';
import { listFilesAt, readChanges, readFileAt } from './read-trees.ts';
import { fetchFrom, listRemotes, remoteRefs, remoteUrl } from './remotes.ts';
import { ask, type Credentials, type Repository } from './repository.ts';
import { listRefs, resolveCommit } from './revisions.ts';
import { runGit } from './run-git.ts';
import { shallowBoundary } from './shallow.ts';
import { writeCommit, writeEmptyTree } from './write-objects.ts';

/** With a token, calls to an https remote (or to this machine) are made as its owner; without, as git itself is configured. */
export const openGit = async (dir: string, options: { readonly credentials?: Credentials } = {}): Promise<Git> => {
  const opening = find(resolvePath(dir), options.credentials);
  // What an old git answers is not worth a look: its version is the first thing to tell.
  opening.catch(() => undefined);
  await requireVersion();
  return adapter(await opening);
};

const opened = new WeakMap<Git, Repository>();

/** The same repository, with calls to its remotes made as the token's owner. */
export const authenticated = (git: Git, credentials: Credentials): Git => {
  const repository = opened.get(git);
  if (repository === undefined) throw new TypeError('not a repository that openGit gave');
  return adapter({ ...repository, credentials });
};

const find = async (dir: string, credentials: Credentials | undefined): Promise<Repository> => {
  const run: Repository['run'] = (args, call) => runGit(['-C', dir, ...args], call);
  const places = ['--is-bare-repository', '--path-format=absolute', '--git-common-dir', '--git-path', 'objects'];
  const answer = await run(['rev-parse', ...places]);
  const [bare, commonDir, objectsDir] = answer.stdout.split('\n');
  if (answer.code !== 0 || commonDir === undefined || objectsDir === undefined) throw notOpened(dir, answer.stderr);
  return { dir, bare: bare === 'true', commonDir, objectsDir, credentials, objects: objectReader(dir), remotes: listRemotes(run), run };
};

const notOpened = (dir: string, stderr: string) => {
  const failure = failureFrom(stderr, { remote: false, secrets: [] });
  if (failure.code !== 'not-a-repository') return failure;
  return codedFailure('not-a-repository', { en: `${dir} is not in a git repository`, fr: `${dir} n'est pas dans un dépôt git` });
};

/** Looked at once for each `git` that is found on the path. */
const versions = new Map<string | undefined, Promise<void>>();

const requireVersion = (): Promise<void> => {
  const path = process.env.PATH;
  const known = versions.get(path) ?? lookAtVersion();
  versions.set(path, known);
  known.catch(() => versions.delete(path));
  return known;
};

const lookAtVersion = async (): Promise<void> => {
  const { stdout } = await runGit(['--version']);
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(stdout) ?? [];
  if (Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 39)) return;
  const found = stdout.trim() || 'git ?';
  throw codedFailure('git-missing', { en: `${found} is too old: 2.39 is needed`, fr: `${found} est trop ancien : il faut la 2.39` });
};

const adapter = (repository: Repository): Git => {
  const git = portOn(repository);
  opened.set(git, repository);
  return git;
};

const portOn = (repository: Repository): Git => ({
  dir: repository.dir,
  topLevel: async () => {
    if (repository.bare) return undefined;
    const answer = await repository.run(['rev-parse', '--show-toplevel']);
    return answer.code === 0 ? answer.stdout.trimEnd() : undefined;
  },
  isShallow: async () => (await shallowBoundary(repository)).size > 0,
  resolve: (rev) => resolveCommit(repository, rev),
  commit: (rev) => readCommit(repository, rev),
  line: (head, options) => readLine(repository, head, options?.after),
  isAncestor: (ancestor, descendant) => isAncestor(repository, ancestor, descendant),
  mergeBase: (a, b) => mergeBase(repository, a, b),
  commitsBetween: (exclude, include) => readBetween(repository, exclude, include),
  changes: (fromTree, toTree) => readChanges(repository, fromTree, toTree),
  readFile: (rev, path, maxBytes) => readFileAt(repository, rev, path, maxBytes),
  listFiles: (rev, dir) => listFilesAt(repository, rev, dir),
  mergeTrees: (base, ours, theirs) => mergeTrees(repository, base, ours, theirs),
  writeCommit: (commit) => writeCommit(repository, commit),
  emptyTree: () => writeEmptyTree(repository),
  refs: (prefix) => listRefs(repository, prefix),
  isIgnored: (paths) => ignoredAmong(repository, paths),
  messages: (head, options) => readMessages(repository, head, options?.after),
  isClean: async () => repository.bare || (await ask(repository, ['status', '--porcelain', '--untracked-files=normal'])).stdout === '',
  remoteUrl: (remote) => remoteUrl(repository, remote),
  fetch: (remote, refspecs) => fetchFrom(repository, remote, refspecs),
  remoteRefs: (remote, patterns) => remoteRefs(repository, remote, patterns),
  push: (remote, updates) => pushTo(repository, remote, updates),
  keep: async (ref, commit) => {
    await ask(repository, ['update-ref', '--no-deref', '--end-of-options', ref, commit]);
  },
  configured: async (key) => {
    const answer = await ask(repository, ['config', '--null', '--get', '--end-of-options', key], { fine: [1] });
    return answer.code === 0 ? answer.stdout.slice(0, -1) : undefined;
  },
});
