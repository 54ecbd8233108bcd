/** The texts of a TOML file, each with its table, key and line: enough for commands and references, which is all that is asked of such files here. Total, linear. */

import { placesIn } from './summary-of.ts';

export interface TomlString {
  /** `build.environment`; empty at the top. */
  readonly table: string;
  readonly key: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

const STRINGS = /"""([\s\S]*?)"""|'''([\s\S]*?)'''|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|#[^\n]*/g;

export const tomlStrings = (text: string): readonly TomlString[] => {
  const found: TomlString[] = [];
  const placeOf = placesIn(text);
  // Texts and comments first, so that a bracket or a hash within one means nothing.
  const bare = text.replace(STRINGS, (words) => words.replace(/[^\n]/g, words.startsWith('#') ? ' ' : '\ue000'));
  const marks = [
    ...bare.matchAll(/^[ \t]*(?:\[\[?[ \t]*([\w.\-\ue000 ]+?)[ \t]*\]\]?[ \t]*$|([\w.-]+)[ \t]*=|\ue000([\w\ue000.-]+)\ue000[ \t]*=)/gm),
  ];
  let table = '';
  marks.forEach((mark, index) => {
    if (mark[1] !== undefined) {
      table = text.slice(mark.index, mark.index + mark[0].length).replace(/[[\]"'\s]/g, '');
      return;
    }
    const key = mark[2] ?? text.slice(mark.index, mark.index + mark[0].length).replace(/["'=\s]/g, '');
    const from = mark.index + mark[0].length;
    const body = text.slice(from, marks[index + 1]?.index);
    for (const match of body.matchAll(STRINGS)) {
      const value = match[1] ?? match[2] ?? match[3]?.replace(/\\(["\\])/g, '$1') ?? match[4];
      if (value !== undefined) found.push({ table, key, value, line: placeOf(from + match.index).line });
    }
  });
  return found;
};
