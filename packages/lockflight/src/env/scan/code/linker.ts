/** Follows values from file to file: imports, exports, re-exports and what functions answer; and settles what an effect comes to. */
import type { Place } from '../read.ts';
import { DEEP, paramsOf } from './carry.ts';
import { saidToBeEnv } from './named-environments.ts';
import { type Packages, resolveModule } from './resolve.ts';
import { type Call, type Effect, type FileSummary, isName, isUpperName, type RawRead, readAt } from './summary.ts';
import { alternatives, isPartial, memberOf, oneOf, substituted, type Value } from './value.ts';

export interface Linker {
  readonly reads: RawRead[];
  readonly dynamic: Place[];
  readonly wanted: Set<string>;
  readonly target: (file: string, from: string) => string | undefined;
  readonly resolve: (value: Value | undefined) => Value | undefined;
  readonly settle: (effect: Effect, by?: string) => void;
  readonly leftOver: (effect: Effect) => void;
  readonly dynamicAt: (effect: Effect, call: Call) => void;
}

/** Where imports lead does not change from one round of a scan to the next: its files are the same. */
const foundIn = new WeakMap<ReadonlySet<string>, Map<string, string | undefined>>();

export const newLinker = (summaries: ReadonlyMap<string, FileSummary>, files: ReadonlySet<string>, packages: Packages): Linker => {
  const reads: RawRead[] = [];
  const dynamic: Place[] = [];
  const wanted = new Set<string>();
  const found = foundIn.get(files) ?? new Map<string, string | undefined>();
  foundIn.set(files, found);
  const target = (file: string, from: string): string | undefined => {
    const key = `${file}\0${from}`;
    if (!found.has(key)) found.set(key, resolveModule(file, from, files, packages));
    return found.get(key);
  };
  const told = new Map<string, Value | undefined>();
  /** How often something was left open: too deep, or in terms of itself. What was then answered may be better another time. */
  let cuts = 0;
  const isTooDeep = (depth: number): boolean => {
    if (depth <= DEEP) return false;
    cuts++;
    return true;
  };
  const exported = (file: string, name: string, depth: number): Value | undefined => {
    const key = `${file}\0${name}`;
    if (told.has(key)) return told.get(key);
    const before = cuts;
    const value = lookUp(file, name, depth);
    if (cuts === before || depth <= 1) told.set(key, value);
    return value;
  };
  const lookUp = (file: string, name: string, depth: number): Value | undefined => {
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
    const said = by === undefined ? saidToBeEnv(object, resolve) : undefined;
    if (said !== undefined) {
      for (const part of alternatives(key === undefined ? undefined : resolve(key)))
        for (const name of part.is === 'strings' ? part.all.filter(isUpperName) : [])
          reads.push(readAt(name, at, 'wrapper', plain, { by: said }));
      return;
    }
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
