/** The summary of a file that is no code: its reads, and nothing for others to follow. */

import { emptySummary, type FileSummary, isName, type RawRead, readAt } from '../code/summary.ts';
import type { Skipped, Via } from '../read.ts';

export interface Mention {
  readonly name: string;
  /** From 1. */
  readonly line: number;
  readonly column?: number;
  readonly default?: string;
  readonly need?: 'required' | 'optional';
  /** Where it is looked up: `secrets`, `vars`. */
  readonly by?: string;
}

export const summaryOf = (file: string, via: Via, mentions: readonly Mention[], skipped: readonly Skipped[] = []): FileSummary => ({
  ...emptySummary(file),
  reads: mentions.filter(({ name }) => isName(name)).map((mention) => readOf(file, via, mention)),
  skipped,
});

const readOf = (file: string, via: Via, { name, line, column = 1, default: fallback, need, by }: Mention): RawRead =>
  readAt(
    name,
    { file, line, column },
    via,
    {
      ...(fallback === undefined ? {} : { default: fallback }),
      ...(need === undefined ? {} : { need, because: need === 'required' ? ('throws' as const) : ('default' as const) }),
    },
    by === undefined ? {} : { by },
  );

/** Every match of a pattern in a text, with its place. */
export const matches = (
  text: string,
  pattern: RegExp,
): readonly { readonly match: RegExpExecArray; readonly line: number; readonly column: number }[] => {
  const out: { match: RegExpExecArray; line: number; column: number }[] = [];
  let line = 1;
  let start = 0;
  let seen = 0;
  for (const match of text.matchAll(pattern)) {
    for (let next = text.indexOf('\n', seen); next !== -1 && next < match.index; next = text.indexOf('\n', seen)) {
      line++;
      start = next + 1;
      seen = next + 1;
    }
    out.push({ match, line, column: match.index - start + 1 });
  }
  return out;
};

/** Offsets of a text to lines and columns, from 1. */
export const placesIn = (text: string): ((at: number) => { readonly line: number; readonly column: number }) => {
  const starts = [0];
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) starts.push(next + 1);
  return (at) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
};
