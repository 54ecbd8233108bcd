import type { ConditionInput } from '../grammar/condition.ts';
import type { Path } from '../source/positions.ts';

export interface ConditionReference {
  readonly variable: string;
  readonly path: Path;
  readonly atKey: boolean;
  /** What it is compared with; undefined: it must be true. */
  readonly values: unknown;
}

/** Every variable that a `when` speaks of, with its place. */
export function conditionReferences(input: ConditionInput | undefined, path: Path): readonly ConditionReference[] {
  if (input === undefined) return [];
  if (typeof input === 'string') return [{ variable: input, path, atKey: false, values: undefined }];
  if (Array.isArray(input)) return input.flatMap((item, index) => conditionReferences(item, [...path, index]));
  return Object.entries(input).flatMap(([word, value]) => {
    if (word === 'not' || word === 'any') return conditionReferences(value as ConditionInput, [...path, word]);
    return [{ variable: word, path: [...path, word], atKey: true, values: value }];
  });
}
