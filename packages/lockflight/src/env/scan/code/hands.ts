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

/** A chain of calls is a value in a value: `db.select().from().where()`. */
const DEEP = 60;

/** `inner`: by function, the calls in it that depend on what it is given. */
export const handsOf = (
  summaries: ReadonlyMap<string, FileSummary>,
  byFunction: ReadonlyMap<string, readonly Effect[]>,
  inner: ReadonlyMap<string, readonly Call[]>,
  resolve: (value: Value) => Value | undefined,
  mayHold: MayHold,
): Hands => {
  const leads = new Set<string>();
  /** Values that bring nothing as long as no more functions lead: how many did. */
  const lately = new WeakMap<Value, number>();
  const sure = new WeakSet<Value>();
  const answerOf = (id: string): Value | undefined => summaries.get(id.slice(0, id.lastIndexOf('#')))?.answers[id];
  const hands = (value: Value | undefined, depth = 0): boolean => {
    if (value === undefined) return false;
    if (depth > DEEP) return true;
    if (sure.has(value)) return true;
    if (lately.get(value) === leads.size) return false;
    // A value in terms of itself brings nothing more.
    lately.set(value, leads.size);
    const answer = look(value, depth + 1);
    if (answer) sure.add(value);
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
        return leads.has(value.id) || hands(answerOf(value.id), depth);
      case 'param':
        return hands(value.fallback, depth);
      case 'import':
        return hands(resolve(value), depth);
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
    return answer !== undefined && answer !== value && hands(answer, depth);
  };
  /** A method looks into what its class was made with. */
  const isOthers = (value: Value | undefined, id: string): boolean => [...paramsIn(value)].some((each) => each !== id);
  const waits = (id: string, { object }: Effect): void => {
    if (object.is === 'call' || isOthers(object, id) || hands(object)) leads.add(id);
  };
  for (const [id, effects] of byFunction) for (const effect of effects) waits(id, effect);
  const isLeading = (call: Call, id: string): boolean =>
    call.args.some((each) => hands(each) || (isOthers(each, id) && mayHold(each))) ||
    alternatives(resolve(call.callee)).some((each) => hands(each));
  for (let before = -1; before !== leads.size; ) {
    before = leads.size;
    for (const [id, calls] of inner) if (!leads.has(id) && calls.some((call) => isLeading(call, id))) leads.add(id);
  }
  return { hands, leads, waits };
};
