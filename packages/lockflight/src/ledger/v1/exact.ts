/**
 * A schema turned into a plain predicate: true only for a value that the schema takes exactly as it is, with no member that it does not know. Such a value needs
 * no copy; anything else goes to the schema itself, which says what is wrong or leaves out what it does not know. Twenty thousand entries are read for each
 * verification: the schema's own parser costs four times as much.
 *
 * The schema stays the one definition: this reads its published description (`_zod.def`, zod's documentation for library authors), and throws when it meets
 * something that it does not know, as soon as the module is loaded.
 */
import type * as z from 'zod';

export type Exact = (value: unknown) => boolean;

export const exactly = (schema: z.core.$ZodType): Exact => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return exactObject(def.shape);
    case 'array': {
      const [element, fine] = [exactly(def.element), checksOf(def.checks)];
      return (value) => Array.isArray(value) && fine(value) && everyOne(value, element);
    }
    case 'string': {
      const fine = checksOf(def.checks);
      return (value) => typeof value === 'string' && fine(value);
    }
    case 'number': {
      const fine = checksOf(def.checks);
      return (value) => Number.isSafeInteger(value) && fine(value);
    }
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'enum':
    case 'literal': {
      const words = new Set<unknown>(def.type === 'enum' ? Object.values(def.entries) : def.values);
      return (value) => words.has(value);
    }
    case 'union':
      return exactUnion(def);
    default:
      throw new TypeError(`no plain form of ${def.type}`);
  }
};

/** Unlike `Array.every`, which passes over holes. */
const everyOne = (list: readonly unknown[], fine: Exact): boolean => {
  for (const one of list) if (!fine(one)) return false;
  return true;
};

/** Members in whatever order; each known, each fine, none missing that must be there. */
const exactObject = (shape: Readonly<Record<string, z.core.$ZodType>>): Exact => {
  const members = new Map<string, { readonly fine: Exact; readonly needed: boolean }>();
  for (const [name, schema] of Object.entries(shape)) {
    const { def } = (schema as z.core.$ZodTypes)._zod;
    // `exactOptional`: it may be absent, never undefined; what was read from JSON is not.
    const needed = def.type !== 'optional';
    members.set(name, { fine: exactly(needed ? schema : def.innerType), needed });
  }
  const needed = [...members.values()].filter((member) => member.needed).length;
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const found = value as Readonly<Record<string, unknown>>;
    let missing = needed;
    for (const name in found) {
      const member = members.get(name);
      if (member?.fine(found[name]) !== true) return false;
      if (member.needed) missing -= 1;
    }
    return missing === 0;
  };
};

/** By the member that tells its branches apart. */
const exactUnion = (def: z.core.$ZodUnionDef): Exact => {
  const { discriminator } = def as z.core.$ZodDiscriminatedUnionDef;
  const branches = new Map<unknown, Exact>();
  for (const option of def.options) {
    const { shape } = (option as z.core.$ZodObject)._zod.def;
    const named = (shape[discriminator] as z.core.$ZodLiteral | undefined)?._zod.def;
    for (const word of named?.values ?? []) branches.set(word, exactly(option));
  }
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    return branches.get((value as Readonly<Record<string, unknown>>)[discriminator])?.(value) === true;
  };
};

type Check = (value: never) => boolean;

const checksOf = (checks: readonly z.core.$ZodCheck[] | undefined): Exact => {
  const all = (checks ?? []).map((check) => plainCheck((check as z.core.$ZodChecks)._zod.def) as Exact);
  const [first, second] = all;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  return (value) => all.every((fine) => fine(value));
};

const plainCheck = (def: z.core.$ZodChecks['_zod']['def']): Check => {
  switch (def.check) {
    case 'min_length': {
      const { minimum } = def;
      return (value: { readonly length: number }) => value.length >= minimum;
    }
    case 'max_length': {
      const { maximum } = def;
      return (value: { readonly length: number }) => value.length <= maximum;
    }
    case 'greater_than': {
      const { value: least, inclusive } = def;
      return (value: number) => (inclusive ? value >= Number(least) : value > Number(least));
    }
    case 'number_format':
      return (value: number) => Number.isSafeInteger(value);
    case 'string_format': {
      const { pattern } = def;
      if (def.format !== 'regex' || pattern === undefined || pattern.global || pattern.sticky) break;
      return (value: string) => pattern.test(value);
    }
  }
  throw new TypeError(`no plain form of ${def.check}`);
};
