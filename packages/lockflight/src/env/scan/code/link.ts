/**
 * All files together: what one exports and another looks into, and every function of the repository that reads the variable it is told to. In: summaries, in any
 * order. Out: the reads that they did not know of by themselves, the dynamic ones, and the files that would have to be read to know more.
 */
import type { Place } from '../read.ts';
import { callReads } from './library-reads.ts';
import { helperNames } from './named-readers.ts';
import { type Packages, resolveModule } from './resolve.ts';
import { type Call, type Effect, type FileSummary, isName, type RawRead, readAt } from './summary.ts';
import { mergeUse } from './use.ts';
import { alternatives, isPartial, memberOf, oneOf, substituted, type Value } from './value.ts';

export interface Linked {
  readonly reads: readonly RawRead[];
  readonly dynamic: readonly Place[];
  /** Files that are imported for something that may matter, and have no summary yet. */
  readonly wanted: ReadonlySet<string>;
  /** Names under which something that reads the environment is exported: files that know them may read by them. */
  readonly names: ReadonlySet<string>;
}

const DEEP = 12;
const MOST_CALLS = 100_000;
const MOST_ROUNDS = 4;

export const link = (summaries: ReadonlyMap<string, FileSummary>, files: ReadonlySet<string>, packages: Packages): Linked => {
  const linker = newLinker(summaries, files, packages);
  const byFunction = new Map<string, Effect[]>();
  const callsOf = new Map<string, Call[]>();
  const undecided = new Map<string, Effect>();
  const decided = new Set<string>();
  const wait = (effect: Effect): void => {
    const key = keyOfEffect(effect);
    if (undecided.has(key)) return;
    undecided.set(key, effect);
    for (const id of paramsOf(effect)) push(byFunction, id, effect);
  };
  for (const summary of summaries.values()) {
    for (const effect of summary.effects) {
      if (paramsOf(effect).size === 0) linker.settle(effect);
      else wait(effect);
    }
    // A call inside a function, in terms of that function's parameters.
    for (const call of summary.calls) for (const id of paramsOfCall(call)) push(callsOf, id, call);
  }
  let left = MOST_CALLS;
  const applyTo = (id: string, call: Call, depth: number): void => {
    for (const effect of byFunction.get(id) ?? []) {
      const next = carried(effect, id, call);
      decided.add(keyOfEffect(effect));
      if (next === undefined) linker.dynamicAt(effect, call);
      else if (paramsOf(next).size > 0) wait(next);
      else linker.settle(next, next.by);
    }
    for (const inner of callsOf.get(id) ?? []) {
      const next = carriedCall(inner, id, call);
      if (paramsOfCall(next).size === 0) apply(next, depth + 1);
    }
  };
  const apply = (call: Call, depth: number): void => {
    if (depth > DEEP || left-- <= 0) return;
    for (const target of alternatives(linker.resolve(call.callee))) {
      if (target.is === 'function') applyTo(target.id, call, depth);
      else if (target.is === 'library' || target.is === 'member') {
        const args = call.args.map((each) => linker.resolve(each));
        const validate = linker.resolve(validatorOf(target, args));
        if (validate?.is === 'function') applyTo(validate.id, { ...call, args: [{ is: 'env', via: 'nest' }] }, depth + 1);
        for (const read of callReads(target, args, call)) linker.reads.push(read);
      }
    }
  };
  // Again while something new waits: what a wrapper of a wrapper does is known once the inner one was seen.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = undecided.size;
    for (const summary of summaries.values()) for (const call of summary.calls) apply(call, 0);
    if (undecided.size === before) break;
  }
  for (const [key, effect] of undecided) if (!decided.has(key)) linker.leftOver(effect);
  for (const { calls } of summaries.values()) for (const call of calls) if (call.helper === true) helperReads(call, linker);
  const { names, files: readers } = exportedReaders(summaries, byFunction, linker);
  // A part of a file says nothing of what it does with readers of others.
  for (const { file, partial, imports } of summaries.values()) {
    if (partial === true && imports.some((from) => readers.has(linker.target(file, from) ?? ''))) linker.wanted.add(file);
  }
  return { reads: linker.reads, dynamic: linker.dynamic, wanted: linker.wanted, names };
};

