/**
 * The calls of a file that may lead to a function or to a library that is known here. A call of anything else (`path.join`) is nearly every other one: once it is told for
 * good what is called, it is looked at no more, in this round and in those after it. In: summaries. Out: by file, calls with the functions whose parameters stand in them.
 */
import { paramsOf } from './carry.ts';
import type { Linker } from './linker.ts';
import { isMade, paramsIn } from './params-in.ts';
import type { Call, FileSummary } from './summary.ts';
import { alternatives, type Value } from './value.ts';

export interface LiveCall {
  readonly call: Call;
  /** The functions whose parameters stand in it. */
  readonly ids: ReadonlySet<string>;
}

/** Summaries are replaced and never changed; those of one scan know one another. */
const lasting = new WeakMap<ReadonlyMap<string, FileSummary>, WeakMap<FileSummary, readonly LiveCall[]>>();

/** `linker`: one of its own, since what is only wondered about is not wanted. */
export const liveCalls = (summaries: ReadonlyMap<string, FileSummary>, linker: Linker): ReadonlyMap<FileSummary, readonly LiveCall[]> => {
  const known = lasting.get(summaries) ?? new WeakMap<FileSummary, readonly LiveCall[]>();
  lasting.set(summaries, known);
  const all = new Map<FileSummary, readonly LiveCall[]>();
  for (const summary of summaries.values()) {
    if (summary.calls.length === 0) continue;
    const held = known.get(summary) ?? summary.calls.map((call): LiveCall => ({ call, ids: paramsOf(call) }));
    const live = held.filter(({ call }) => isLive(call.callee, linker));
    known.set(summary, live);
    all.set(summary, live);
  }
  return all;
};

const isLive = (callee: Value, linker: Linker): boolean => {
  if (callee.is === 'function' || callee.is === 'library' || callee.is === 'param' || paramsIn(callee).size > 0) return true;
  const to = linker.resolve(callee);
  if (!(isMade(callee) || callee.is === 'import')) return true;
  return !linker.isFinal(callee) || alternatives(to).some(({ is }) => LEADING.has(is));
};

const LEADING: ReadonlySet<Value['is']> = new Set(['function', 'library', 'member', 'param', 'import', 'call', 'part']);
