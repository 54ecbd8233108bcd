/** From what a person typed (environments, a step's id, a commit) to what the contract and the repository hold, with the nearest name when it is wrong. */
import { type Contract, type Environment, findEnvironment, type Step } from '../../contract/model.ts';
import { LockflightError } from '../../errors.ts';
import type { Candidate } from '../../policy/facts.ts';
import type { World } from '../world.ts';
import { headOf, type Situation } from './situation.ts';

/** Errors: `unknown-environment`. */
export const environmentNamed = (contract: Contract, name: string): Environment => {
  const environment = findEnvironment(contract, name);
  if (environment !== undefined) return environment;
  const names = contract.environments.map((e) => e.name).join(', ');
  throw new LockflightError({
    code: 'unknown-environment',
    exit: 2,
    message: { en: `the contract has no environment "${name}"`, fr: `le contrat n'a pas d'environnement « ${name} »` },
    hint: { en: `it has: ${names}`, fr: `il a : ${names}` },
  });
};

/** The step from one environment to the next. Errors: `unknown-environment`, `unknown-step` (the flow does not have it), `ambiguous-step`. */
export const findStep = (contract: Contract, from: string, to: string, id?: string): Step => {
  const source = environmentNamed(contract, from);
  const target = environmentNamed(contract, to);
  const steps = contract.flow.filter((s) => s.from === source.name && s.to === target.name);
  if (steps.length === 0) throw noSuchStep(contract, source.name, target.name);
  if (id !== undefined) {
    const step = steps.find((s) => s.id === id);
    if (step === undefined) throw unknownStep(id, steps);
    return step;
  }
  const ordinary = steps.filter((s) => !s.expedited);
  const only = ordinary.length === 1 ? ordinary[0] : steps.length === 1 ? steps[0] : undefined;
  if (only === undefined) throw unknownStep(undefined, steps);
  return only;
};

/** A step by its id alone. Errors: `unknown-step`. */
export const stepById = (contract: Contract, id: string): Step => {
  const step = contract.flow.find((s) => s.id === id);
  if (step === undefined) throw unknownStep(id, contract.flow);
  return step;
};

const noSuchStep = (contract: Contract, from: string, to: string): LockflightError => {
  const flow = contract.flow.map((s) => `${s.from} -> ${s.to}`).join(', ');
  return new LockflightError({
    code: 'unknown-step',
    exit: 2,
    message: {
      en: `the flow has no step from ${from} to ${to}: it is refused`,
      fr: `le flux n'a pas d'étape de ${from} vers ${to} : c'est refusé`,
    },
    hint:
      flow === ''
        ? { en: 'declare a flow in lockflight.yaml', fr: 'déclarez un flux dans lockflight.yaml' }
        : { en: `the flow is: ${flow}`, fr: `le flux est : ${flow}` },
  });
};

const unknownStep = (id: string | undefined, steps: readonly Step[]): LockflightError => {
  const ids = steps.map((s) => s.id).join(', ');
  return new LockflightError({
    code: id === undefined ? 'ambiguous-step' : 'unknown-step',
    exit: 2,
    message:
      id === undefined
        ? { en: 'more than one step leads there', fr: "plus d'une étape y mène" }
        : { en: `there is no step "${id}"`, fr: `il n'y a pas d'étape « ${id} »` },
    hint: { en: `--step is one of: ${ids}`, fr: `--step est l'une de : ${ids}` },
  });
};

/** The candidate: the head of the source's line, or the commit that was named. Errors: `unknown-revision`, `branch-missing`. */
export const candidateFor = async (world: World, situation: Situation, step: Step, named?: string): Promise<Candidate> => {
  const rev = named ?? headOf(situation, environmentNamed(situation.contract, step.from));
  const { commit, tree } = await world.git.commit(rev);
  return { commit, tree };
};
