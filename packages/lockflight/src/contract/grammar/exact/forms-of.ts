/**
 * The schema's published description (`_zod.def`, zod's documentation for library authors) as tables of forms. Throws when it meets something that it does not know:
 * a form that is wrong would let through what the schema refuses. Used where the tables are made and held to the schema, never while a contract is read.
 */
import type * as z from 'zod';
import { type Bounds, boundsOf } from '../limits.ts';
import type { Form } from './form.ts';

/** The last form is the schema's own. */
export const formsOf = (schema: z.core.$ZodType): readonly Form[] => {
  const forms: Form[] = [];
  const known = new Map<string, number>();
  const lazy = new Map<() => z.core.$ZodType, number>();

  const placed = (form: Form): number => {
    const mark = JSON.stringify(form, (_, value) => (value instanceof RegExp ? String(value) : value === Infinity ? 'any' : value));
    const at = known.get(mark) ?? forms.push(form) - 1;
    known.set(mark, at);
    return at;
  };

  /** One that holds itself has its place before it is known. */
  const held = (getter: () => z.core.$ZodType): number => {
    const at = lazy.get(getter);
    if (at !== undefined) return at;
    const own = forms.push({ is: 'boolean' }) - 1;
    lazy.set(getter, own);
    forms[own] = { is: 'either', forms: [formOf(getter())] };
    return own;
  };

  const formOf = (each: z.core.$ZodType): number => {
    const { def } = (each as z.core.$ZodTypes)._zod;
    const bounds = boundsIn(def.checks);
    switch (def.type) {
      case 'string':
        return placed({ is: 'text', ...allOf(bounds, 0), ...patternIn(def.checks) });
      case 'number':
        return placed({ is: 'number', ...allOf(bounds, -Infinity), whole: isWhole(def) });
      case 'boolean':
        return placed({ is: 'boolean' });
      case 'enum':
      case 'literal':
        return placed({ is: 'word', words: (def.type === 'enum' ? Object.values(def.entries) : def.values).map(word) });
      case 'union':
        if (def.inclusive === false) break;
        return placed({ is: 'either', forms: def.options.map(formOf) });
      case 'array':
        return placed({ is: 'list', of: formOf(def.element), ...allOf(bounds, 0) });
      case 'record': {
        const { max } = allOf(bounds, 0);
        const key = formOf(def.keyType);
        if (forms[key]?.is !== 'text' || def.mode === 'loose') break;
        return placed({ is: 'names', key, of: formOf(def.valueType), max });
      }
      case 'object':
        return placed({ is: 'mapping', ...membersOf(def), ...allOf(bounds, 0) });
      case 'lazy':
        return held(def.getter);
    }
    throw new TypeError(`no plain form of ${def.type}`);
  };

  const membersOf = ({ shape, catchall }: z.core.$ZodObjectDef) => {
    const members: Record<string, number> = {};
    const needed: string[] = [];
    for (const [name, each] of Object.entries(shape)) {
      const { def } = (each as z.core.$ZodTypes)._zod;
      if (def.type !== 'optional') needed.push(name);
      members[name] = formOf(def.type === 'optional' ? def.innerType : each);
    }
    if (catchall === undefined) throw new TypeError('no plain form of an object that drops what it does not know');
    const none = (catchall as z.core.$ZodTypes)._zod.def.type === 'never';
    return { members, needed, ...(none ? {} : { others: formOf(catchall) }) };
  };

  formOf(schema);
  return forms;
};

type Checks = readonly z.core.$ZodCheck[] | undefined;

const allOf = (bounds: readonly Bounds[], least: number): Required<Bounds> => ({
  min: Math.max(least, ...bounds.map(({ min }) => min ?? least)),
  max: Math.min(...bounds.map(({ max }) => max ?? Infinity)),
});

const boundsIn = (checks: Checks): readonly Bounds[] =>
  (checks ?? []).map((check) => {
    const { def } = (check as z.core.$ZodChecks)._zod;
    switch (def.check) {
      case 'greater_than':
        if (def.inclusive) return { min: Number(def.value) };
        break;
      case 'less_than':
        if (def.inclusive) return { max: Number(def.value) };
        break;
      case 'number_format':
      case 'string_format':
        return {};
    }
    // A check by hand: a function, or an object that holds one.
    const bounds = boundsOf(check._zod.check) ?? ('fn' in def ? boundsOf(def.fn as object) : undefined);
    if (bounds === undefined) throw new TypeError(`no plain form of the check ${def.check}`);
    return bounds;
  });

const patternIn = (checks: Checks): { readonly pattern?: RegExp } => {
  const patterns = (checks ?? []).flatMap((check) => {
    const { def } = (check as z.core.$ZodChecks)._zod;
    return def.check === 'string_format' ? [def] : [];
  });
  const [first] = patterns;
  if (first === undefined) return {};
  const { format, pattern } = first;
  if (patterns.length > 1 || format !== 'regex' || pattern === undefined || pattern.global || pattern.sticky)
    throw new TypeError(`no plain form of the text ${format}`);
  return { pattern };
};

/** `z.int()` says so of itself, not in a check. */
const isWhole = (def: z.core.$ZodNumberDef): boolean => {
  if (!('format' in def)) return false;
  if (def.format !== 'safeint') throw new TypeError(`no plain form of the number ${String(def.format)}`);
  return true;
};

const word = (value: unknown): string | number => {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`no plain form of the word ${String(value)}`);
};
