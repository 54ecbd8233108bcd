/**
 * Which parameters the environment may ever be handed to: looked at once, before anything is carried from call to call. Most functions that look into what they
 * are given are given something else, and following each of them through every caller of every caller is more than a large repository allows. In: the calls of all
 * files. Out: a question about one value; it errs towards yes.
 */
import type { Linker } from './linker.ts';
import type { LiveCall } from './live-calls.ts';
import { isNamedEnvironment } from './named-environments.ts';
import { isMade, paramsIn } from './params-in.ts';
import type { Call, FileSummary } from './summary.ts';
import { alternatives, type Value } from './value.ts';

/** May it be the environment, or hold it? */
export type MayHold = (value: Value | undefined) => boolean;

const MOST_ROUNDS = 12;
/** A chain of calls is a value in a value: `db.select().from().where()`. */
const DEEP = 60;

const isAmong = (places: ReadonlySet<number> | undefined, { index, rest }: Extract<Value, { is: 'param' }>): boolean =>
  places !== undefined && (rest === true ? [...places].some((place) => place >= index) : places.has(index));

/** What is known from one round of a scan to the next: summaries are only added, and those of partly read files replaced. */
interface Reach {
  /** By function, the places of the parameters that it may be handed to. */
  readonly reached: Map<string, Set<number>>;
  /** Functions that somebody hands over: whoever calls what was handed to it may call them. */
  readonly handed: Set<string>;
  /** The places at which a function that was handed over is given it. */
  readonly anywhere: Set<number>;
  /** Answers that neither another call nor another file changes: asking once is enough. */
  readonly always: Map<Value, boolean>;
  /** The calls of a file that may yet hand over more. */
  readonly left: WeakMap<FileSummary, readonly LiveCall[]>;
}

const lasting = new WeakMap<ReadonlyMap<string, FileSummary>, Reach>();

const nothingReached = (): Reach => ({
  reached: new Map(),
  handed: new Set(),
  anywhere: new Set(),
  always: new Map(),
  left: new WeakMap(),
});

