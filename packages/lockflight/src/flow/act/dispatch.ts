/**
 * `hold`, `release-hold`, `waive`: people's decisions, sent to the recorder as a dispatch of its own workflow on the default branch. Its title carries the
 * act (`run-name: lockflight ${{ inputs.act }}`), because the API can read a title back and no input.
 */
import { hasCode, LockflightError } from '../../errors.ts';
import type { Account } from '../../forge/port.ts';
import { stepById } from '../find-step.ts';
import { type Dispatch, RECORDER_WORKFLOW } from '../observe/dispatches.ts';
import { readSituation, requireAdoption, type Situation } from '../situation.ts';
import type { World } from '../world.ts';
import { requirePerson } from './find-pull-request.ts';

export interface Dispatched {
  readonly situation: Situation;
  readonly by: Account;
  readonly act: Dispatch;
}

/** Errors: `unknown-step`, `not-waivable`, `unknown-hold`, `not-a-person`, `no-recorder-workflow`, `not-adopted`, and what the forge says. */
export const dispatch = async (world: World, act: Dispatch): Promise<Dispatched> => {
  const situation = await readSituation(world);
  requireAdoption(situation);
  requireSense(situation, act);
  const by = await world.forge.viewer();
  requirePerson(situation.contract, by);
  try {
    await world.forge.dispatchWorkflow(RECORDER_WORKFLOW, situation.repository.defaultBranch, { act: JSON.stringify(act) });
  } catch (error) {
    if (hasCode(error, 'forge-not-found')) throw noRecorderWorkflow(situation.repository.defaultBranch);
    throw error;
  }
  return { situation, by, act };
};

/** Told before it is sent; the recorder judges it again. */
const requireSense = ({ contract, view }: Situation, act: Dispatch): void => {
  if (act.act === 'release-hold') {
    if (!view.holds.some((h) => h.id === act.id))
      throw unknownHold(
        act.id,
        view.holds.map((h) => h.id),
      );
    return;
  }
  const step = stepById(contract, act.step);
  if (act.act === 'waive' && !step.waivable.gates.includes(act.gate)) throw notWaivable(act.gate, step.id, step.waivable.gates);
};

const unknownHold = (id: string, ids: readonly string[]): LockflightError =>
  new LockflightError({
    code: 'unknown-hold',
    exit: 2,
    message: { en: `there is no hold ${id} in force`, fr: `aucune suspension ${id} n'est en vigueur` },
    hint:
      ids.length === 0
        ? { en: 'nothing is held: lockflight status', fr: "rien n'est suspendu : lockflight status" }
        : { en: `in force: ${ids.join(', ')}`, fr: `en vigueur : ${ids.join(', ')}` },
  });

const notWaivable = (gate: string, step: string, gates: readonly string[]): LockflightError =>
  new LockflightError({
    code: 'not-waivable',
    exit: 2,
    message: { en: `${gate} cannot be waived on ${step}`, fr: `on ne peut pas déroger à ${gate} sur ${step}` },
    hint:
      gates.length === 0
        ? {
            en: 'this step lets nothing be waived (waivable, in lockflight.yaml)',
            fr: "cette étape n'admet aucune dérogation (waivable, dans lockflight.yaml)",
          }
        : { en: `it lets be waived: ${gates.join(', ')}`, fr: `elle admet : ${gates.join(', ')}` },
  });

const noRecorderWorkflow = (branch: string): LockflightError =>
  new LockflightError({
    code: 'no-recorder-workflow',
    exit: 2,
    message: {
      en: `there is no ${RECORDER_WORKFLOW} with workflow_dispatch on ${branch}`,
      fr: `il n'y a pas de ${RECORDER_WORKFLOW} avec workflow_dispatch sur ${branch}`,
    },
    hint: {
      en: `add the recorder's workflow to ${branch}: docs/RECORDER.md`,
      fr: `ajoutez le workflow du greffier sur ${branch} : docs/RECORDER.md`,
    },
  });
