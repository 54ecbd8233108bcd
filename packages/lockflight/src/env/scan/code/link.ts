/**
 * All files together: what one exports and another looks into, and every function of the repository that reads the variable it is told to. In: summaries, in any
 * order. Out: the reads that they did not know of by themselves, the dynamic ones, and the files that would have to be read to know more.
 */
import type { Place } from '../read.ts';
import { carried, carriedCall, DEEP, paramsOf, promising } from './carry.ts';
import { exportedReaders } from './exported-readers.ts';
import { giversOf, type ImportsOf } from './givers.ts';
import { type Hands, handsOf, isBuilder } from './hands.ts';
import { leading } from './leading.ts';
import { callReads } from './library-reads.ts';
import { type Linker, newLinker } from './linker.ts';
import { liveCalls } from './live-calls.ts';
import { helperNames } from './named-readers.ts';
import { paramsIn } from './params-in.ts';
import { reachOf } from './reach.ts';
import type { Packages } from './resolve.ts';
import { type Call, type Effect, type FileSummary, type RawRead, readAt } from './summary.ts';
import { alternatives, type Value } from './value.ts';

export interface Linked {
  readonly reads: readonly RawRead[];
  readonly dynamic: readonly Place[];
  /** Files that are imported for something that may matter, and have no summary yet. */
  readonly wanted: ReadonlySet<string>;
  /** Names under which something that reads the environment is exported: files that know them may read by them. */
  readonly names: ReadonlySet<string>;
  /** May a file hand out the environment, or know one that does? */
  readonly gives: (file: string) => boolean;
  /** Once the wanted files have summaries: the files that these lead to, without following a call. */
  readonly next: () => ReadonlySet<string>;
}

const MOST_CALLS = 100_000;

/** Things that may yet be the environment and that one function's callees look into; of what it looks into by itself, and of what is read already, there is no end. */
const MOST_HOPES = 24;

const MOST_ROUNDS = 4;

