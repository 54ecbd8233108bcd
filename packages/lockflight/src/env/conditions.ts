/**
 * `when`: does it hold, with these values? A variable that is not set counts with its default here; one that has neither equals nothing.
 * A value that its type refuses equals nothing either: it is reported where it stands, and what depends on it stays quiet.
 */
import type { Condition, Contract, Environment } from '../contract/model.ts';
import { isValue } from './formats/equality.ts';
import { heldValue } from './values.ts';

interface Known {
  readonly contract: Contract;
  readonly environment: Environment;
  readonly values: ReadonlyMap<string, string>;
}

const equals = (condition: Condition & { readonly kind: 'equals' }, known: Known): boolean => {
  const variable = known.contract.variables.find((v) => v.name === condition.variable);
  const standIn = variable?.cells.find((c) => c.environment === known.environment.name)?.default;
  const value = heldValue(known.values, condition.variable) ?? (standIn === undefined ? undefined : String(standIn));
  return value !== undefined && condition.anyOf.some((expected) => isValue(variable?.type ?? 'string', value, expected));
};

const holds = (condition: Condition, known: Known): boolean => {
  switch (condition.kind) {
    case 'equals':
      return equals(condition, known);
    case 'not':
      return !holds(condition.condition, known);
    case 'all':
      return condition.conditions.every((each) => holds(each, known));
    case 'any':
      return condition.conditions.some((each) => holds(each, known));
  }
};

export const conditionsHold = (conditions: readonly Condition[], known: Known): boolean => conditions.every((each) => holds(each, known));
