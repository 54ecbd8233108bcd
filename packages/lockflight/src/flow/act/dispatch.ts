/**
 * `hold`, `release-hold`, `waive`: people's decisions, sent to the recorder as a dispatch of its own workflow on the default branch. Its title carries the
 * act (`run-name: lockflight ${{ inputs.act }}`), because the API can read a title back and no input.
 */
import { type Contract, RECORDER_WORKFLOW, type Step } from '../../contract/model.ts';
import { suggest } from '../../contract/suggest.ts';
import type { Text } from '../../contract/text.ts';
import { hasCode, LockflightError } from '../../errors.ts';
import type { Account } from '../../forge/port.ts';
import { inForceOf } from '../facts/people.ts';
import type { Dispatch } from '../observe/decisions.ts';
import { stepById } from '../verdict/find-step.ts';
import { readSituation, requireAdoption, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { requirePerson } from './find-pull-request.ts';

export interface Dispatched {
  readonly situation: Situation;
  readonly by: Account;
  readonly act: Dispatch;
}

/** A waiver that names no step: the only one that lets its gate be waived is meant. */
export type UnplacedWaiver = Omit<Extract<Dispatch, { act: 'waive' }>, 'step'>;

/** Errors: `unknown-step`, `ambiguous-step`, `unknown-gate`, `not-waivable`, `unknown-hold`, `not-a-person`, `no-recorder-workflow`, `not-adopted`, and what the forge says. */
export const dispatch = async (world: World, asked: Dispatch | UnplacedWaiver): Promise<Dispatched> => {
  const situation = await readSituation(world);
  requireAdoption(situation);
  const act = 'step' in asked || asked.act === 'release-hold' ? asked : { ...asked, step: onlyStepToWaive(situation.contract, asked.gate) };
  requireSense(situation, act);
  const by = await world.forge.viewer();
  requirePerson(inForceOf(situation), by);
  try {
    // The full name: a tag may be called as the branch is.
    await world.forge.dispatchWorkflow(RECORDER_WORKFLOW, `refs/heads/${situation.repository.defaultBranch}`, { act: JSON.stringify(act) });
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
  if (act.act === 'waive') requireGate(act.gate, [step]);
  if (act.act === 'waive' && !step.waivable.gates.includes(act.gate))
    throw notWaivable(act.gate, { en: step.id, fr: step.id }, step.waivable.gates);
};

/** Gates that stand in no step: the candidate, or somebody's hold, brings them. */
const IMPLICIT = ['approval:owners', 'hold'];

/** Errors: `unknown-gate`. */
const requireGate = (gate: string, steps: readonly Step[]): void => {
  const known = [...new Set([...steps.flatMap((step) => [...step.gates.map((g) => g.id), ...step.waivable.gates]), ...IMPLICIT])];
  if (known.includes(gate)) return;
  const near = suggest(gate, known);
  throw new LockflightError({
    code: 'unknown-gate',
    exit: 2,
    message: { en: `there is no gate "${gate}"`, fr: `il n'y a pas de porte « ${gate} »` },
    hint:
      near === undefined
        ? { en: `there are: ${known.join(', ')}`, fr: `il y a : ${known.join(', ')}` }
        : { en: `did you mean ${near}?`, fr: `vouliez-vous dire ${near} ?` },
  });
};

/** Errors: `unknown-gate`, `not-waivable`, `ambiguous-step`. */
const onlyStepToWaive = ({ flow }: Contract, gate: string): string => {
  requireGate(gate, flow);
  const ids = flow.filter((step) => step.waivable.gates.includes(gate)).map(({ id }) => id);
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) throw severalSteps(gate, ids);
  const gates = [...new Set(flow.flatMap((step) => step.waivable.gates))];
  throw notWaivable(gate, { en: 'any step', fr: 'aucune étape' }, gates);
};

const severalSteps = (gate: string, ids: readonly string[]): LockflightError =>
  new LockflightError({
    code: 'ambiguous-step',
    exit: 2,
    message: { en: `more than one step lets ${gate} be waived`, fr: `plus d'une étape admet une dérogation à ${gate}` },
    hint: { en: `--step is one of: ${ids.join(', ')}`, fr: `--step est l'une de : ${ids.join(', ')}` },
  });

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

const notWaivable = (gate: string, step: Text, gates: readonly string[]): LockflightError =>
  new LockflightError({
    code: 'not-waivable',
    exit: 2,
    message: { en: `${gate} cannot be waived on ${step.en}`, fr: `on ne peut pas déroger à ${gate} sur ${step.fr}` },
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