/** `importsOf`: what a file without a summary may import; without it, any such file may hand out the environment. */
export const link = (
  summaries: ReadonlyMap<string, FileSummary>,
  files: ReadonlySet<string>,
  packages: Packages,
  importsOf?: ImportsOf,
): Linked => {
  // With a linker of its own: what is only wondered about is not wanted.
  const wondering = newLinker(summaries, files, packages);
  const live = liveCalls(summaries, wondering);
  const mayHold = reachOf(summaries, live, wondering);
  /** What nothing is brought to is wanted only where it may hand out the environment by itself. */
  const loose = newLinker(summaries, files, packages);
  const resolve = (value: Value): Value | undefined => (mayHold(value) ? linker : loose).resolve(value);
  const linker = newLinker(summaries, files, packages, resolve);
  const byFunction = new Map<string, Effect[]>();
  const callsOf = new Map<string, Call[]>();
  const undecided = new Map<string, Effect>();
  /** Which of all effects that wait each is, from 1. */
  const numbers = new Map<Effect, number>();
  const decided = new Set<Effect>();
  /** By function, the things that it is to look into for another one. */
  const hopes = new Map<string, Set<string>>();
  const isTooMuch = (ids: ReadonlySet<string>, object: Value): boolean => {
    if (object.is === 'env') return false;
    const text = JSON.stringify(object);
    for (const id of ids) {
      const there = hopes.get(id) ?? new Set();
      hopes.set(id, there);
      if (there.size >= MOST_HOPES && !there.has(text)) return true;
      there.add(text);
    }
    return false;
  };
  let known: Hands | undefined;
  const wait = (raw: Effect, isCarried: boolean): void => {
    const object = promising(raw.object, mayHold);
    if (object === undefined) return;
    const effect = object === raw.object ? raw : { ...raw, object };
    const ids = paramsOf(effect);
    if (isCarried && isTooMuch(ids, object)) return;
    const key = keyOfEffect(effect);
    if (undecided.has(key)) return;
    undecided.set(key, effect);
    numbers.set(effect, undecided.size);
    for (const id of ids) {
      push(byFunction, id, effect);
      known?.waits(id, effect);
    }
  };
  for (const summary of summaries.values()) {
    for (const effect of summary.effects) {
      if (paramsOf(effect).size === 0) linker.settle(effect);
      else wait(effect, false);
    }
    // A call inside a function, in terms of that function's parameters.
    for (const { call, ids } of live.get(summary) ?? []) for (const id of ids) addTo(callsOf, id, call);
  }
  const { matters, inner: innerOf } = leading(byFunction, callsOf, resolve);
  known = handsOf({ summaries, byFunction, inner: innerOf, resolve, isFinal: linker.isFinal, mayHold });
  const { hands, leads } = known;
  const brings = ({ args }: Call): boolean => args.some((each) => mayHold(each) || hands(each));
  const within = new Set<string>();
  let left = MOST_CALLS;
  /** The functions that the call at hand led to. */
  let reached = new Set<string>();
  /** The effects up to this one were carried into it before. */
  let since = 0;
  const isNew = (effect: Effect | undefined): boolean => effect !== undefined && (numbers.get(effect) ?? 0) > since;
  const applyTo = (id: string, call: Call, depth: number): void => {
    reached.add(id);
    for (const effect of byFunction.get(id) ?? []) {
      if (!isNew(effect)) continue;
      const next = carried(effect, id, call);
      decided.add(effect);
      if (next === undefined) linker.dynamicAt(effect, call);
      else if (paramsOf(next).size > 0) wait(next, true);
      else linker.settle(next, next.by);
    }
    for (const inner of innerOf.get(id) ?? []) {
      const next = carriedCall(inner, id, call);
      if (paramsOf(next).size === 0) apply(next, depth + 1);
    }
  };
  const apply = (call: Call, depth: number): void => {
    if (depth > DEEP || left-- <= 0) return;
    const { callee } = call;
    let told: boolean | undefined;
    const bringing = (): boolean => {
      told ??= brings(call);
      return told;
    };
    const found = resolve(callee);
    // What is brought to a file that was not read, or not whole, makes it wanted.
    const isOpen = callee.is !== 'function' && callee.is !== 'library' && !linker.isFinal(callee);
    for (const target of alternatives(isOpen && bringing() ? linker.resolve(callee) : found)) {
      if (target.is === 'function') {
        // A function that calls itself says nothing new the second time.
        if (!matters.has(target.id) || within.has(target.id)) continue;
        reached.add(target.id);
        // Nothing is brought to a function that has nothing: there is nothing to follow.
        if (!leads.has(target.id) && !bringing()) continue;
        within.add(target.id);
        applyTo(target.id, call, depth);
        within.delete(target.id);
      } else if (target.is === 'library' || target.is === 'member') {
        if (target.is === 'library' && isBuilder(target.library) && !bringing()) continue;
        const args = call.args.map((each) => linker.resolve(each));
        const validate = linker.resolve(validatorOf(target, args));
        if (validate?.is === 'function') applyTo(validate.id, { ...call, args: [{ is: 'env', via: 'nest' }] }, depth + 1);
        for (const read of callReads(target, args, call)) linker.reads.push(read);
      }
    }
  };
  // Again while something new waits: what a wrapper of a wrapper does is known once the inner one was seen. A call is followed again only where it led to one of those.
  const led = new Map<Call, { readonly to: ReadonlySet<string>; readonly count: number }>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = undecided.size;
    for (const summary of summaries.values()) {
      for (const { call } of live.get(summary) ?? []) {
        const last = led.get(call);
        since = last?.count ?? 0;
        if (last !== undefined && ![...last.to].some((id) => isNew(byFunction.get(id)?.at(-1)))) continue;
        const count = undecided.size;
        reached = new Set();
        apply(call, 0);
        led.set(call, { to: reached, count });
      }
    }
    if (undecided.size === before) break;
  }
  // What every call hands over may be told or not: a default holds for those that hand over nothing, and outside of this repository there may be such.
  for (const effect of undecided.values()) if (!decided.has(effect) || paramsIn(effect.key).size === 0) linker.leftOver(effect);
  for (const { calls } of summaries.values()) for (const call of calls) if (call.helper === true) helperReads(call, linker);
  const { names, files: readers } = exportedReaders(summaries, byFunction, { target: linker.target, resolve });
  if (importsOf === undefined) for (const file of loose.wanted) linker.wanted.add(file);
  const gives = giversOf({ summaries, hands, target: linker.target, importsOf: importsOf ?? (() => []) });
  for (const file of loose.wanted) if (gives(file)) linker.wanted.add(file);
  /** A part of a file says nothing of what it does with readers of others. */
  const toBeWhole = (into: Set<string>): void => {
    for (const { file, partial, imports } of summaries.values())
      if (partial === true && imports.some((from) => readers.has(linker.target(file, from) ?? ''))) into.add(file);
  };
  toBeWhole(linker.wanted);
  let open = { sure: linker.open, loose: loose.open };
  const next = (): ReadonlySet<string> => {
    const sure = newLinker(summaries, files, packages);
    for (const value of open.sure) sure.resolve(value);
    const other = newLinker(summaries, files, packages);
    for (const value of open.loose) other.resolve(value);
    for (const file of other.wanted) if (importsOf === undefined || gives(file)) sure.wanted.add(file);
    toBeWhole(sure.wanted);
    open = { sure: sure.open, loose: other.open };
    return sure.wanted;
  };
  return { reads: linker.reads, dynamic: linker.dynamic, wanted: linker.wanted, names, gives, next };
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

const addTo = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
};

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else if (!there.includes(value)) there.push(value);
};

const keyOfEffect = ({ at, key, object }: Effect): string => JSON.stringify([at.file, at.line, at.column, object, key]);
