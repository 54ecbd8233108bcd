/** JSON as the tools take it: with comments and trailing commas. Pure. */

/** What cannot be read is undefined. */
export const parsedJson = (text: string): unknown => {
  for (const words of [text, withoutComments(text)]) {
    try {
      return JSON.parse(words);
    } catch {
      // The other way may do.
    }
  }
  return undefined;
};

const withoutComments = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (words) => (words.startsWith('"') ? words : ' '))
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (words) => (words === ',' ? '' : words));

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object below a key; empty without one. */
export const objectAt = (value: unknown, key: string): Readonly<Record<string, unknown>> => {
  const held = isObject(value) ? value[key] : undefined;
  return isObject(held) ? held : {};
};

/** The line, from 1, on which these words stand behind an offset. */
export const lineOf = (text: string, words: string, from: number): number => {
  const at = text.indexOf(words, Math.max(0, from));
  return at === -1 ? 1 : text.slice(0, at).split('\n').length;
};
