/**
 * The legend of a document: which sign means which need. Input: the document's paragraphs and list items; output: signs to needs. A sign is one of
 * the usual emoji, or one or two capitals that stand before a colon, an equals sign or a dash, or begin a part of a list ("R required · O optional"). Total.
 */
import { plain } from '../heads/plain.ts';
import type { MarkdownNote } from '../markdown/document.ts';
import { needOf } from './read-words.ts';
import type { Legend } from './reading.ts';
import { EMPTY } from './vocabulary.ts';

const SIGN =
  /(✅|✔|☑|✓|❌|✗|✘|✖|⚠|🔒|🔑|🟢|🟡|🔴|🟠|⚪|⚫|🚫|⛔|➖|○|◯|●|△|(?<![\p{L}\p{N}])(?:[A-Z]{1,2}|×|—|–|-|\+|\*)(?=\s*(?:[:=]|means|signifie))|(?<=(?:^|[:·|,;(])\s*)(?:[A-Z]{1,2}|—|–)(?=\s+\p{L}))\ufe0f?\s*(?:[:=–—-]+|means|signifie|\s)\s*/gu;

export const legendOf = (notes: readonly MarkdownNote[]): Legend => {
  const found: [string, ReturnType<typeof needOf>][] = [];
  for (const { text } of notes) {
    if (text.length > 1000) continue;
    const signs = [...text.matchAll(SIGN)];
    for (const [at, sign] of signs.entries()) {
      const from = (sign.index ?? 0) + sign[0].length;
      const words = plain(text.slice(from, signs[at + 1]?.index ?? from + 60).split(/[,;.\n·|]/)[0] ?? '');
      const need = words.split(' ').length > 6 ? undefined : (needOf(words) ?? (EMPTY.test(words) ? 'optional' : undefined));
      found.push([plain(sign[1] ?? ''), need]);
    }
  }
  return new Map(found.flatMap(([sign, need]) => (need === undefined ? [] : [[sign, need] as const])));
};
