/** Follows values from file to file: imports, exports, re-exports and what functions answer; and settles what an effect comes to. */
import type { Place } from '../read.ts';
import { DEEP, paramsOf } from './carry.ts';
import { saidToBeEnv } from './named-environments.ts';
import { isMade } from './params-in.ts';
import { type Packages, resolveModule } from './resolve.ts';
import { substituted } from './substituted.ts';
import { type Call, type Effect, type FileSummary, isName, isUpperName, type RawRead, readAt } from './summary.ts';
import { alternatives, isPartial, memberOf, oneOf, partOf, type Value } from './value.ts';

export interface Linker {
  readonly reads: RawRead[];
  readonly dynamic: Place[];
  readonly wanted: Set<string>;
  readonly target: (file: string, from: string) => string | undefined;
  readonly resolve: (value: Value | undefined) => Value | undefined;
  /** Values that rest on a file which may yet be read, or read whole. */
  readonly open: ReadonlySet<Value>;
  /** Does what a value comes to rest on files that were read whole, so that it stays? Asked after it was resolved. */
  readonly isFinal: (value: Value) => boolean;
  readonly settle: (effect: Effect, by?: string) => void;
  readonly leftOver: (effect: Effect) => void;
  readonly dynamicAt: (effect: Effect, call: Call) => void;
}

/** Where imports lead does not change from one round of a scan to the next: its files are the same. */
const foundIn = new WeakMap<ReadonlySet<string>, ByFile<string | undefined>>();

/**
 * What a value comes to, where that rests on files that were read whole, does not change either: a scan only ever adds summaries, and has those of partly read
 * files replaced. Whoever asks (another round, another linker) is told the same.
 */
const lasting = new WeakMap<ReadonlyMap<string, FileSummary>, Told>();

interface Told {
  readonly exports: ByFile<{ readonly to: Value | undefined }>;
  readonly values: Map<Value, { readonly to: Value | undefined }>;
}

const nothingTold = (): Told => ({ exports: new Map(), values: new Map() });

/** By file, and by a name there. */
type ByFile<T> = Map<string, Map<string, T>>;

const inFile = <T>(all: ByFile<T>, file: string): Map<string, T> => {
  const there = all.get(file) ?? new Map<string, T>();
  all.set(file, there);
  return there;
};

/** What a call makes of an answer is the same in all rounds, though not what that leads to. */
const answered = (call: Extract<Value, { is: 'call' }>, fn: string, answer: Value | undefined): Value | undefined => {
  if (answer === undefined) return undefined;
  const held = answersTo.get(call);
  if (held?.from === answer) return held.to;
  const to = substituted(answer, fn, call.args);
  answersTo.set(call, { from: answer, to });
  return to;
};

const answersTo = new WeakMap<Value, { readonly from: Value; readonly to: Value | undefined }>();

