/** `a`, `a and b`, `a, b and c`, in both languages. */
import type { Text } from '../contract/text.ts';

const join = (words: readonly string[], and: string): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`;

export const listed = (words: readonly string[]): Text => ({ en: join(words, 'and'), fr: join(words, 'et') });

export const eitherOf = (words: readonly string[]): Text => ({ en: join(words, 'or'), fr: join(words, 'ou') });
