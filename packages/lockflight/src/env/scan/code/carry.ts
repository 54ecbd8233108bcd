/** An effect or a call inside a function, as one call of that function makes it: its parameters replaced by what is handed over. */
import type { Call, Effect } from './summary.ts';
import { mergeUse } from './use.ts';
import { substituted, type Value } from './value.ts';

export const DEEP = 12;

/** The functions whose parameters stand in a value. */
const paramIds = (value: Value | undefined, into: Set<string>, depth = 0): void => {
  if (value === undefined || depth > DEEP) return;
  switch (value.is) {
    case 'param':
      into.add(value.fn);
      return;
    case 'text':
      for (const part of value.parts) paramIds(part, into, depth + 1);
      return;
    case 'cased':
    case 'member':
      paramIds(value.of, into, depth + 1);
      return;
    case 'call':
      paramIds(value.of, into, depth + 1);
      for (const each of value.args) paramIds(each, into, depth + 1);
      return;
    case 'any':
      for (const each of value.of) paramIds(each, into, depth + 1);
      return;
    case 'object':
      for (const [, each] of value.props) paramIds(each, into, depth + 1);
      return;
    default:
  }
};

export const paramsOf = ({ object, key }: Effect): ReadonlySet<string> => {
  const ids = new Set<string>();
  paramIds(object, ids);
  paramIds(key, ids);
  return ids;
};

export const paramsOfCall = ({ callee, args }: Call): ReadonlySet<string> => {
  const ids = new Set<string>();
  paramIds(callee, ids);
  for (const each of args) paramIds(each, ids);
  return ids;
};

/** An effect as one call of its function makes it. Undefined: the call says nothing that could be followed. */
export const carried = (effect: Effect, fn: string, call: Call): Effect | undefined => {
  const object = substituted(effect.object, fn, call.args);
  const key = substituted(effect.key, fn, call.args);
  if (object === undefined || (effect.key !== undefined && key === undefined)) return undefined;
  const keyed = mentions(effect.key, fn);
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

const mentions = (value: Value | undefined, fn: string): boolean => {
  const ids = new Set<string>();
  paramIds(value, ids);
  return ids.has(fn);
};

export const carriedCall = (inner: Call, fn: string, call: Call): Call => ({
  callee: substituted(inner.callee, fn, call.args) ?? inner.callee,
  args: inner.args.map((each) => substituted(each, fn, call.args)),
  name: mentions(inner.args[0], fn) ? call.name : inner.name,
  at: mentions(inner.args[0], fn) ? call.at : inner.at,
  use: mergeUse(inner.use, call.use),
});