/** A function that is not of this repository, or whose text does not tell, and whose name does. */
const helperReads = (call: Call, linker: Linker): void => {
  if (alternatives(linker.resolve(call.callee)).some(({ is }) => is === 'library' || is === 'env')) return;
  const { file, line } = call.at;
  for (const name of helperNames(call.name, call.args)) {
    if (!linker.reads.some((read) => read.name === name && read.line === line && read.file === file))
      linker.reads.push(readAt(name, call.at, 'wrapper', call.use, { by: call.name }));
  }
};

/** Nest hands the environment to the function that it is given to validate it. */
const validatorOf = (target: Value, args: readonly (Value | undefined)[]): Value | undefined => {
  if (target.is !== 'library' || target.library !== 'nest' || target.path.join('.') !== 'ConfigModule.forRoot') return undefined;
  const [options] = args;
  return options?.is === 'object' ? options.props.find(([key]) => key === 'validate')?.[1] : undefined;
};

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else if (!there.includes(value)) there.push(value);
};

const keyOfEffect = ({ at, key, object }: Effect): string => JSON.stringify([at.file, at.line, at.column, object, key]);

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

const paramsOf = ({ object, key }: Effect): ReadonlySet<string> => {
  const ids = new Set<string>();
  paramIds(object, ids);
  paramIds(key, ids);
  return ids;
};

const paramsOfCall = ({ callee, args }: Call): ReadonlySet<string> => {
  const ids = new Set<string>();
  paramIds(callee, ids);
  for (const each of args) paramIds(each, ids);
  return ids;
};

