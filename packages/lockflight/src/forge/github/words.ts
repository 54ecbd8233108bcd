/**
 * Words that came from outside, made fit to be shown: no control characters (they could repaint a terminal), no directional
 * overrides (they could make a title read as another one), a bounded length. Letters of every script, emoji and joiners stay.
 */

// Built from numbers so that no invisible character stands in this file.
const range = (from: number, to: number): string => `${String.fromCodePoint(from)}-${String.fromCodePoint(to)}`;
const OVERRIDES = range(0x202a, 0x202e) + range(0x2066, 0x2069) + String.fromCodePoint(0x200e, 0x200f, 0xfeff);
const LINE_SEPARATORS = range(0x2028, 0x2029);
const C1 = range(0x7f, 0x9f);
const NOT_IN_A_LINE = new RegExp(`[${range(0, 0x1f)}${C1}${LINE_SEPARATORS}${OVERRIDES}]+`, 'gu');
const NOT_IN_A_TEXT = new RegExp(`[${range(0, 0x08)}${range(0x0b, 0x1f)}${C1}${OVERRIDES}]+`, 'gu');
const LINE_END = new RegExp(`\\r\\n?|[${LINE_SEPARATORS}]`, 'gu');

/** True when nothing in it would have to be taken out of a single line. */
export const isPlain = (text: string): boolean => text.search(NOT_IN_A_LINE) === -1;

/** One line, as it may be printed. */
export const oneLine = (text: string): string => text.replace(NOT_IN_A_LINE, ' ').trim();

/**
 * A name that anybody may give, of a branch or a file: what it is, where it may be printed; else with what may not written as `\u{202e}`. No ref has a backslash in it, so
 * that such a name is nobody else's.
 */
export const nameable = (text: string): string =>
  text.replace(NOT_IN_A_LINE, (found) => [...found].map((point) => `\\u{${(point.codePointAt(0) ?? 0).toString(16)}}`).join(''));

/** Several lines: line feeds and tabs stay, every kind of line end becomes a line feed. */
export const manyLines = (text: string): string => text.replace(LINE_END, '\n').replace(NOT_IN_A_TEXT, '');

/** What a server said, short enough to stand in an error. Lengths count code points, so that no pair is cut in two. */
export function excerpt(text: string, length = 300): string {
  const points = [...oneLine(text.slice(0, length * 8))];
  return points.length <= length ? points.join('') : `${points.slice(0, length - 1).join('')}...`;
}
