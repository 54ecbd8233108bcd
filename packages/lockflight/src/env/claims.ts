/**
 * To which environment does the contract give a value? A cell claims a value by naming its host, or by a string or URL `is`.
 * Numbers and booleans are nobody's: `true` in production's cell does not make every `true` production's.
 */
import type { Cell, Variable } from '../contract/model.ts';
import { isValue } from './formats/equality.ts';
import { cellNamesHost, hostsOf } from './hosts.ts';

export const TELLING = new Set(['string', 'url', 'host']);

const claimsExactly = (variable: Variable, cell: Cell, value: string): boolean =>
  cell.is !== undefined && TELLING.has(variable.type) && isValue(variable.type, value, cell.is);

/** Does the contract give this value to the cell's environment? */
export const claims = (variable: Variable, cell: Cell, value: string): boolean => {
  if (cell.need === 'forbidden') return false;
  if (claimsExactly(variable, cell, value)) return true;
  return hostsOf(variable.type, value).some((host) => cellNamesHost(cell, host));
};

/**
 * The cell of the first other environment that claims the value: by its `is`, or by a host that the value's own cell does not name too.
 * A host that both name belongs to neither.
 */
export const claimant = (variable: Variable, own: Cell, value: string): Cell | undefined => {
  const theirs = hostsOf(variable.type, value).filter((host) => !cellNamesHost(own, host));
  return variable.cells.find(
    (cell) =>
      cell.environment !== own.environment &&
      cell.need !== 'forbidden' &&
      (claimsExactly(variable, cell, value) || theirs.some((host) => cellNamesHost(cell, host))),
  );
};
