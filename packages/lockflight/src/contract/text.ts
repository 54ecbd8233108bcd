/**
 * Words for people, in both languages of the product, written side by side so that neither can be forgotten.
 * Pure code answers with a `Text`; the surface that prints it picks the language.
 */
export type Language = 'en' | 'fr';

export interface Text {
  readonly en: string;
  readonly fr: string;
}

/** The words of `text` in `language`. */
export const inLanguage = (text: Text, language: Language): string => text[language];

/** A text that is the same in both languages: a name, a command to type. */
export const verbatim = (words: string): Text => ({ en: words, fr: words });
