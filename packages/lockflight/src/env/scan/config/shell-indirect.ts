/**
 * Names that a script reads without writing `$NAME`: a loop over a list of them, a function that is told which (`file_env 'PASSWORD'`), and the convention of
 * secrets in files, where `NAME` is taken from `NAME_FILE` only if that is given. Input: the script and what is known of it; output: reads. Pure.
 */
import type { Range, ShellRead, ShellText } from './shell-reading.ts';

const VARIABLE = /^[A-Z][A-Z0-9_]+$/;

export const readsByName = (text: string, found: ShellText): readonly ShellRead[] => [
  ...inLoops(text, found),
  ...toldTo(text, found),
  ...besidesFiles(text, found),
];

/** `for X in A B; do ... ${!X} ...; done`. */
const inLoops = (text: string, { loops, indirect, lists }: ShellText): readonly ShellRead[] =>
  loops.flatMap((loop) => {
    const [, variable = ''] = /^for\s+(\w+)\s+in\b/.exec(text.slice(loop.from, loop.from + 200)) ?? [];
    if (
      variable === '' ||
      !(indirect.some(({ name, at }) => name === variable && within(loop, at)) || isEvaluated(text.slice(loop.from, loop.to), variable))
    )
      return [];
    const names = loop.words.flatMap((word) => {
      const list = /^"?\$\{?(\w+)(?:\[[@*]\])?\}?"?$/.exec(word)?.[1];
      return list === undefined ? [word] : (lists.get(list) ?? []);
    });
    return names.filter((name) => VARIABLE.test(name)).map((name) => ({ name, at: loop.from, operator: '' }));
  });

/** `eval "x=\$$X"`, `printenv "$X"`. */
const isEvaluated = (body: string, variable: string): boolean =>
  new RegExp(`\\\\\\$\\{?\\$\\{?${variable}\\b|\\bprintenv\\s+"?\\$\\{?${variable}\\b|-v\\s+"?\\$\\{?${variable}\\b`).test(body);

/** A function that looks into the variable whose name it is given, and its calls. */
const toldTo = (text: string, { functions, indirect, arguments: given }: ShellText): readonly ShellRead[] =>
  functions.flatMap((body) => {
    const words = text.slice(body.from, body.to);
    const own = indirect.filter(({ at }) => within(body, at));
    if (own.length === 0) return [];
    const told = own.flatMap(({ name }) => {
      if (/^\d+$/.test(name)) return [{ position: Number(name), ending: '' }];
      const [, from, ending = ''] = new RegExp(`\\b${name}=["']?\\$\\{?(\\w+)\\}?(_FILE)?`).exec(words) ?? [];
      if (from === undefined) return [];
      const position = /^\d+$/.test(from) ? from : new RegExp(`\\b${from}=["']?\\$\\{?(\\d+)`).exec(words)?.[1];
      return position === undefined ? [] : [{ position: Number(position), ending }];
    });
    return given
      .filter(({ command }) => command === body.name)
      .flatMap(({ name, at, position }) =>
        told.filter((each) => each.position === position).map(({ ending }): ShellRead => ({ name: `${name}${ending}`, at, operator: '' })),
      );
  });

/** `if [ -n "$X_FILE" ]; then X=$(cat "$X_FILE"); fi`: without the file, X is as it was. */
const besidesFiles = (text: string, { reads, sets }: ShellText): readonly ShellRead[] => {
  const files = new Map(reads.filter(({ name }) => name.endsWith('_FILE')).map(({ name, at }) => [name.slice(0, -'_FILE'.length), at]));
  return [...files].flatMap(([name, at]) => {
    const first = sets.find((set) => set.name === name);
    const taken =
      first !== undefined && first.at > at && text.slice(text.lastIndexOf('\n', first.at - 1) + 1, first.at).includes(`${name}_FILE`);
    return taken && reads.some((read) => read.name === name) ? [{ name, at, operator: '' }] : [];
  });
};

const within = ({ from, to }: Range, at: number): boolean => from <= at && at < to;
