/** A section of somebody else's file, between two marker lines. Everything outside of the markers is left alone, to the byte. */
import { LockflightError } from '../../errors.ts';

export const BEGIN = '<!-- lockflight:begin -->';
export const END = '<!-- lockflight:end -->';

export interface Section {
  readonly before: string;
  /** What stands between the marker lines; undefined: there are no markers. */
  readonly inside: string | undefined;
  readonly after: string;
}

/** `text` has LF line ends. Errors: `generated-markers-broken`. */
export const findSection = (text: string, path: string): Section => {
  const lines = text.split('\n');
  const at = (marker: string): readonly number[] => lines.flatMap((line, index) => (line.trim() === marker ? [index] : []));
  const begins = at(BEGIN);
  const ends = at(END);
  const [begin] = begins;
  const [end] = ends;
  if (begin === undefined && end === undefined) return { before: text, inside: undefined, after: '' };
  if (begin === undefined || end === undefined || begins.length > 1 || ends.length > 1 || end < begin)
    throw broken(path, (begin ?? end ?? 0) + 1);
  const joined = (from: number, to: number): string =>
    lines
      .slice(from, to)
      .map((line) => `${line}\n`)
      .join('');
  return { before: joined(0, begin), inside: joined(begin + 1, end), after: lines.slice(end + 1).join('\n') };
};

/** The whole file with the section in its place; at the end of the file where it had none. */
export const withSection = (section: Section, inside: string): string => {
  const { before, after } = section;
  if (section.inside !== undefined) return `${before}${BEGIN}\n${inside}${END}\n${after}`;
  const gap = before === '' ? '' : before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  return `${before}${gap}${BEGIN}\n${inside}${END}\n`;
};

const broken = (path: string, line: number): LockflightError =>
  new LockflightError({
    code: 'generated-markers-broken',
    exit: 1,
    at: { file: path, line, column: 1 },
    message: {
      en: `${path} does not have exactly one \`${BEGIN}\` and, below it, one \`${END}\``,
      fr: `${path} ne contient pas exactement un \`${BEGIN}\` et, plus bas, un \`${END}\``,
    },
    hint: {
      en: 'put the markers back, or remove all of them: the section is then added at the end',
      fr: 'rétablissez les marques, ou retirez-les toutes : la section est alors ajoutée à la fin',
    },
  });