/** An effect as one call of its function makes it. Undefined: the call says nothing that could be followed. */
const carried = (effect: Effect, fn: string, call: Call): Effect | undefined => {
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

const carriedCall = (inner: Call, fn: string, call: Call): Call => ({
  callee: substituted(inner.callee, fn, call.args) ?? inner.callee,
  args: inner.args.map((each) => substituted(each, fn, call.args)),
  name: mentions(inner.args[0], fn) ? call.name : inner.name,
  at: mentions(inner.args[0], fn) ? call.at : inner.at,
  use: mergeUse(inner.use, call.use),
});

interface Linker {
  readonly reads: RawRead[];
  readonly dynamic: Place[];
  readonly wanted: Set<string>;
  readonly target: (file: string, from: string) => string | undefined;
  readonly resolve: (value: Value | undefined) => Value | undefined;
  readonly settle: (effect: Effect, by?: string) => void;
  readonly leftOver: (effect: Effect) => void;
  readonly dynamicAt: (effect: Effect, call: Call) => void;
}

const newLinker = (summaries: ReadonlyMap<string, FileSummary>, files: ReadonlySet<string>, packages: Packages): Linker => {
  const reads: RawRead[] = [];
  const dynamic: Place[] = [];
  const wanted = new Set<string>();
  const found = new Map<string, string | undefined>();
  const target = (file: string, from: string): string | undefined => {
    const key = `${file}\0${from}`;
    if (!found.has(key)) found.set(key, resolveModule(file, from, files, packages));
    return found.get(key);
  };
  const exported = (file: string, name: string, depth: number): Value | undefined => {
    const summary = summaries.get(file);
    if (summary === undefined) {
      if (files.has(file)) wanted.add(file);
      return undefined;
    }
    const held = summary.exports.filter(([each]) => each === name).map(([, value]) => value);
    const whole = summary.exports.filter(([each]) => each === '=').map(([, value]) => value);
    if (held.length > 0) return resolve(oneOf(held), depth + 1);
    if (summary.partial === true) wanted.add(file);
    if (whole.length > 0) {
      const value = resolve(oneOf(whole), depth + 1);
      return name === 'default' || name === '*' ? value : value === undefined ? undefined : memberOf(value, name);
    }
    if (name === '*') return { is: 'object', props: summary.exports.map(([key, value]) => [key, value, undefined] as const), spread: [] };
    if (name === 'default' && summary.exports.length > 0 && summary.stars.length === 0) {
      return { is: 'object', props: summary.exports.map(([key, value]) => [key, value, undefined] as const), spread: [] };
    }
    for (const star of summary.stars) {
      const next = target(file, star);
      const value = next === undefined || depth > DEEP ? undefined : exported(next, name, depth + 1);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const resolve = (value: Value | undefined, depth = 0): Value | undefined => {
    if (value === undefined || depth > DEEP) return undefined;
    switch (value.is) {
      case 'import': {
        const file = target(value.file, value.from);
        return file === undefined ? undefined : exported(file, value.name, depth + 1);
      }
      case 'member': {
        if (value.of.is === 'schema') return value;
        const of = resolve(value.of, depth + 1);
        if (of === undefined) return undefined;
        const next = memberOf(of, value.key);
        return next === undefined || (next.is === 'member' && next.of === of) ? next : resolve(next, depth + 1);
      }
      case 'call': {
        const of = resolve(value.of, depth + 1);
        if (of?.is !== 'function') return undefined;
        const answer = summaries.get(of.id.slice(0, of.id.lastIndexOf('#')))?.answers[of.id];
        return resolve(substituted(answer, of.id, value.args), depth + 1);
      }
      case 'any':
        return oneOf([...value.of.map((each) => resolve(each, depth + 1)), ...(value.partial ? [undefined] : [])]);
      case 'object':
        return value.spread.length === 0 ? value : { ...value, spread: value.spread.flatMap((each) => resolve(each, depth + 1) ?? []) };
      default:
        return value;
    }
  };
  const settle = ({ object, key, at, use }: Effect, by?: string): void => {
    const { fallback: _dropped, ...plain } = use;
    for (const each of alternatives(resolve(object))) {
      if (each.is !== 'env' && each.is !== 'parsed') continue;
      const names = alternatives(key === undefined ? undefined : resolve(key)).flatMap((part) => (part.is === 'strings' ? part.all : []));
      for (const name of names.filter(isName)) {
        if (each.is === 'env') reads.push(readAt(name, at, by === undefined ? each.via : 'wrapper', plain, by === undefined ? {} : { by }));
        else if (each.names.includes(name)) reads.push(readAt(name, at, each.via, plain));
      }
      if (each.is === 'env' && (names.length === 0 || isPartial(key))) dynamic.push({ file: at.file, line: at.line });
    }
  };
  return {
    reads,
    dynamic,
    wanted,
    target,
    resolve,
    settle,
    // Nobody calls it: a parameter with a default still has that.
    leftOver: (effect) => {
      const ids = [...paramsOf(effect)];
      const object = ids.reduce<Value | undefined>((value, id) => substituted(value, id, []), effect.object);
      const key = ids.reduce<Value | undefined>((value, id) => substituted(value, id, []), effect.key);
      if (object !== undefined) settle({ ...effect, object, key }, effect.by);
    },
    dynamicAt: (effect, call) => {
      if (alternatives(resolve(effect.object)).some(({ is }) => is === 'env')) dynamic.push({ file: call.at.file, line: call.at.line });
    },
  };
};

/** What other files may know an exported reader by, its name or its file's where it is the default; and the files that hand one out, themselves or of another. */
const exportedReaders = (
  summaries: ReadonlyMap<string, FileSummary>,
  byFunction: ReadonlyMap<string, readonly Effect[]>,
  linker: Linker,
): { readonly names: ReadonlySet<string>; readonly files: ReadonlySet<string> } => {
  const names = new Set<string>();
  const files = new Set<string>();
  for (const { file, exports } of summaries.values()) {
    for (const [name, value] of exports) {
      if (!alternatives(linker.resolve(value)).some((each) => reads(each, byFunction, 0))) continue;
      files.add(file);
      if (name === 'default' || name === '=') names.add(file.replace(/(?:\/index)?\.[^./]+$/, '').replace(/^.*\//, ''));
      else names.add(name);
    }
  }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = files.size;
    for (const { file, stars } of summaries.values()) if (stars.some((star) => files.has(linker.target(file, star) ?? ''))) files.add(file);
    if (files.size === before) break;
  }
  return { names, files };
};

const reads = (value: Value, byFunction: ReadonlyMap<string, readonly Effect[]>, depth: number): boolean => {
  if (value.is === 'env' || value.is === 'parsed') return true;
  // A function that looks into what it is given reads nothing by itself: only one that has the environment, and asks for the name.
  if (value.is === 'function')
    return (
      byFunction.get(value.id)?.some(({ object }) => object.is === 'env' || (object.is === 'param' && object.fallback?.is === 'env')) ===
      true
    );
  return value.is === 'object' && depth < 3 && value.props.some(([, each]) => reads(each, byFunction, depth + 1));
};
