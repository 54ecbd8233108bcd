/**
 * Holds, their release and waivers: dispatches of the recorder's own workflow on the default branch. Their arguments stand in the run's title
 * (`run-name`), which the API can read back; inputs cannot be. Runs of any other branch or file are somebody's imitation.
 *
 * The day after which they are late is counted from when they were asked for: anybody who may write can run an old one again, and GitHub then goes on naming the
 * one who asked at first.
 */
import { type Contract, RECORDER_WORKFLOW } from '../../contract/model.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import { extendView, type LedgerView } from '../../ledger/view.ts';
import type { World } from '../world.ts';
import { bodyOf, Dispatch, refuseDecision, tooLate } from './decisions.ts';
import { actorOf, type Refusal, type Seen } from './observation.ts';

/** What the run's title begins with; the rest is the act as JSON. */
export const TITLE_PREFIX = 'lockflight ';

export const observeDispatches = async (world: World, contract: Contract, view: LedgerView, defaultBranch: string): Promise<Seen> => {
  const runs = await world.forge.workflowRuns({
    workflow: RECORDER_WORKFLOW,
    event: 'workflow_dispatch',
    branch: defaultBranch,
    ...(view.adoption === undefined ? {} : { createdSince: view.adoption.occurredAt }),
  });
  const drafts: EntryDraft[] = [];
  const refusals: Refusal[] = [];
  // A hold that is set and lifted between two runs of the recorder was there all the same.
  let seenSoFar = view;
  for (const run of [...runs].sort((a, b) => a.id - b.id)) {
    const key = `dispatch:${run.id}`;
    if (view.keys.has(key) || run.fork || run.headBranch !== defaultBranch) continue;
    if (run.workflow !== RECORDER_WORKFLOW || run.event !== 'workflow_dispatch') continue;
    const act = parseTitle(run.title);
    if (act === undefined) continue; // a dispatch that only asks the recorder to run
    const refusal =
      (await refuseDecision(world, contract, seenSoFar, { by: run.actor, act })) ??
      tooLate({ by: run.actor, at: run.createdAt, act }, world.now());
    if (refusal === undefined) {
      const draft = { key, occurredAt: run.createdAt, actor: actorOf(run.actor), body: bodyOf(`hold-${run.id}`, act) };
      seenSoFar = extendView(seenSoFar, [draft]);
      drafts.push(draft);
    } else refusals.push(refusal);
  }
  return { drafts, refusals };
};

export const parseTitle = (title: string): Dispatch | undefined => {
  if (!title.startsWith(TITLE_PREFIX)) return undefined;
  try {
    return Dispatch.safeParse(JSON.parse(title.slice(TITLE_PREFIX.length))).data;
  } catch {
    return undefined; // not JSON: not an act
  }
};
