/**
 * All that happened on the forge and the ledger does not hold yet, in the order in which one depends on the other: deployments before the runs that
 * must have happened within them, pushes before the pull requests that explain them. Reading only: nothing is appended here.
 */
import type { Contract } from '../../contract/model.ts';
import type { LockflightError } from '../../errors.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import { extendView, type LedgerView } from '../../ledger/view.ts';
import type { Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { type Heard, type Listened, observeComments } from './comments.ts';
import { observeDeployments } from './deployments.ts';
import { observeDispatches } from './dispatches.ts';
import { gather, type Observation, type Refusal, type Source } from './observation.ts';
import { reviewed, type TrackedPullRequest, trackPullRequests } from './pull-requests.ts';
import { observePushes } from './pushes.ts';
import { observeReports, type Unreported } from './reports.ts';
import { observeReviews } from './reviews.ts';
import { observeRuns } from './workflow-runs.ts';

export interface Observed {
  readonly observation: Observation;
  /** The ledger as if the observation had been appended. */
  readonly view: LedgerView;
  readonly pullRequests: readonly TrackedPullRequest[];
  /** Comments with commands, and what became of them. */
  readonly heard: readonly Heard[];
}

/** How many of a line's newest states are looked at for evidence. */
const NEWEST = 10;

export const observe = async (world: World, situation: Situation, asked: readonly string[] = []): Promise<Observed> => {
  const { contract } = situation;
  const first = await gather([
    ['pushes', () => observePushes(world, contract, situation.view)],
    ['deployments', () => observeDeployments(world, contract, situation.view)],
  ]);
  const told = extendView(situation.view, first.drafts);
  let unreported: Unreported = new Map();
  const reports = await gather([
    [
      'reports',
      async () => {
        const seen = await observeReports(world, contract, told);
        unreported = seen.unreported;
        return seen;
      },
    ],
  ]);
  const known = extendView(told, reports.drafts);
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
    ['dispatches', () => observeDispatches(world, contract, known, situation.repository.defaultBranch)],
  ]);
  // A comment may lift what a dispatch of the same reading holds, and a review may take back what a comment of it approved.
  let heard: readonly Heard[] = [];
  const decided = extendView(known, second.drafts);
  const third = await gather([
    [
      'comments',
      async () => {
        const seen = await observeComments(world, contract, { view: decided, deploymentsKnown }, listened(contract, pullRequests));
        heard = seen.heard;
        return seen;
      },
    ],
  ]);
  const commented = extendView(decided, third.drafts);
  const fourth = await gather([
    ['reviews', () => observeReviews(world, contract, { view: commented, deploymentsKnown }, reviewed(contract, pullRequests))],
  ]);
  const observation = { ...join(first, reports, second, third, fourth), unreported };
  return { observation, view: extendView(situation.view, observation.drafts), pullRequests, heard };
};

const listened = (contract: Contract, pullRequests: readonly TrackedPullRequest[]): readonly Listened[] =>
  pullRequests.flatMap((tracked): readonly Listened[] =>
    tracked.kind === 'ordinary' ? [] : reviewed(contract, [tracked]).map((r) => ({ ...r, tracked })),
  );

/** Without the pull requests there are no reviews and comments to be read either. */
const join = (...parts: readonly Observation[]): Observation => {
  const unavailable = new Map<Source, LockflightError>(parts.flatMap((p) => [...p.unavailable]));
  const lost = unavailable.get('pull-requests');
  for (const source of ['reviews', 'comments'] as const) if (lost !== undefined && !unavailable.has(source)) unavailable.set(source, lost);
  return {
    drafts: inOrder(parts.flatMap((p) => p.drafts)),
    refusals: parts.flatMap((p) => p.refusals) satisfies readonly Refusal[],
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
