/**
 * All that happened on the forge and the ledger does not hold yet, in the order in which one depends on the other: deployments before the runs that
 * must have happened within them, pushes before the pull requests that explain them. Reading only: nothing is appended here.
 */
import type { LockflightError } from '../../errors.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import { extendView, type LedgerView } from '../../ledger/view.ts';
import type { Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { observeDeployments } from './deployments.ts';
import { observeDispatches } from './dispatches.ts';
import { gather, type Observation, type Refusal, type Source } from './observation.ts';
import { reviewed, type TrackedPullRequest, trackPullRequests } from './pull-requests.ts';
import { observePushes } from './pushes.ts';
import { observeReviews } from './reviews.ts';
import { observeRuns } from './workflow-runs.ts';

export interface Observed {
  readonly observation: Observation;
  /** The ledger as if the observation had been appended. */
  readonly view: LedgerView;
  readonly pullRequests: readonly TrackedPullRequest[];
}

/** How many of a line's newest states are looked at for evidence. */
const NEWEST = 10;

export const observe = async (world: World, situation: Situation, asked: readonly string[] = []): Promise<Observed> => {
  const { contract } = situation;
  const first = await gather([
    ['pushes', () => observePushes(world, contract, situation.view)],
    ['deployments', () => observeDeployments(world, contract, situation.view)],
  ]);
  const known = extendView(situation.view, first.drafts);
  const deploymentsKnown = !first.unavailable.has('deployments');
  let pullRequests: readonly TrackedPullRequest[] = [];
  const second = await gather([
    [
      'pull-requests',
      async () => {
        pullRequests = await trackPullRequests(world, contract, known);
        return { drafts: [] };
      },
    ],
    [
      'runs',
      async () =>
        observeRuns(world, contract, { view: known, deploymentsKnown }, [
          ...asked,
          ...(await commitsOfInterest(world, situation, pullRequests)),
        ]),
    ],
    ['reviews', () => observeReviews(world, contract, { view: known, deploymentsKnown }, reviewed(contract, pullRequests))],
    ['dispatches', () => observeDispatches(world, contract, known, situation.repository.defaultBranch)],
  ]);
  const observation = join(first, second);
  return { observation, view: extendView(situation.view, observation.drafts), pullRequests };
};

/** Without the pull requests there are no reviews to be read either. */
const join = (first: Observation, second: Observation): Observation => {
  const unavailable = new Map<Source, LockflightError>([...first.unavailable, ...second.unavailable]);
  const lost = unavailable.get('pull-requests');
  if (lost !== undefined && !unavailable.has('reviews')) unavailable.set('reviews', lost);
  return {
    drafts: inOrder([...first.drafts, ...second.drafts]),
    refusals: [...first.refusals, ...second.refusals] satisfies readonly Refusal[],
    unavailable,
  };
};

/** As they happened: the ledger's own order is what counts afterwards. */
const inOrder = (drafts: readonly EntryDraft[]): readonly EntryDraft[] =>
  [...drafts].sort((a, b) => a.occurredAt.localeCompare(b.occurredAt));

/** Heads of the environments, the newest states of each source's line, and the heads of open promotions and rollbacks. */
const commitsOfInterest = async (
  world: World,
  situation: Situation,
  pullRequests: readonly TrackedPullRequest[],
): Promise<readonly string[]> => {
  const commits = [...situation.heads.values()];
  for (const source of new Set(situation.contract.flow.map((s) => s.from))) {
    const head = situation.heads.get(source);
    if (head !== undefined) commits.push(...(await world.git.line(head)).slice(-NEWEST).map((s) => s.commit));
  }
  return [...commits, ...pullRequests.filter((t) => t.kind !== 'ordinary').map((t) => t.pullRequest.head.commit)];
};
