/**
 * To which environment does the contract give a value? A cell claims a value by naming its host, or by a string or URL `is`.
 * Numbers and booleans are nobody's: `true` in production's cell does not make every `true` production's.
 */
import type { Cell, Variable } from '../contract/model.ts';
import { isValue } from './formats/equality.ts';
import { cellNamesHost, hostsOf } from './hosts.ts';

export const TELLING = new Set(['string', 'url', 'host']);

/** Does the contract give this value to the cell's environment? */
export const claims = (variable: Variable, cell: Cell, value: string): boolean => {
  if (cell.need === 'forbidden') return false;
  if (cell.is !== undefined && TELLING.has(variable.type) && isValue(variable.type, value, cell.is)) return true;
  return hostsOf(variable.type, value).some((host) => cellNamesHost(cell, host));
};

/** The first other environment whose cell claims the value. */
export const claimant = (variable: Variable, own: string, value: string): Cell | undefined =>
  variable.cells.find((cell) => cell.environment !== own && claims(variable, cell, value));
