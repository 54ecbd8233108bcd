/**
 * Words of a repository or of the forge (subjects, titles, logins, names of branches) go to a terminal and to logs: nothing in them may steer it, hide a
 * line or forge one. Every line that is printed passes here last, whatever the command did before.
 */

/** Control characters, and the marks that turn the direction of writing or end a line where no line feed is. */
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * In a job's log GitHub's runner takes `##[command]` for an order wherever it stands, and `::command::` at the beginning of a line (actions/runner,
 * ActionCommand.cs): a subject could hide what follows, or forge an annotation or an output.
 */
const ORDER = /##(?=\[)|^\s*:(?=:)/g;

/** Words of somebody else, as one line. */
export const harmless = (words: string): string =>
  words.replace(STEERING, ' ').replace(ORDER, (mark) => (mark === '##' ? '# #' : `${mark} `));

/** The colours that `paint.ts` uses, and what ends them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is kept
const OWN_COLOUR = /(\u001b\[(?:1|2|22|31|32|33|39)m)/;

/** A whole line as it is about to be printed: only our own colours are left in it. */
export const harmlessLine = (line: string, colour: boolean): string =>
  colour
    ? line
        .split(OWN_COLOUR)
        .map((part, i) => (i % 2 === 1 ? part : harmless(part)))
        .join('')
    : harmless(line);

/** JSON escapes the first 32 characters and no other; these, and the second half of an order, may be escaped as well without a change of meaning. */
export const harmlessJson = (document: string): string =>
  document.replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|(?<=##)\[/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
