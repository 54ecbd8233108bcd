/**
 * Which names an environment cannot do without, told from the contract alone: no value is known here. A condition is decided where the contract
 * itself decides it (`when: UPLOAD_ANTIVIRUS`, and here UPLOAD_ANTIVIRUS is required and must be true); otherwise the answer says that it depends.
 */
import { type Cell, type Condition, type Contract, findEnvironment, type Scalar } from './model.ts';
import type { Place } from './place.ts';

/** Names that must be set, and the line of the contract that says so. */
export interface RequiredNames {
  readonly names: readonly string[];
  readonly rule: Place;
}

/**
 * What is required there whatever the values are; a default satisfies. `environmentName` is a name or an alias; an environment that the contract does
 * not have requires nothing.
 */
export const requiredNames = (contract: Contract, environmentName: string): readonly RequiredNames[] =>
  requiredCells(contract, environmentName)
    .filter(({ outcome }) => outcome === true)
    .map(({ name, cell }) => ({ names: [name], rule: cell.at }));

/** What is required there under conditions that only values can decide. */
export const conditionallyRequiredNames = (
  contract: Contract,
  environmentName: string,
): readonly (RequiredNames & { readonly when: readonly Condition[] })[] =>
  requiredCells(contract, environmentName)
    .filter(({ outcome }) => outcome === undefined)
    .map(({ name, cell }) => ({ names: [name], rule: cell.at, when: cell.when }));

/** Names of which one must be set: a required group of rule at-least-one or exactly-one that no member settles by itself. */
export function requiredChoices(contract: Contract, environmentName: string): readonly RequiredNames[] {
  const environment = findEnvironment(contract, environmentName)?.name ?? '';
  const cellOf = cellsIn(contract, environment);
  return contract.groups.flatMap((group): readonly RequiredNames[] => {
    const cell = group.cells.find((c) => c.environment === environment);
    if (group.rule !== 'at-least-one' && group.rule !== 'exactly-one') return [];
    if (cell?.need !== 'required' || cell.only !== undefined) return [];
    if (all(cell.when.map((condition) => decide(condition, cellOf))) !== true) return [];
    const names = group.variables.filter((name) => cellOf.get(name)?.need !== 'forbidden');
    const settled = names.some((name) => cellOf.get(name)?.need === 'required' || cellOf.get(name)?.default !== undefined);
    return names.length === 0 || settled ? [] : [{ names, rule: cell.at }];
  });
}

/** Do these conditions hold there? True or false where the contract itself decides it, undefined where only values can. */
export const decidedIn = (contract: Contract, environmentName: string, conditions: readonly Condition[]): boolean | undefined => {
  const cellOf = conditions.length === 0 ? new Map() : cellsIn(contract, findEnvironment(contract, environmentName)?.name ?? '');
  return all(conditions.map((condition) => decide(condition, cellOf)));
};

function requiredCells(contract: Contract, environmentName: string) {
  const cellOf = cellsIn(contract, findEnvironment(contract, environmentName)?.name ?? '');
  return [...cellOf]
    .filter(([, cell]) => cell.need === 'required' && cell.default === undefined)
    .map(([name, cell]) => ({ name, cell, outcome: all(cell.when.map((condition) => decide(condition, cellOf))) }));
}

const cellsIn = (contract: Contract, environment: string): ReadonlyMap<string, Cell> =>
  new Map(
    contract.variables.flatMap((variable) => {
      const cell = variable.cells.find((c) => c.environment === environment);
      return cell === undefined ? [] : [[variable.name, cell] as const];
    }),
  );

/** True, false, or undefined where only a value can tell. */
type Decided = boolean | undefined;

const all = (outcomes: readonly Decided[]): Decided => (outcomes.includes(false) ? false : outcomes.includes(undefined) ? undefined : true);

const any = (outcomes: readonly Decided[]): Decided => (outcomes.includes(true) ? true : outcomes.includes(undefined) ? undefined : false);

function decide(condition: Condition, cellOf: ReadonlyMap<string, Cell>): Decided {
  switch (condition.kind) {
    case 'equals':
      return equals(cellOf.get(condition.variable), condition.anyOf);
    case 'not': {
      const inner = decide(condition.condition, cellOf);
      return inner === undefined ? undefined : !inner;
    }
    case 'all':
      return all(condition.conditions.map((each) => decide(each, cellOf)));
    case 'any':
      return any(condition.conditions.map((each) => decide(each, cellOf)));
  }
}

/** Only a value that must be there and must be this one is known beforehand; a forbidden variable equals nothing. */
function equals(cell: Cell | undefined, anyOf: readonly Scalar[]): Decided {
  if (cell?.need === 'forbidden') return false;
  if (cell?.is === undefined || cell.need !== 'required' || cell.when.length > 0) return undefined;
  return anyOf.some((expected) => String(expected) === String(cell.is));
}
