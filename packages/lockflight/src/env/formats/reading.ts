/**
 * What came of reading a variable's text as its declared type. `why` is a fixed sentence: it never carries a character of the text
 * that was read, because that text may be a secret.
 */
import type { Text } from '../../contract/text.ts';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export type Reading = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: Text };

/** Reads one type. Total: any string gives an answer, none throws. */
export type Reader = (text: string) => Reading;

export const accepted = (value: Value): Reading => ({ ok: true, value });

export const refused = (en: string, fr: string): Reading => ({ ok: false, why: { en, fr } });

/** Every character in U+0000..U+0020 or U+007F: what no single-line value should carry unseen. */
export const hasBlankOrControl = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x20 || code === 0x7f) return true;
  }
  return false;
};
