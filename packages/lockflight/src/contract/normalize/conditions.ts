import type { ConditionInput, ConditionMapping } from '../grammar/condition.ts';
import type { Condition, Scalar } from '../model.ts';
import { listOf } from './defined.ts';

/** Each `when` is converted once, however many cells it applies to. */
const converted = new WeakMap<object, readonly Condition[]>();

/** The conditions of one `when`: all must hold. */
export function toConditions(input: ConditionInput | undefined): readonly Condition[] {
  if (input === undefined) return [];
  if (typeof input === 'string') return [{ kind: 'equals', variable: input, anyOf: [true] }];
  const known = converted.get(input) ?? convert(input);
  converted.set(input, known);
  return known;
}

function convert(input: Exclude<ConditionInput, string>): readonly Condition[] {
  if (isList(input)) return input.flatMap(toConditions);
  return Object.entries(input).flatMap(([word, value]) => fromEntry(word, value));
}

function fromEntry(word: string, value: unknown): readonly Condition[] {
  if (value === undefined) return [];
  if (word === 'not') return [{ kind: 'not', condition: toCondition(value as ConditionInput) }];
  if (word === 'any') return [{ kind: 'any', conditions: (value as readonly ConditionInput[]).map(toCondition) }];
  return [{ kind: 'equals', variable: word, anyOf: listOf<Scalar>(value as Scalar | readonly Scalar[]) }];
}

function toCondition(input: ConditionInput): Condition {
  const conditions = toConditions(input);
  const [only] = conditions;
  return conditions.length === 1 && only !== undefined ? only : { kind: 'all', conditions };
}

const isList = (input: Exclude<ConditionInput, string>): input is readonly ConditionInput[] =>
  Array.isArray(input as readonly ConditionInput[] | ConditionMapping);

/** Every variable that the condition asks about. */
export function variablesOf(condition: Condition): readonly string[] {
  if (condition.kind === 'equals') return [condition.variable];
  return condition.kind === 'not' ? variablesOf(condition.condition) : condition.conditions.flatMap(variablesOf);
}
