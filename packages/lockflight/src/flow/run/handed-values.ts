/**
 * What the child is given: exactly what was judged. What the contract gives as a default is spelt out, and the selector says the environment that was judged, so that
 * the child cannot take itself for another one. Pure.
 */
import type { Contract, Environment } from '../../contract/model.ts';
import { conditionsHold } from '../../env/conditions.ts';
import { heldValue } from '../../env/values.ts';

/** `values` were judged: a selector that is set names this environment. */
export const handedValues = (
  contract: Contract,
  environment: Environment,
  values: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const handed = new Map(values);
  const known = { contract, environment, values };
  for (const { name, cells } of contract.variables) {
    const cell = cells.find((c) => c.environment === environment.name);
    if (cell?.default === undefined || heldValue(values, name) !== undefined || !conditionsHold(cell.when, known)) continue;
    handed.set(name, String(cell.default));
  }
  const [first] = contract.select;
  if (first !== undefined && contract.select.every((name) => heldValue(handed, name) === undefined))
    handed.set(first, spellingFor(contract, environment, first));
  return handed;
};

/** The selector may be a variable with rules of its own (`NODE_ENV` is `development` where the environment is called `local`). */
const spellingFor = (contract: Contract, environment: Environment, selector: string): string => {
  const cell = contract.variables.find((v) => v.name === selector)?.cells.find((c) => c.environment === environment.name);
  if (cell?.is !== undefined) return String(cell.is);
  const names = [environment.name, ...environment.aliases];
  return names.find((name) => cell?.values?.includes(name)) ?? environment.name;
};
