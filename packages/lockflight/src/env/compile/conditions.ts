/**
 * `when` twice: as an expression over what was read (for the straight line), and as data (for the judge). An expression can be had where the
 * condition's variables compare as plain values; undefined means that only the judge can tell.
 */
import type { Condition, Scalar } from '../../contract/model.ts';
import { joined, literal } from './literal.ts';
import { type Plan, scalarValue } from './plan.ts';

/** Both in one environment, given by its index. */
export const conditionExpression = (plan: Plan, condition: Condition, environment: number): string | undefined => {
  switch (condition.kind) {
    case 'equals':
      return equals(plan, condition.variable, condition.anyOf, environment);
    case 'not': {
      const inner = conditionExpression(plan, condition.condition, environment);
      return inner === undefined ? undefined : `!(${inner})`;
    }
    case 'all':
      return allOf(plan, condition.conditions, environment);
    case 'any': {
      const parts = condition.conditions.map((each) => conditionExpression(plan, each, environment));
      return parts.includes(undefined) ? undefined : joined(parts as readonly string[], '||', 'false');
    }
  }
};

/** All of them; `true` where there is none. */
export const allOf = (plan: Plan, conditions: readonly Condition[], environment: number): string | undefined => {
  const parts = conditions.map((each) => conditionExpression(plan, each, environment));
  return parts.includes(undefined) ? undefined : joined(parts as readonly string[], '&&', 'true');
};

const equals = (plan: Plan, name: string, anyOf: readonly Scalar[], environment: number): string | undefined => {
  const index = plan.indexOf.get(name);
  const planned = index === undefined ? undefined : plan.variables[index];
  if (planned === undefined)
    return joined(
      anyOf.map((word) => `v${index} === ${literal(String(word))}`),
      '||',
      'false',
    );
  const { variable, traits, cells } = planned;
  if (variable.type === 'url' || traits.holds === 'unknown' || traits.holds === 'readonly string[]') return undefined;
  const standIn = cells[environment]?.default;
  const text = standIn === undefined ? `v${index}` : `(v${index} ?? ${literal(String(standIn))})`;
  const held = standIn === undefined ? `p${index}` : `(v${index} ? p${index} : ${literal(scalarValue(variable, standIn))})`;
  const parts = anyOf.map((word) => {
    const value = traits.verbatim ? undefined : scalarValue(variable, word);
    return value === undefined ? `${text} === ${literal(String(word))}` : `${held} === ${literal(value)}`;
  });
  return joined(parts, '||', 'false');
};

/** `[0, variable, ...values]` equals, `[1, condition]` not, `[2, ...conditions]` all, `[3, ...conditions]` any. */
export type ConditionData = readonly (number | Scalar | ConditionData)[];

export const conditionData = (plan: Plan, condition: Condition): ConditionData => {
  switch (condition.kind) {
    case 'equals':
      return [0, plan.indexOf.get(condition.variable) ?? -1, ...condition.anyOf];
    case 'not':
      return [1, conditionData(plan, condition.condition)];
    case 'all':
      return [2, ...condition.conditions.map((each) => conditionData(plan, each))];
    case 'any':
      return [3, ...condition.conditions.map((each) => conditionData(plan, each))];
  }
};
