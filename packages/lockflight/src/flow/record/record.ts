/**
 * `lockflight record`: brings the ledger up to what the forge says happened, judges what is open, and says so on the forge. Level-triggered: it
 * looks at how things are, not at what woke it, so it may run at any time, twice, or late, and a crash is cured by running it again.
 */
import { LockflightError } from '../../errors.ts';
import type { Entry } from '../../ledger/entry.ts';
import { signingKeyNotValid } from '../../ledger/failures.ts';
import type { Signer } from '../../ledger/keys.ts';
import { keysInForce } from '../../ledger/keys-in-force.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { toldOfLogins } from '../facts/members.ts';
import { requireUnrewound } from '../ledger/unrewound.ts';
import type { Refusal, Source } from '../observe/observation.ts';
import { observe } from '../observe/observe.ts';
import type { TrackedPullRequest } from '../observe/pull-requests.ts';
import { readSituation, requireAdoption, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { recordAftermath } from './aftermath.ts';
import { answerComments } from './answer-comments.ts';
import { recordArchives } from './archives.ts';
import type { Judged } from './judged.ts';
import { judgeOrdinary } from './ordinary.ts';
import { recordPostMortems } from './post-mortems.ts';
import { recordPromotion } from './promotions.ts';
import { append, type Recorder } from './recorder.ts';
import { recordRollback } from './rollbacks.ts';
import { recordStrayed } from './strayed.ts';
import { recordViolations } from './violations.ts';

export interface Recording {
  readonly situation: Situation;
  readonly view: LedgerView;
  readonly appended: readonly Entry[];
  readonly refusals: readonly Refusal[];
  /** What could not be read, and what the forge refused to keep. */
  readonly unavailable: readonly { readonly source: Source | 'archives'; readonly code: string }[];
  /** What was said of each open pull request. */
  readonly judged: readonly Judged[];
}

/** Errors: `not-adopted`, `ledger-broken`, `signing-key-not-valid`, and what git and the forge say. */
export const record = async (world: World, signer: Signer): Promise<Recording> => {
  const situation = await readSituation(world);
  requireAdoption(situation);
  await requireUnrewound(world, situation);
  // A wrong key would be noticed only once there is something to sign: perhaps weeks later, with a release waiting.
  if (!keysInForce(situation.view.entries).has(signer.keyId)) throw signingKeyNotValid(signer.keyId);
  const observed = await observe(world, situation);
  const recorder: Recorder = { world, situation, observed, view: situation.view, appended: [], signer, undecided: new Set() };

  await append(recorder, observed.observation.drafts);
  await recordPostMortems(recorder);
  const judged: Judged[] = [];
  const failed: LockflightError[] = [];
  for (const tracked of observed.pullRequests) {
    // With a promotion a contract came into force: nothing more is judged by the one before it. Another run, from the beginning, looks at the rest.
    if (recorder.view.contract?.seq !== situation.view.contract?.seq) return onceMore(recorder, judged, await record(world, signer));
    try {
      judged.push(...(await recordOne(recorder, tracked)));
    } catch (error) {
      // One pull request that cannot be read or answered must not keep the others waiting; a ledger that cannot be written stops everything.
      if (!(error instanceof LockflightError) || !isOfOnePullRequest(error)) throw error;
      failed.push(error);
      judged.push({ pullRequest: tracked.pullRequest.number, environment: tracked.environment.name, outcome: 'errored' });
    }
  }
  await recordStrayed(recorder);
  const unarchived = await recordArchives(recorder);
  await recordAftermath(recorder);
  await recordViolations(recorder);
  const unanswered = await answerComments(world, situation.contract.language, observed.heard);

  const { unavailable } = observed.observation;
  const refusals = [...observed.observation.refusals, ...(await toldOfLogins(world.forge))];
  return {
    situation,
    view: recorder.view,
    appended: recorder.appended,
    refusals,
    judged,
    unavailable: [
      ...[...unavailable].map(([source, error]) => ({ source, code: error.code })),
      ...[...(observed.observation.unreported?.values() ?? [])].map(({ code }) => ({ source: 'reports' as const, code })),
      ...unanswered.map(({ code }) => ({ source: 'comments' as const, code })),
      ...failed.map(({ code }) => ({ source: 'pull-requests' as const, code })),
      ...unarchived.map(({ code }) => ({ source: 'archives' as const, code })),
    ],
  };
};

/** What a run that began anew says, and what was done before that. */
const onceMore = ({ appended }: Recorder, judged: readonly Judged[], next: Recording): Recording => {
  const again = new Set(next.judged.map((j) => j.pullRequest));
  return {
    ...next,
    appended: [...appended, ...next.appended],
    judged: [...judged.filter((j) => !again.has(j.pullRequest)), ...next.judged],
  };
};

const recordOne = async (recorder: Recorder, tracked: TrackedPullRequest): Promise<readonly Judged[]> => {
  if (tracked.kind === 'promotion') return [await recordPromotion(recorder, tracked)];
  if (tracked.kind === 'rollback') return [await recordRollback(recorder, tracked)];
  return judgeOrdinary(recorder, tracked);
};

const isOfOnePullRequest = ({ code }: LockflightError): boolean =>
  code.startsWith('forge-') || ['unknown-revision', 'missing-object', 'archive-refused', 'unknown-archive'].includes(code);
