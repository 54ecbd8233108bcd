/** An effect or a call inside a function, as one call of that function makes it: its parameters replaced by what is handed over. */
import { awaitedIn, partsOf, unionOf } from './params-in.ts';
import { substituted } from './substituted.ts';
import type { Call, Effect } from './summary.ts';
import { mergeUse } from './use.ts';
import { alternatives, oneOf, type Value } from './value.ts';

export const DEEP = 12;

/** The functions whose parameters stand in an effect, or in a call. */
export const paramsOf = (of: Effect | Call): ReadonlySet<string> =>
  unionOf(('callee' in of ? [of.callee, ...of.args] : [of.object, of.key]).map(awaitedIn));

/**
 * The alternatives of an effect's object that may yet be the environment. Most functions that look into what they are given are given something else, and what is
 * kept is carried into every call of every caller: so what a library answers, what is an object of the code's own, and what is told at length are let go.
 */
export const promising = (object: Value, mayHold: (value: Value) => boolean): Value | undefined => {
  const all = alternatives(object);
  const hopeful = all.filter((each) => HOPEFUL.has(each.is) && mayHold(each) && weight(each) <= MOST_WEIGHT);
  return hopeful.length === 0 ? undefined : hopeful.length === all.length ? object : oneOf(hopeful);
};

const HOPEFUL: ReadonlySet<Value['is']> = new Set(['env', 'parsed', 'param', 'import', 'member', 'call']);

const MOST_WEIGHT = 60;

/** How many values a value is made of, counted no further than it matters. */
const weight = (value: Value | undefined, left = MOST_WEIGHT + 1): number => {
  if (value === undefined || left <= 0) return 0;
  let sum = 1;
  for (const each of partsOf(value)) sum += weight(each, left - sum);
  return sum;
};

/** An effect as one call of its function makes it. Undefined: the call says nothing that could be followed. */
export const carried = (effect: Effect, fn: string, call: Call): Effect | undefined => {
  const object = substituted(effect.object, fn, call.args);
  const key = substituted(effect.key, fn, call.args);
  if (object === undefined || (effect.key !== undefined && key === undefined)) return undefined;
  const keyed = awaitedIn(effect.key).has(fn);
  const fallback = substituted(effect.use.fallback, fn, call.args);
  const { fallback: _dropped, ...own } = effect.use;
  const literal =
    fallback?.is === 'literal' ? fallback.value : fallback?.is === 'strings' && fallback.all.length === 1 ? fallback.all[0] : undefined;
  const use = {
    ...own,
    ...(effect.use.fallback === undefined ? {} : fallback === undefined ? {} : { need: 'optional' as const, because: 'default' as const }),
    ...(literal === undefined ? {} : { default: literal }),
    ...(fallback !== undefined && literal === undefined ? { fallback } : {}),
    ...(keyed ? call.use : {}),
  };
  return {
    object,
    key,
    at: keyed ? call.at : effect.at,
    use,
    ...(keyed ? { by: call.name } : effect.by === undefined ? {} : { by: effect.by }),
  };
};

export const carriedCall = (inner: Call, fn: string, call: Call): Call => {
  const isNamed = awaitedIn(inner.args[0]).has(fn);
  return {
    callee: substituted(inner.callee, fn, call.args) ?? inner.callee,
    args: inner.args.map((each) => substituted(each, fn, call.args)),
    name: isNamed ? call.name : inner.name,
    at: isNamed ? call.at : inner.at,
    use: mergeUse(inner.use, call.use),
  };
};
