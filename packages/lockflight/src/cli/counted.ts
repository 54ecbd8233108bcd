import type { Language } from '../contract/text.ts';

/** A word in the singular and in the plural. */
type Forms = readonly [one: string, more: string];

/** `1 entry`, `2 entries`; none is many in English and one in French: `0 entries`, `0 entrée`. */
export const counted = (count: number, words: Readonly<Record<Language, Forms>>, language: Language): string =>
  `${count} ${words[language][isOne(count, language) ? 0 : 1]}`;

const isOne = (count: number, language: Language): boolean => (language === 'fr' ? count < 2 : count === 1);

/** What several answers count. */
export const PROBLEMS = { en: ['problem', 'problems'], fr: ['problème', 'problèmes'] } as const satisfies Record<Language, Forms>;
export const ENTRIES = { en: ['entry', 'entries'], fr: ['entrée', 'entrées'] } as const satisfies Record<Language, Forms>;
