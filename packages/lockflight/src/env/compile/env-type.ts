/**
 * The `Env` type: a union of one interface for each environment, told apart by `name`. What is required where the boot blocks is always there; an `is` is
 * a literal type; what is forbidden is `undefined`. Every variable has its property in every environment.
 *
 * `P` is the phase that was asked for: what that phase does not demand may be undefined. Without a phase everything is demanded.
 */
import type { Cell, Phase, Scalar } from '../../contract/model.ts';
import { decidedIn } from '../../contract/required-names.ts';
import { commentText, literal, typeKey } from './literal.ts';
import { type Plan, type PlannedVariable, scalarValue } from './plan.ts';

const PHASES: readonly Phase[] = ['build', 'boot', 'run'];

const literalType = (planned: PlannedVariable, word: Scalar): string | undefined => {
  const { variable, traits } = planned;
  const value = scalarValue(variable, word);
  if (value === undefined || traits.holds === 'unknown' || typeof value === 'object') return undefined;
  return variable.type === 'url' || variable.type === 'sentry-dsn' ? undefined : literal(value);
};

/** The values that a cell lets through, as a union of literals; undefined where any value of the type may come. */
const unionOf = (planned: PlannedVariable, allowed: readonly Scalar[]): string | undefined => {
  const types = allowed.map((word) => literalType(planned, word));
  return types.length === 0 || types.includes(undefined) ? undefined : [...new Set(types)].join(' | ');
};

const heldType = (planned: PlannedVariable, cell: Cell): string => {
  const allowed = cell.is === undefined ? cell.values : [cell.is];
  const union = allowed === undefined || planned.traits.holds === 'readonly string[]' ? undefined : unionOf(planned, allowed);
  const stand = cell.default === undefined || union === undefined ? undefined : literalType(planned, cell.default);
  return union === undefined
    ? planned.traits.holds
    : [...new Set([...union.split(' | '), ...(stand === undefined ? [] : [stand])])].join(' | ');
};

/** The type of one property. */
export const propertyType = (plan: Plan, planned: PlannedVariable, at: number): string => {
  const cell = planned.cells[at];
  const environment = plan.environments[at];
  if (environment === undefined || cell === undefined || cell.need === 'forbidden') return 'undefined';
  const blocks = environment.boot === 'block';
  // Where the boot only warns, a condition's variable may hold what the contract refuses: nothing is decided beforehand.
  const applies = blocks || cell.when.length === 0 ? decidedIn(plan.contract, environment.name, cell.when) : undefined;
  if (applies === false) return 'undefined';
  const held = heldType(planned, cell);
  if (held === 'unknown') return held;
  const hasDefault = cell.default !== undefined && scalarValue(planned.variable, cell.default) !== undefined;
  if (hasDefault && applies === true) return held;
  if (!blocks || cell.need !== 'required' || applies !== true || hasDefault) return `${held} | undefined`;
  const missing = PHASES.filter((phase) => !planned.variable.phases.includes(phase));
  return missing.length === 0 ? held : `${held} | Unless<P, ${planned.variable.phases.map(literal).join(' | ') || 'never'}>`;
};

const typeName = (at: number): string => `In${at + 1}`;

export const envType = (plan: Plan): string => {
  const interfaces = plan.environments.map((environment, at) => {
    const properties = plan.variables
      .filter(({ variable }) => variable.name !== 'name')
      .map((planned) => `  readonly ${typeKey(planned.variable.name)}: ${propertyType(plan, planned, at)};`);
    const lines = properties.join('\n');
    return [
      `/** ${commentText(environment.name)} (${environment.kind}; ${environment.boot === 'block' ? 'an error stops the boot' : 'an error warns'}). */`,
      `interface ${typeName(at)}${lines.includes('<P,') ? '<P>' : ''} {`,
      `  readonly name: ${literal(environment.name)};`,
      lines,
      '}',
    ].join('\n');
  });
  const usesPhase = interfaces.map((text) => text.includes('<P,'));
  return [
    `type Phase = 'build' | 'boot' | 'run';`,
    ...(usesPhase.includes(true)
      ? [
          '/** Undefined where the phase P does not demand what Needed phases do. */',
          'type Unless<P, Needed> = P extends Needed ? never : undefined;',
        ]
      : []),
    ...interfaces,
    `export type Env<${usesPhase.includes(true) ? 'P' : '_P'} extends Phase = never> =`,
    `${plan.environments.map((_, at) => `  | ${typeName(at)}${usesPhase[at] ? '<P>' : ''}`).join('\n')};`,
  ].join('\n');
};
