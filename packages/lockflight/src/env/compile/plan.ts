/**
 * What the compiler needs to know of a contract before it writes a line: every name that is read, its index, and for each variable in each
 * environment the cell with the environment's own facts beside it. Names that a condition, a selector or `differs-from` mentions without being declared are
 * read too, after the variables.
 */
import type { Cell, Condition, Contract, Environment, Scalar, Variable } from '../../contract/model.ts';
import type { Language, Text } from '../../contract/text.ts';
import { readValue } from '../formats/read-value.ts';
import type { Value } from '../formats/reading.ts';
import { TRAITS, type TypeTraits } from './traits.ts';

export interface Plan {
  readonly contract: Contract;
  readonly language: Language;
  readonly environments: readonly Environment[];
  readonly variables: readonly PlannedVariable[];
  /** Every name that is read, the variables first; `v3` is the text of the fourth. */
  readonly names: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
}

export interface PlannedVariable {
  readonly variable: Variable;
  readonly index: number;
  readonly traits: TypeTraits;
  /** One cell for each environment, in the plan's order. */
  readonly cells: readonly Cell[];
}

const namesIn = (condition: Condition): readonly string[] => {
  if (condition.kind === 'equals') return [condition.variable];
  return condition.kind === 'not' ? namesIn(condition.condition) : condition.conditions.flatMap(namesIn);
};

const cellIn = (variable: Variable, environment: Environment): Cell =>
  variable.cells.find((cell) => cell.environment === environment.name) ?? {
    environment: environment.name,
    need: 'optional',
    differsFrom: [],
    when: [],
    at: variable.at,
  };

export const planOf = (contract: Contract, language: Language): Plan => {
  const mentioned = contract.variables.flatMap(({ cells }) =>
    cells.flatMap((cell) => [...cell.differsFrom, ...cell.when.flatMap(namesIn)]),
  );
  const names = [...new Set([...contract.variables.map((variable) => variable.name), ...contract.select, ...mentioned])];
  return {
    contract,
    language,
    environments: contract.environments,
    variables: contract.variables.map((variable, index) => ({
      variable,
      index,
      traits: TRAITS[variable.type],
      cells: contract.environments.map((environment) => cellIn(variable, environment)),
    })),
    names,
    indexOf: new Map(names.map((name, index) => [name, index])),
  };
};

/** What a scalar of the contract is as a value of the variable's type; undefined where the type refuses it. */
export const scalarValue = (variable: Variable, scalar: Scalar): Value | undefined => {
  const reading = readValue(variable.type, String(scalar));
  return reading.ok ? reading.value : undefined;
};

export const words = (plan: Plan, text: Text): string => text[plan.language];
