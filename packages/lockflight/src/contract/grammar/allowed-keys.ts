/**
 * Which keys the grammar knows at a path: what a suggestion is chosen from. Walks the schema beside the path; where a union
 * offers several ways, all of them count.
 */
import type * as z from 'zod';
import type { Path } from '../source/positions.ts';

type Schema = z.core.$ZodType;

export function allowedKeys(schema: Schema, path: Path): readonly string[] {
  let reached = unfold(schema);
  for (const step of path) reached = reached.flatMap((s) => below(s, step)).flatMap(unfold);
  return [...new Set(reached.flatMap((s) => ('shape' in defOf(s) ? Object.keys(defOf(s).shape ?? {}) : [])))];
}

interface Def {
  readonly type: string;
  readonly innerType?: Schema;
  readonly getter?: () => Schema;
  readonly options?: readonly Schema[];
  readonly element?: Schema;
  readonly valueType?: Schema;
  readonly catchall?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
}

const defOf = (schema: Schema): Def => schema._zod.def as unknown as Def;

function unfold(schema: Schema): readonly Schema[] {
  const def = defOf(schema);
  if (def.options) return def.options.flatMap(unfold);
  if (def.innerType) return unfold(def.innerType);
  return def.getter ? unfold(def.getter()) : [schema];
}

function below(schema: Schema, step: string | number): readonly Schema[] {
  const def = defOf(schema);
  if (def.element) return typeof step === 'number' ? [def.element] : [];
  if (def.valueType) return [def.valueType];
  const own = def.shape && Object.hasOwn(def.shape, step) ? def.shape[step] : undefined;
  const next = own ?? def.catchall;
  return next === undefined ? [] : [next];
}
