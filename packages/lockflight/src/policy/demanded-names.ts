/**
 * Which names must be set in an environment, as far as names alone can tell: values are never known here. A variable with a default needs none; one
 * under a `when` depends on values, so it is named but not demanded; of an at-least-one group any member will do; of an all-or-none group the rest is
 * demanded once one is there.
 */
import type { Cell, Contract, Group, Variable } from '../contract/model.ts';

export interface DemandedNames {
  readonly missing: readonly string[];
  /** Groups of which no member is set and one must be. */
  readonly missingOneOf: readonly (readonly string[])[];
  /** Not set, and needed only under a condition that names cannot answer. */
  readonly conditional: readonly string[];
  /** How many are demanded, for the words of a pass. */
  readonly demanded: number;
}

/** `set`: the names that the forge knows there. The forge's names have no case. */
export const demandedNames = (contract: Contract, environment: string, set: readonly string[]): DemandedNames => {
  const there = new Set(set.map((n) => n.toUpperCase()));
  const isSet = (name: string): boolean => there.has(name.toUpperCase());
  const cells = contract.variables.flatMap((v) => cellOf(v, environment));
  const demanded = cells.filter((c) => c.cell.need === 'required' && c.cell.default === undefined);
  const choices = contract.groups.filter((g) => isChoice(g, environment));
  const chosen = new Set(choices.flatMap((g) => g.variables));
  const firm = demanded.filter((c) => !chosen.has(c.name) && c.cell.when.length === 0);
  const rest = contract.groups.filter((g) => g.rule === 'all-or-none').flatMap((g) => incomplete(g, cells, isSet));
  const missing = new Set([...firm.map((c) => c.name).filter((n) => !isSet(n)), ...rest]);
  const open = choices.filter((g) => demanded.some((c) => g.variables.includes(c.name) && c.cell.when.length === 0));
  const settled = (name: string): boolean => isSet(name) || cells.some((c) => c.name === name && c.cell.default !== undefined);
  return {
    missing: [...missing],
    missingOneOf: open.filter((g) => !g.variables.some(settled)).map((g) => g.variables),
    conditional: demanded.filter((c) => c.cell.when.length > 0 && !isSet(c.name) && !missing.has(c.name)).map((c) => c.name),
    demanded: firm.length + open.length,
  };
};

interface Named {
  readonly name: string;
  readonly cell: Cell;
}

const cellOf = (variable: Variable, environment: string): readonly Named[] => {
  const cell = variable.cells.find((c) => c.environment === environment);
  return cell === undefined ? [] : [{ name: variable.name, cell }];
};

/** A group of which some members suffice; `only` already says which, member by member. */
const isChoice = (group: Group, environment: string): boolean =>
  (group.rule === 'at-least-one' || group.rule === 'exactly-one') &&
  group.cells.find((c) => c.environment === environment)?.only === undefined;

const incomplete = (group: Group, cells: readonly Named[], isSet: (name: string) => boolean): readonly string[] => {
  if (!group.variables.some(isSet)) return [];
  return cells
    .filter((c) => group.variables.includes(c.name) && !isSet(c.name))
    .filter((c) => c.cell.default === undefined && c.cell.when.length === 0 && c.cell.need !== 'forbidden')
    .map((c) => c.name);
};