/** `objectOf`: how what an effect looks into is resolved, where not as everything else. */
export const newLinker = (
  summaries: ReadonlyMap<string, FileSummary>,
  files: ReadonlySet<string>,
  packages: Packages,
  objectOf?: (value: Value) => Value | undefined,
): Linker => {
  const reads: RawRead[] = [];
  const dynamic: Place[] = [];
  const wanted = new Set<string>();
  const open = new Set<Value>();
  const found: ByFile<string | undefined> = foundIn.get(files) ?? new Map();
  foundIn.set(files, found);
  const target = (file: string, from: string): string | undefined => {
    const here = inFile(found, file);
    if (!here.has(from)) here.set(from, resolveModule(file, from, files, packages));
    return here.get(from);
  };
  const always = lasting.get(summaries) ?? nothingTold();
  lasting.set(summaries, always);
  /** What holds for this round. */
  const now = nothingTold();
  /** How often something was left open: too deep, or in terms of itself. What was then answered may be better another time. */
  let cuts = 0;
  /** How often something rested on a file that may yet be read, or was left open. */
  let loose = 0;
  const isTooDeep = (depth: number): boolean => {
    if (depth <= DEEP) return false;
    cuts++;
    loose++;
    return true;
  };
  const exported = (file: string, name: string, depth: number): Value | undefined => {
    const ever = always.exports.get(file)?.get(name);
    if (ever !== undefined) return ever.to;
    const held = now.exports.get(file)?.get(name);
    if (held !== undefined) {
      loose++;
      return held.to;
    }
    const before = { cuts, loose };
    const to = lookUp(file, name, depth);
    if (loose === before.loose) inFile(always.exports, file).set(name, { to });
    else if (cuts === before.cuts || depth <= 1) inFile(now.exports, file).set(name, { to });
    return to;
  };
  const lookUp = (file: string, name: string, depth: number): Value | undefined => {
    const summary = summaries.get(file);
    if (summary === undefined) {
      if (files.has(file)) {
        wanted.add(file);
        loose++;
      }
      return undefined;
    }
    if (summary.partial === true) loose++;
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
      const value = next === undefined || isTooDeep(depth) ? undefined : exported(next, name, depth + 1);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const resolve = (value: Value | undefined, depth = 0): Value | undefined => {
    if (value === undefined) return undefined;
    if (isTooDeep(depth)) return undefined;
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
        const summary = summaries.get(of.id.slice(0, of.id.lastIndexOf('#')));
        if (summary?.partial === true) loose++;
        return resolve(answered(value, of.id, summary?.answers[of.id]), depth + 1);
      }
      case 'part': {
        const to = partOf(resolve(value.of, depth + 1), value.how);
        return to?.is === 'part' ? undefined : to;
      }
      case 'any':
        return oneOf([...value.of.map((each) => resolve(each, depth + 1)), ...(value.partial ? [undefined] : [])]);
      case 'object':
        return value.spread.length === 0 ? value : { ...value, spread: value.spread.flatMap((each) => resolve(each, depth + 1) ?? []) };
      default:
        return value;
    }
  };
  /** From the top. A value that was told without anything left open is told the same again. */
  const resolveOnce = (value: Value | undefined): Value | undefined => {
    if (value === undefined || !(isMade(value) || value.is === 'import')) return value;
    const held = always.values.get(value) ?? now.values.get(value);
    if (held !== undefined) return held.to;
    const before = { cuts, loose };
    const to = resolve(value);
    if (loose === before.loose) always.values.set(value, { to });
    else {
      open.add(value);
      if (cuts === before.cuts) now.values.set(value, { to });
    }
    return to;
  };
  const ofObject = objectOf ?? resolveOnce;
  const settle = ({ object, key, at, use }: Effect, by?: string): void => {
    const { fallback: _dropped, ...plain } = use;
    const said = by === undefined ? saidToBeEnv(object, resolveOnce) : undefined;
    if (said !== undefined) {
      for (const part of alternatives(key === undefined ? undefined : resolveOnce(key)))
        for (const name of part.is === 'strings' ? part.all.filter(isUpperName) : [])
          reads.push(readAt(name, at, 'wrapper', plain, { by: said }));
      return;
    }
    for (const each of alternatives(ofObject(object))) {
      if (each.is !== 'env' && each.is !== 'parsed') continue;
      const names = alternatives(key === undefined ? undefined : resolveOnce(key)).flatMap((part) =>
        part.is === 'strings' ? part.all : [],
      );
      const isHanded = each.is === 'env' && each.via === 'handed';
      for (const name of names.filter(isHanded ? isUpperName : isName)) {
        if (isHanded) reads.push(readAt(name, at, 'handed', plain));
        else if (each.is === 'env')
          reads.push(readAt(name, at, by === undefined ? each.via : 'wrapper', plain, by === undefined ? {} : { by }));
        else if (each.names.includes(name)) reads.push(readAt(name, at, each.via, plain));
      }
      if (each.is === 'env' && !isHanded && (names.length === 0 || isPartial(key))) dynamic.push({ file: at.file, line: at.line });
    }
  };
  return {
    reads,
    dynamic,
    wanted,
    open,
    target,
    resolve: resolveOnce,
    isFinal: (value) => always.values.has(value),
    settle,
    // Nobody calls it: a parameter with a default still has that.
    leftOver: (effect) => {
      const ids = [...paramsOf(effect)];
      const object = ids.reduce<Value | undefined>((value, id) => substituted(value, id, []), effect.object);
      const key = ids.reduce<Value | undefined>((value, id) => substituted(value, id, []), effect.key);
      if (object !== undefined) settle({ ...effect, object, key }, effect.by);
    },
    dynamicAt: (effect, call) => {
      if (alternatives(ofObject(effect.object)).some((each) => each.is === 'env' && each.via !== 'handed'))
        dynamic.push({ file: call.at.file, line: call.at.line });
    },
  };
};
