/**
 * What follows when a ref has moved, however it was moved: the activity log, pull requests whose head it is, and pull requests whose base
 * it is (which are merged when the new base contains their head, as GitHub does after a direct push).
 */
import { writeRef } from '../git/bare-repository.ts';
import { isAncestor, NO_COMMIT } from '../git/refs.ts';
import type { Account } from '../world/account.ts';
import type { Pull } from '../world/pull.ts';
import { type ActivityType, type Repository, remember } from '../world/repository.ts';
import { nextId, savePull, type World } from '../world/world.ts';

export interface RefMove {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly by: Account | null;
  /** Known when a pull request's merge moved it; else it is found out. */
  readonly type?: ActivityType;
}

const noteVersion = (world: World, repository: Repository, move: RefMove): void => {
  const value = (commit: string): string | undefined => (commit === NO_COMMIT ? undefined : commit);
  const versions = repository.refVersions.get(move.ref) ?? [{ at: repository.createdAt.getTime(), value: value(move.before) }];
  versions.push({ at: world.clock.now().getTime(), value: value(move.after) });
  repository.refVersions.set(move.ref, versions);
};

const kindOf = async (repository: Repository, move: RefMove): Promise<ActivityType> => {
  if (move.type !== undefined) return move.type;
  if (move.before === NO_COMMIT) return 'branch_creation';
  if (move.after === NO_COMMIT) return 'branch_deletion';
  return (await isAncestor(repository.git, move.before, move.after)) ? 'push' : 'force_push';
};

/** Brings a head's commits to the base's repository and names them `refs/pull/N/head`, as GitHub does. */
export const publishHead = async (repository: Repository, pull: Pull): Promise<void> => {
  const ref = `refs/pull/${pull.number}/head`;
  if (pull.head.repository === repository) await writeRef(repository.dir, ref, pull.head.sha);
  else await repository.git(['fetch', '--quiet', '--no-tags', pull.head.repository.dir, `+${pull.head.sha}:${ref}`]);
};

const dismissStale = (repository: Repository, pull: Pull): void => {
  const ref = `refs/heads/${pull.base.ref}`;
  const classic = repository.protections.get(pull.base.ref)?.reviews?.dismissStale === true;
  const ruled = repository.rulesets.some(
    (ruleset) =>
      ruleset.enforcement === 'active' &&
      ruleset.include.includes(ref) &&
      ruleset.rules.some((rule) => rule.type === 'pull_request' && rule.parameters?.dismiss_stale_reviews_on_push === true),
  );
  if (!classic && !ruled) return;
  for (const review of repository.reviews) {
    if (review.pull === pull.number && review.state === 'APPROVED') review.state = 'DISMISSED';
  }
};

const followHead = async (world: World, target: Repository, pull: Pull, move: RefMove): Promise<void> => {
  const now = world.clock.now();
  if (move.after === NO_COMMIT) {
    savePull(world, target, { ...pull, state: 'closed', closedAt: now, updatedAt: now });
    return;
  }
  const moved = savePull(world, target, { ...pull, head: { ...pull.head, sha: move.after }, updatedAt: now });
  await publishHead(target, moved);
  dismissStale(target, moved);
};

const followBase = async (world: World, repository: Repository, pull: Pull, move: RefMove): Promise<void> => {
  const now = world.clock.now();
  if (move.after === NO_COMMIT) {
    savePull(world, repository, { ...pull, state: 'closed', closedAt: now, updatedAt: now });
    return;
  }
  const contained = await remember(repository, `ancestor ${pull.head.sha} ${move.after}`, () =>
    isAncestor(repository.git, pull.head.sha, move.after),
  );
  if (!contained || move.by === null) {
    savePull(world, repository, { ...pull, base: { ...pull.base, sha: move.after } });
    return;
  }
  const merged = { at: now, by: move.by, commit: move.after };
  savePull(world, repository, { ...pull, state: 'closed', closedAt: now, updatedAt: now, merged });
};

const openPulls = (repository: Repository): readonly Pull[] => [...repository.pulls.values()].filter((pull) => pull.state === 'open');

/** Called once for each ref that really moved, after it did. */
export const refMoved = async (world: World, repository: Repository, move: RefMove): Promise<void> => {
  noteVersion(world, repository, move);
  if (!move.ref.startsWith('refs/heads/')) return;
  const branch = move.ref.slice('refs/heads/'.length);
  const type = await kindOf(repository, move);
  const { ref, before, after, by: actor } = move;
  repository.activities.unshift({ id: nextId(world), ref, before, after, type, actor, at: world.clock.now() });
  for (const target of world.repositories.values()) {
    for (const pull of openPulls(target)) {
      if (pull.head.repository === repository && pull.head.ref === branch) await followHead(world, target, pull, move);
    }
  }
  for (const pull of openPulls(repository)) if (pull.base.ref === branch) await followBase(world, repository, pull, move);
};
