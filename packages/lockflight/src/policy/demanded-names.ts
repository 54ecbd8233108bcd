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
  const firm = demanded.filter((c) => c.cell.when.length === 0).map((c) => c.name);
  const rest = contract.groups.filter((g) => g.rule === 'all-or-none').flatMap((g) => incomplete(g, cells, isSet));
  const missing = new Set([...firm.filter((n) => !isSet(n)), ...rest]);
  const settled = (name: string): boolean => isSet(name) || cells.some((c) => c.name === name && c.cell.default !== undefined);
  const choices = contract.groups.flatMap((g) => choiceOf(g, environment));
  const open = choices.filter((c) => !c.names.some(settled));
  const undecided = demanded.filter((c) => c.cell.when.length > 0 && !isSet(c.name) && !missing.has(c.name)).map((c) => c.name);
  return {
    missing: [...missing],
    missingOneOf: open.filter((c) => !c.conditional).map((c) => c.names),
    conditional: [...undecided, ...open.filter((c) => c.conditional).map((c) => c.names.join(' | '))],
    demanded: firm.length + choices.filter((c) => !c.conditional).length,
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

interface Choice {
  readonly names: readonly string[];
  readonly conditional: boolean;
}

/** A required group of which some member suffices; where `only` stands, it already says which, member by member. */
const choiceOf = (group: Group, environment: string): readonly Choice[] => {
  const cell = group.cells.find((c) => c.environment === environment);
  if (cell?.need !== 'required' || cell.only !== undefined) return [];
  if (group.rule !== 'at-least-one' && group.rule !== 'exactly-one') return [];
  return [{ names: group.variables, conditional: cell.when.length > 0 }];
};

const incomplete = (group: Group, cells: readonly Named[], isSet: (name: string) => boolean): readonly string[] => {
  if (!group.variables.some(isSet)) return [];
  return cells
    .filter((c) => group.variables.includes(c.name) && !isSet(c.name))
    .filter((c) => c.cell.default === undefined && c.cell.when.length === 0 && c.cell.need !== 'forbidden')
    .map((c) => c.name);
};
