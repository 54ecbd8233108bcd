/**
 * The functions whose parameters stand in a value. Values never change, and one stands in many others: each is looked through once, for all calls and all rounds.
 */
import type { FunctionId, Value } from './value.ts';

/** What a value is put together from. */
export const partsOf = (value: Value): readonly (Value | undefined)[] => {
  switch (value.is) {
    case 'text':
      return value.parts;
    case 'cased':
    case 'kept':
    case 'member':
    case 'part':
      return [value.of];
    case 'call':
      return [value.of, ...value.args];
    case 'any':
      return value.of;
    case 'list':
      return value.items;
    case 'object':
      return [...value.props.map(([, each]) => each), ...value.spread];
    default:
      return [];
  }
};

const MADE: ReadonlySet<Value['is']> = new Set(['text', 'cased', 'kept', 'member', 'call', 'any', 'list', 'object', 'part']);

/** Is it put together from others? */
export const isMade = (value: Value): boolean => MADE.has(value.is);

const NONE: ReadonlySet<FunctionId> = new Set();

const finder = (parts: (value: Value) => readonly (Value | undefined)[]): ((value: Value | undefined) => ReadonlySet<FunctionId>) => {
  const known = new WeakMap<Value, ReadonlySet<FunctionId>>();
  const find = (value: Value | undefined): ReadonlySet<FunctionId> => {
    // Most values are made of nothing: to write that down of each costs more than to see it.
    if (value === undefined || !(isMade(value) || value.is === 'param')) return NONE;
    const held = known.get(value);
    if (held !== undefined) return held;
    const found = value.is === 'param' ? new Set([value.fn]) : unionOf(parts(value).map(find));
    known.set(value, found);
    return found;
  };
  return find;
};

/** Sets are shared: they are not to be added to. */
export const unionOf = (sets: readonly ReadonlySet<FunctionId>[]): ReadonlySet<FunctionId> => {
  let all = NONE;
  for (const each of sets) {
    if (each === all || each.size === 0) continue;
    all = all.size === 0 ? each : new Set([...all, ...each]);
  }
  return all;
};

/** Wherever they stand. */
export const paramsIn = finder(partsOf);

/** Those that a value waits for: what is in a list, or spread into an object, is told as it is. */
export const awaitedIn = finder((value) =>
  value.is === 'list' ? [] : value.is === 'object' ? value.props.map(([, each]) => each) : partsOf(value),
);
