/**
 * What a sample writes for each variable of an environment: the value that the contract itself gives (`is`, a default, the selector's own name), else
 * an empty one, or a placeholder for a secret, else only a comment. Rule: a sample judged for its own environment has nothing wrong with it but
 * what somebody still has to fill in.
 */
import type { Cell, Contract, Environment, Group, Variable } from '../../contract/model.ts';
import { conditionsHold } from '../conditions.ts';

/** `set`: an assignment; `off`: the same, commented out; `absent`: not one line may set it. */
export interface SampleEntry {
  readonly variable: Variable;
  readonly cell: Cell;
  readonly state: 'set' | 'off' | 'absent';
  readonly value: string;
}

/** Recognised as a placeholder wherever a boot blocks. */
export const PLACEHOLDER = 'change-me';

interface Slot {
  readonly variable: Variable;
  readonly cell: Cell;
  readonly known: string | undefined;
  /** Is it judged here, with the values that are known? */
  readonly applies: boolean;
}

export const sampleEntries = (contract: Contract, environment: Environment): readonly SampleEntry[] => {
  const slots = slotsOf(contract, environment);
  const choices = new Map(contract.groups.map((group) => [group.name, choiceOf(group, environment, slots)]));
  return slots.map((slot) => {
    const { variable, cell } = slot;
    const state = stateOf(slot, variable.group === undefined ? undefined : choices.get(variable.group));
    const value = slot.known ?? (state === 'set' && environment.boot === 'block' ? stand(slot, choices) : '');
    return { variable, cell, state, value };
  });
};

const slotsOf = (contract: Contract, environment: Environment): readonly Slot[] => {
  const found = contract.variables.flatMap((variable) => {
    const cell = variable.cells.find((c) => c.environment === environment.name);
    return cell === undefined ? [] : [{ variable, cell, known: knownValue(contract, environment, variable, cell) }];
  });
  const values = new Map(found.flatMap(({ variable, known }) => (known === undefined ? [] : [[variable.name, known] as const])));
  return found.map((slot) => ({ ...slot, applies: conditionsHold(slot.cell.when, { contract, environment, values }) }));
};

const knownValue = (contract: Contract, environment: Environment, variable: Variable, cell: Cell): string | undefined => {
  const given = cell.is ?? (contract.select[0] === variable.name ? ownName(environment, cell) : undefined) ?? cell.default;
  return given === undefined ? undefined : String(given);
};

/** How the selector calls this environment: its name, or the first alias that its own rule lets through. */
const ownName = (environment: Environment, cell: Cell): string | undefined =>
  [environment.name, ...environment.aliases].find(
    (name) => cell.values === undefined || cell.values.some((value) => String(value) === name),
  );

/** What a group's rule makes of its members: all of them, none of them, or the one that is chosen where any one will do. */
type Choice = 'each' | 'all' | 'none' | { readonly chosen: string | undefined; readonly others: 'each' | 'none' };

const choiceOf = (group: Group, environment: Environment, slots: readonly Slot[]): Choice => {
  const groupCell = group.cells.find((c) => c.environment === environment.name);
  if (group.rule === undefined || groupCell?.only !== undefined) return 'each';
  const members = slots.filter(({ variable, cell, applies }) => variable.group === group.name && applies && cell.need !== 'forbidden');
  const asked = groupCell?.need === 'required' || members.some(({ cell }) => cell.need === 'required');
  if (!asked) return 'none';
  if (group.rule === 'all-or-none') return 'all';
  const first = members.find(isChosen) ?? members.find(({ known }) => known === undefined) ?? members[0];
  return { chosen: first?.variable.name, others: group.rule === 'at-least-one' ? 'each' : 'none' };
};

/** `MOCK=false` mocks nothing: it does not count as the member that was chosen. */
const isChosen = ({ variable, cell, known }: Slot): boolean =>
  cell.need === 'required' || (known !== undefined && !(variable.type === 'boolean' && /^(?:false|0|no|off)$/i.test(known)));

const stateOf = ({ variable, cell, known, applies }: Slot, choice: Choice | undefined): SampleEntry['state'] => {
  if (cell.need === 'forbidden') return 'absent';
  if (!applies || variable.deprecated !== undefined || choice === 'none') return 'off';
  if (choice === 'all') return 'set';
  if (typeof choice === 'object') {
    if (choice.chosen === variable.name) return 'set';
    if (choice.others === 'none') return 'off';
  }
  return known !== undefined || cell.need === 'required' ? 'set' : 'off';
};

/**
 * A placeholder stands for a secret, and for the member of a group that was chosen without a value. Never for a host: the word would be one.
 */
const stand = ({ variable }: Slot, choices: ReadonlyMap<string, Choice>): string => {
  const choice = variable.group === undefined ? undefined : choices.get(variable.group);
  const chosen = typeof choice === 'object' && choice.chosen === variable.name;
  return (variable.secret || chosen) && variable.type !== 'host' ? PLACEHOLDER : '';
};
