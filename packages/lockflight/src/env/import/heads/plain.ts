/** Words made comparable: lower case, without accents, emoji and ornament. Other scripts keep their letters. Total. */

/** Letters whose stroke or missing dot is no accent to Unicode. */
const STROKED: Readonly<Record<string, string>> = { ł: 'l', ı: 'i', ø: 'o', đ: 'd' };

/** Hangul, kana and the like are put together again: only Latin and Cyrillic accents are taken off, and those the same way on both sides. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[’ʼ`]/g, "'")
    .toLowerCase()
    .replace(/[łıøđ]/g, (letter) => STROKED[letter] ?? letter)
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();

/** As `plain`, with only letters, digits and single blanks left. */
export const wordsOf = (text: string): string =>
  plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
