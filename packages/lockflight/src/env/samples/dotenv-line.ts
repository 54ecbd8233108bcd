/**
 * One assignment of a `.env` file, quoted so that dotenv, Docker's `env_file` and a shell read the same value wherever one spelling serves all of
 * them: bare words first, then single quotes, which nothing expands.
 */

const BARE = /^[A-Za-z0-9_./:@,+-]+$/;

/** The value as it is written, or undefined where no spelling gives it back everywhere: a line break, or all three kinds of quotes at once. */
export const dotenvValue = (value: string): string | undefined => {
  if (value === '' || BARE.test(value)) return value;
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return undefined;
  // Inside double quotes a loader expands: only the other two kinds give every character back.
  const quote = ["'", '`'].find((mark) => !value.includes(mark));
  if (quote !== undefined) return `${quote}${value}${quote}`;
  return value.includes('"') || value.includes('\\') ? undefined : `"${value}"`;
};

const WIDTH = 100;

/** Comment lines of at most 100 columns; a longer word keeps its line. Control characters are blanks: nothing leaves the comment. */
export const commentLines = (words: string): readonly string[] => {
  const lines: string[] = [];
  let line = '#';
  for (const word of words.split(/[\s\p{Cc}\u2028\u2029]+/u).filter((each) => each !== '')) {
    if (line !== '#' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return line === '#' ? lines : [...lines, line];
};
