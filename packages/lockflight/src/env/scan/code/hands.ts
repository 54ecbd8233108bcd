/**
 * What can bring the environment to somebody by itself, whatever its own parameters are given: the environment, a function that reads it by the name that it is told, a
 * library that does, or anything made of these. Told before calls are followed, so that a call which brings nothing to a function that has nothing is not followed.
 * It errs towards yes.
 */
import { paramsIn, partsOf } from './params-in.ts';
import type { MayHold } from './reach.ts';
import type { Call, Effect, FileSummary } from './summary.ts';
import { alternatives, type KnownLibrary, type Value } from './value.ts';

export interface Hands {
  /** Does a value bring it? */
  readonly hands: (value: Value | undefined) => boolean;
  /** Functions that look into the environment though nobody hands it to them, or call one that does. */
  readonly leads: ReadonlySet<string>;
  /** An effect that came to a function while calls were followed may make it one of those. */
  readonly waits: (id: string, effect: Effect) => void;
}

/** What these make reads nothing before it is given the environment. */
const BUILDERS: ReadonlySet<KnownLibrary> = new Set(['zod', 'joi', 'yup', 'valibot', 'class-transformer']);

export const isBuilder = (library: KnownLibrary): boolean => BUILDERS.has(library);

/** Neither the environment nor made of anything. */
const INERT: ReadonlySet<Value['is']> = new Set(['strings', 'literal', 'pattern', 'variable', 'opaque']);

/** A chain of calls is a value in a value: `db.select().from().where()`. */
const DEEP = 60;

interface Known {
  readonly summaries: ReadonlyMap<string, FileSummary>;
  readonly byFunction: ReadonlyMap<string, readonly Effect[]>;
  /** By function, the calls in it that depend on what it is given. */
  readonly inner: ReadonlyMap<string, readonly Call[]>;
  readonly resolve: (value: Value) => Value | undefined;
  /** Does what a value was resolved to stay? */
  readonly isFinal: (value: Value) => boolean;
  readonly mayHold: MayHold;
}

/** Values that never bring anything: no function is in them, and no file that may yet be read. */
const lasting = new WeakMap<ReadonlyMap<string, FileSummary>, Set<Value>>();

export const handsOf = ({ summaries, byFunction, inner, resolve, isFinal, mayHold }: Known): Hands => {
  const never = lasting.get(summaries) ?? new Set();
  lasting.set(summaries, never);
  const leads = new Set<string>();
  /** Values that brought nothing when they were last looked at, and which look that was. */
  const lately = new Map<Value, number>();
  let looks = 0;
  /** How often a no was one for the time being. */
  let open = 0;
  const sure = new Set<Value>();
  const answerOf = (id: string): Value | undefined => summaries.get(id.slice(0, id.lastIndexOf('#')))?.answers[id];
  const hands = (value: Value | undefined, depth = 0): boolean => {
    if (value === undefined) return false;
    if (INERT.has(value.is) || never.has(value)) return false;
    if (depth > DEEP) return true;
    if (sure.has(value)) return true;
    if (lately.get(value) === looks) {
      open++;
      return false;
    }
    // A value in terms of itself brings nothing more.
    lately.set(value, looks);
    const before = open;
    const answer = look(value, depth + 1);
    if (answer) sure.add(value);
    else if (open === before) never.add(value);
    return answer;
  };
  const look = (value: Value, depth: number): boolean => {
    switch (value.is) {
      case 'env':
      case 'parsed':
      case 'host':
        return true;
      case 'library':
        return !isBuilder(value.library);
      case 'function':
        open++;
        return leads.has(value.id) || hands(answerOf(value.id), depth);
      case 'param':
        return hands(value.fallback, depth);
      case 'import':
        return told(value, depth);
      case 'member':
        return paramsIn(value).size > 0 ? hands(value.of, depth) : told(value, depth);
      case 'call':
        if (value.args.some((each) => alternatives(each).some(({ is }) => is === 'env'))) return true;
        if (paramsIn(value.of).size > 0) return hands(value.of, depth) || value.args.some((each) => hands(each, depth));
        return told(value, depth);
      default:
        return partsOf(value).some((each) => hands(each, depth));
    }
  };
  const told = (value: Value, depth: number): boolean => {
    const answer = resolve(value);
    if (!isFinal(value)) open++;
    return answer !== undefined && answer !== value && hands(answer, depth);
  };
  /** A method looks into what its class was made with. */
  const isOthers = (value: Value | undefined, id: string): boolean => {
    const all = paramsIn(value);
    return all.size > 1 || (all.size === 1 && !all.has(id));
  };
  const waits = (id: string, { object }: Effect): void => {
    if (leads.has(id) || !(object.is === 'call' || isOthers(object, id) || hands(object))) return;
    leads.add(id);
    if (isTold) looks++;
  };
  // Until all is told, a no may be overtaken by what is told after it: the next look over everything sees to that.
  let isTold = false;
  for (const [id, effects] of byFunction) for (const effect of effects) waits(id, effect);
  const isLeading = (call: Call, id: string): boolean =>
    call.args.some((each) => hands(each) || (isOthers(each, id) && mayHold(each))) ||
    alternatives(resolve(call.callee)).some((each) => hands(each));
  let left: readonly (readonly [string, readonly Call[]])[] = [...inner];
  for (let before = -1; before !== leads.size; ) {
    before = leads.size;
    looks++;
    left = left.flatMap(([id, calls]) => {
      if (leads.has(id)) return [];
      const undecided: Call[] = [];
      for (const call of calls) {
        const last = open;
        if (isLeading(call, id)) {
          leads.add(id);
          return [];
        }
        if (open !== last) undecided.push(call);
      }
      return undecided.length === 0 ? [] : [[id, undecided]];
    });
  }
  isTold = true;
  return { hands, leads, waits };
};
