/**
 * Which names an environment demands and lacks, as far as names alone can tell: values are never known here. Of a group that needs one member, any will do;
 * of an all-or-none group the rest is demanded once one is there.
 */
import type { Cell, Contract, Group } from '../contract/model.ts';
import { conditionallyRequiredNames, requiredChoices, requiredNames } from '../contract/required-names.ts';

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
  const firm = requiredNames(contract, environment).flatMap((r) => r.names);
  const choices = requiredChoices(contract, environment).map((r) => r.names);
  const rest = contract.groups.filter((g) => g.rule === 'all-or-none').flatMap((g) => incomplete(contract, g, environment, isSet));
  const missing = new Set([...firm.filter((n) => !isSet(n)), ...rest]);
  const conditional = conditionallyRequiredNames(contract, environment).flatMap((r) => r.names);
  return {
    missing: [...missing],
    missingOneOf: choices.filter((names) => !names.some(isSet)),
    conditional: conditional.filter((n) => !isSet(n) && !missing.has(n)),
    demanded: firm.length + choices.length,
  };
};

const incomplete = (contract: Contract, group: Group, environment: string, isSet: (name: string) => boolean): readonly string[] => {
  if (!group.variables.some(isSet)) return [];
  return group.variables.filter((name) => !isSet(name) && isNeededWithTheRest(cellOf(contract, name, environment)));
};

const cellOf = (contract: Contract, name: string, environment: string): Cell | undefined =>
  contract.variables.find((v) => v.name === name)?.cells.find((c) => c.environment === environment);

const isNeededWithTheRest = (cell: Cell | undefined): boolean =>
  cell !== undefined && cell.default === undefined && cell.when.length === 0 && cell.need !== 'forbidden';
