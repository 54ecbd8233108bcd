/** Small joinery for texts in two languages. */
import type { Language, Text } from '../text.ts';

/** The same construction in each language. */
export const inBoth = (say: (language: Language) => string): Text => ({ en: say('en'), fr: say('fr') });

export const joinTexts = (texts: readonly Text[], between: string): Text =>
  inBoth((language) => texts.map((text) => text[language]).join(between));

/** `a`, `a or b`, `a, b or c`. */
export const anyOf = (words: readonly string[]): Text => ({ en: series(words, 'or'), fr: series(words, 'ou') });

/** `a`, `a and b`, `a, b and c`. */
export const allOf = (words: readonly string[]): Text => ({ en: series(words, 'and'), fr: series(words, 'et') });

const series = (words: readonly string[], last: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

/**
 * A value as a person would copy it, between backticks; one that holds backticks gets as many as it takes (CommonMark 6.1, code spans).
 * Line breaks and other control characters are shown as blanks: what is shown stays on its line.
 */
export const asCode = (value: string | number | boolean): string => {
  const shown = String(value).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  const runs = [...shown.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(runs.length === 0 ? 1 : Math.max(...runs) + 1);
  const pad = runs.length > 0 || shown.trim() === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
};
