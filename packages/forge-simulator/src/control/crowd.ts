/** A repository with a long past, cheaply: merged pull requests, moves of a branch and deployments that are all about one commit. No git is asked. */
import type { Pull } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';
import { deploy } from './vaults.ts';

export interface CrowdDraft {
  readonly branch: string;
  /** A commit that is there. */
  readonly commit: string;
  readonly pulls: number;
  readonly pushes: number;
  readonly deployments?: { readonly environment: string; readonly count: number };
  /** How many of the pull requests are still open. Default 0. */
  readonly open?: number;
}

const addPull = (world: World, repository: Repository, { branch, commit }: CrowdDraft, open: boolean): void => {
  repository.lastNumber += 1;
  const at = world.clock.now();
  const pull: Pull = {
    id: nextId(world),
    number: repository.lastNumber,
    title: `Change ${repository.lastNumber}`,
    body: null,
    state: open ? 'open' : 'closed',
    draft: false,
    author: repository.owner,
    head: { repository, ref: `crowd-${repository.lastNumber}`, sha: commit },
    base: { ref: branch, sha: commit },
    labels: [],
    createdAt: at,
    updatedAt: at,
    ...(open ? {} : { closedAt: at, merged: { at, by: repository.owner, commit } }),
  };
  repository.pulls.set(pull.number, pull);
};

/** All of it happens now, on the simulator's clock, after what was there. */
export const crowd = (world: World, repository: Repository, draft: CrowdDraft): void => {
  for (let at = 0; at < draft.pulls; at += 1) addPull(world, repository, draft, at < (draft.open ?? 0));
  const { commit, branch, deployments } = draft;
  const move = { ref: `refs/heads/${branch}`, before: commit, after: commit, type: 'pr_merge', actor: repository.owner } as const;
  const moves = Array.from({ length: draft.pushes }, () => ({ ...move, id: nextId(world), at: world.clock.now() }));
  repository.activities.unshift(...moves.toReversed());
  for (let at = 0; at < (deployments?.count ?? 0); at += 1)
    deploy(world, repository, { environment: deployments?.environment ?? '', commit, state: 'in_progress' });
};