export const reachOf = (
  summaries: ReadonlyMap<string, FileSummary>,
  live: ReadonlyMap<FileSummary, readonly LiveCall[]>,
  linker: Linker,
): MayHold => {
  const reach = lasting.get(summaries) ?? nothingReached();
  lasting.set(summaries, reach);
  const { reached, handed, anywhere, always } = reach;
  /** Answers that no other call changes, though a file may that is yet to be read. */
  const final = new Map<Value, boolean>();
  /** A no that holds as long as nothing more is reached: how much was. */
  const lately = new Map<Value, number>();
  let known = 0;
  /** Values that are being looked into, and those among them that were met again inside: these are taken for a no until it is told. */
  const within = new Set<Value>();
  const met = new Set<Value>();
  /** How often an answer was one for the time being: a parameter that nothing reached yet, or (cut) a value too deep to be looked into. */
  let open = 0;
  let cuts = 0;
  /** How often something rested on a file that may yet be read. */
  let unsure = 0;
  const isReached = (value: Extract<Value, { is: 'param' }>): boolean => {
    return isAmong(reached.get(value.fn), value) || (handed.has(value.fn) && isAmong(anywhere, value));
  };
  const holds = (value: Value | undefined, depth = 0): boolean => {
    if (value === undefined) return false;
    if (!(isMade(value) || value.is === 'import')) return look(value, depth);
    const ever = always.get(value);
    if (ever !== undefined) return ever;
    const told = final.get(value);
    if (told !== undefined) {
      unsure++;
      return told;
    }
    if (lately.get(value) === known) {
      open++;
      return false;
    }
    if (within.has(value)) {
      open++;
      met.add(value);
      return false;
    }
    if (depth > DEEP) {
      open++;
      cuts++;
      return true;
    }
    const before = { open, cuts, unsure };
    within.add(value);
    const answer = look(value, depth);
    within.delete(value);
    // What was taken for a no inside was none.
    if (met.delete(value) && answer) known++;
    if (cuts !== before.cuts) return answer;
    if (answer || open === before.open) (unsure === before.unsure ? always : final).set(value, answer);
    else lately.set(value, known);
    return answer;
  };
  const look = (value: Value, depth: number): boolean => {
    const again = (each: Value | undefined): boolean => holds(each, depth + 1);
    switch (value.is) {
      case 'env':
      case 'parsed':
      case 'host':
        return true;
      case 'param':
        if (isReached(value)) return true;
        open++;
        return again(value.fallback);
      case 'import': {
        const answer = told(value);
        return answer === undefined ? isUnread(value) : answer !== value && again(answer);
      }
      case 'member':
        return paramsIn(value).size > 0 ? again(value.of) : isTold(value, again, () => again(value.of));
      case 'call':
        if (value.args.some((each) => alternatives(each).some(({ is }) => is === 'env'))) return true;
        if (paramsIn(value.of).size > 0) return value.args.some(again) || again(value.of);
        return isTold(value, again, () => value.args.some(again) || again(value.of));
      case 'any':
        return value.of.some(again);
      case 'list':
        return value.items.some(again);
      case 'object':
        return value.props.some(([, each]) => again(each)) || value.spread.some(again);
      default:
        return false;
    }
  };
  const told = (value: Value): Value | undefined => {
    const answer = linker.resolve(value);
    if ((isMade(value) || value.is === 'import') && !linker.isFinal(value)) unsure++;
    return answer;
  };
  /** What it comes to; where that rests on a file that may yet be read, what it is made of. */
  const isTold = (value: Value, again: (each: Value) => boolean, open: () => boolean): boolean => {
    const answer = told(value);
    if (answer !== undefined && answer !== value) return again(answer);
    return !linker.isFinal(value) && open();
  };
  /** Of what another file exports, not all may have been looked at yet. */
  const isUnread = ({ file, from, name }: Extract<Value, { is: 'import' }>): boolean => {
    const target = linker.target(file, from);
    const summary = target === undefined ? undefined : summaries.get(target);
    return target !== undefined && (summary === undefined || summary.partial === true) && isNamedEnvironment(from, name);
  };
  /** Which places of what it calls a call hands it to. */
  const placesOf = (args: Call['args']): readonly number[] => {
    let places = NOWHERE;
    args.forEach((arg, place) => {
      if (arg !== undefined && holds(arg)) places = places.length === 0 ? [place] : [...places, place];
    });
    return places;
  };
  const add = (to: Set<number>, places: readonly number[]): void => {
    for (const place of places) {
      if (to.has(place)) continue;
      to.add(place);
      known++;
    }
  };
  const step = ({ callee, args }: Call): void => {
    const places = placesOf(args);
    if (places.length === 0) return;
    for (const target of alternatives(told(callee))) {
      if (target.is !== 'function') continue;
      const there = reached.get(target.id) ?? new Set();
      reached.set(target.id, there);
      add(there, places);
    }
    // Who is called is not told before it is called: any function that was handed over may be.
    if (alternatives(callee).some(({ is }) => is === 'param')) add(anywhere, places);
  };
  const left: { readonly summary: FileSummary; calls: readonly LiveCall[] }[] = [];
  for (const summary of summaries.values()) {
    const there = reach.left.get(summary);
    if (there === undefined) {
      for (const { args } of summary.calls)
        for (const arg of args) for (const each of alternatives(arg)) if (each.is === 'function') handed.add(each.id);
    }
    const calls = there ?? live.get(summary) ?? [];
    if (calls.length > 0) left.push({ summary, calls });
  }
  // A call is looked at again only while what it hands over may yet hold more.
  for (let round = 0, before = -1; round < MOST_ROUNDS && known !== before; round++) {
    before = known;
    for (const each of left) {
      each.calls = each.calls.filter(({ call }) => {
        const last = { open, unsure };
        step(call);
        return open !== last.open || unsure !== last.unsure;
      });
    }
  }
  for (const { summary, calls } of left) reach.left.set(summary, calls);
  return holds;
};

const NOWHERE: readonly number[] = [];
