/** The language that a document is written in, of the two that the product speaks. Counts small words; a tie is English. Pure. */
import type { Language } from '../../contract/text.ts';

export const languageOf = (text: string): Language => {
  const searched = text.slice(0, 50_000).toLowerCase();
  const count = (words: RegExp): number => searched.match(words)?.length ?? 0;
  const french = count(
    /(?<!\p{L})(?:le|la|les|des|du|une|est|sont|pour|dans|avec|ou|requis|optionnel|obligatoire|facultatif|environnements?|clé)(?!\p{L})/gu,
  );
  const english = count(/(?<!\p{L})(?:the|of|is|are|for|in|with|and|or|to|required|optional|environments?|key)(?!\p{L})/gu);
  return french > english ? 'fr' : 'en';
};
