/** What the second walk over a file collects, and where it stood before a look: reads, effects, calls, dynamic places. */
import type { Place, Use, Via } from '../read.ts';
import type { Context } from './context.ts';
import { type Call, type Effect, isName, type Position, type RawRead, readAt } from './summary.ts';
import type { UseDraft } from './use.ts';
import { alternatives, type Value } from './value.ts';

export interface Sink {
  readonly context: Context;
  readonly reads: RawRead[];
  readonly effects: Effect[];
  readonly calls: Call[];
  readonly dynamic: Place[];
  /** Members of a handed environment that are no variables (`handed-bindings.ts`). */
  readonly bindings: Set<string>;
  /** Reads and effects that a name was given to: what is done with the name is done with them. */
  readonly named: Map<object, { readonly list: { use: UseDraft }[]; readonly index: number }[]>;
}

export const position = (sink: Sink, offset: number): Position => ({ file: sink.context.file, ...sink.context.placeOf(offset) });

export const record = (sink: Sink, name: string, at: number, via: Via, use: Use): void => {
  if (isName(name)) sink.reads.push(readAt(name, position(sink, at), via, use));
};

export const namesOf = (key: Value | undefined): readonly string[] =>
  alternatives(key).flatMap((each) => (each.is === 'strings' ? each.all : []));

export const plain = ({ fallback: _fallback, ...use }: UseDraft): Use => use;

export const dynamic = (sink: Sink, at: number): void => {
  sink.dynamic.push({ file: sink.context.file, line: sink.context.placeOf(at).line });
};

export interface Lengths {
  readonly reads: number;
  readonly effects: number;
  readonly calls: number;
}

export const lengths = ({ reads, effects, calls }: Sink): Lengths => ({
  reads: reads.length,
  effects: effects.length,
  calls: calls.length,
});

const entriesFrom = (list: { use: UseDraft }[], from: number) =>
  Array.from({ length: list.length - from }, (_, index) => ({ list, index: from + index }));

/** What was recorded since. */
export const since = (sink: Sink, { reads, effects, calls }: Lengths) => [
  ...entriesFrom(sink.reads, reads),
  ...entriesFrom(sink.effects, effects),
  ...entriesFrom(sink.calls, calls),
];
