/**
 * Holds, their release and waivers: dispatches of the recorder's own workflow on the default branch. Their arguments stand in the run's title
 * (`run-name`), which the API can read back; inputs cannot be. Runs of any other branch or file are somebody's imitation.
 *
 * A refusal is recorded nowhere, so every run is judged again, with the roles of that day. What opens a way (a waiver, the end of a hold) therefore counts only
 * when the recorder gets to it within a day: whoever gets the role later has to say it again. A hold that comes late still holds. The day is counted from
 * when it was asked for: anybody who may write can run an old one again, and GitHub then goes on naming the one who asked at first.
 */
import { z } from 'zod';
import { type Contract, membersOf } from '../../contract/model.ts';
import type { WorkflowRun } from '../../forge/port.ts';
import type { EntryBody, EntryDraft } from '../../ledger/entry.ts';
import { extendView, type LedgerView } from '../../ledger/view.ts';
import { isInRoles } from '../facts/members.ts';
import type { World } from '../world.ts';
import { actorOf, isPerson, type Refusal, type Seen } from './observation.ts';

export const RECORDER_WORKFLOW = '.github/workflows/lockflight.yml';
/** What the run's title begins with; the rest is the act as JSON. */
export const TITLE_PREFIX = 'lockflight ';

const instant = z.iso.datetime({ offset: true });
const words = z.string().trim().min(1).max(200);
export const Dispatch = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('hold'), step: words, why: words, from: instant.optional(), until: instant.optional() }),
  z.strictObject({ act: z.literal('release-hold'), id: words, why: words.optional() }),
  z.strictObject({ act: z.literal('waive'), step: words, gate: words, why: words, until: instant }),
]);
export type Dispatch = z.infer<typeof Dispatch>;

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
    const refusal = (await refuse(world, contract, seenSoFar, run, act)) ?? tooLate(run, act, world.now());
    if (refusal === undefined) {
      const draft = { key, occurredAt: run.createdAt, actor: actorOf(run.actor), body: bodyOf(run, act) };
      seenSoFar = extendView(seenSoFar, [draft]);
      drafts.push(draft);
    } else refusals.push(refusal);
  }
  return { drafts, refusals };
};

/** Longer than any queue of the recorder's workflow. */
const A_DAY = 24 * 60 * 60 * 1000;

const tooLate = (run: WorkflowRun, { act }: Dispatch, now: Date): Refusal | undefined => {
  // NaN is not in time either.
  if (act === 'hold' || now.getTime() - Date.parse(run.createdAt) <= A_DAY) return undefined;
  const who = run.actor.login;
  return {
    code: 'dispatch-late',
    what: {
      en: `${who}: asked for more than a day before the recorder could take it down; say it again`,
      fr: `${who} : demandé plus d'un jour avant que le greffier puisse le noter ; redites-le`,
    },
  };
};

export const parseTitle = (title: string): Dispatch | undefined => {
  if (!title.startsWith(TITLE_PREFIX)) return undefined;
  try {
    return Dispatch.safeParse(JSON.parse(title.slice(TITLE_PREFIX.length))).data;
  } catch {
    return undefined; // not JSON: not an act
  }
};

const bodyOf = (run: WorkflowRun, act: Dispatch): EntryBody => {
  if (act.act === 'hold')
    return {
      type: 'hold',
      id: `hold-${run.id}`,
      step: act.step,
      why: act.why,
      ...(act.from === undefined ? {} : { from: act.from }),
      ...(act.until === undefined ? {} : { until: act.until }),
    };
  if (act.act === 'release-hold') return { type: 'hold-release', id: act.id, ...(act.why === undefined ? {} : { why: act.why }) };
  return { type: 'waiver', step: act.step, gate: act.gate, why: act.why, until: act.until };
};

const refuse = async (
  world: World,
  contract: Contract,
  view: LedgerView,
  run: WorkflowRun,
  act: Dispatch,
): Promise<Refusal | undefined> => {
  const who = run.actor.login;
  const say = (code: string, en: string, fr: string): Refusal => ({ code, what: { en: `${who}: ${en}`, fr: `${who} : ${fr}` } });
  if (!isPerson(run.actor, membersOf(contract, 'agents')))
    return say('not-a-person', 'a bot, an App or an agent decides nothing', 'un robot, une App ou un agent ne décide de rien');
  if (act.act !== 'release-hold' && !contract.flow.some((s) => s.id === act.step))
    return say('unknown-step', `there is no step ${act.step}`, `il n'y a pas d'étape ${act.step}`);
  if (act.act === 'waive') {
    const step = contract.flow.find((s) => s.id === act.step);
    if (step?.waivable.gates.includes(act.gate) !== true)
      return say('not-waivable', `${act.gate} is not waivable on ${act.step}`, `on ne peut pas déroger à ${act.gate} sur ${act.step}`);
    return (await isInRoles(world.forge, contract, step.waivable.by, run.actor))
      ? undefined
      : say(
          'not-waivable',
          `only ${step.waivable.by.join(', ')} may waive ${act.gate}`,
          `seul le rôle ${step.waivable.by.join(', ')} peut déroger à ${act.gate}`,
        );
  }
  if (act.act === 'hold') return undefined;
  const hold = view.holds.find((h) => h.id === act.id);
  if (hold === undefined) return say('unknown-hold', `there is no hold ${act.id} in force`, `aucune suspension ${act.id} n'est en vigueur`);
  if (hold.rollback !== undefined)
    return say(
      'hold-needs-post-mortem',
      'this hold ends with the post-mortem, not before',
      'cette suspension prend fin avec le post-mortem, pas avant',
    );
  if (hold.actor.id === run.actor.id || (await isInRoles(world.forge, contract, ['owners'], run.actor))) return undefined;
  return say(
    'hold-not-yours',
    `only ${hold.actor.login} or an owner may lift ${act.id}`,
    `seuls ${hold.actor.login} ou un propriétaire peuvent lever ${act.id}`,
  );
};
