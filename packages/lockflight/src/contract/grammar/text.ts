import * as z from 'zod';
import { bounded } from './limits.ts';
import { oneOrMany, words } from './shapes.ts';

/** Words for people: one string for both languages, or `{ fr: ..., en: ... }`; where one is missing the other stands in. */
export const text = z
  .union([
    words,
    z.strictObject({ fr: words.optional(), en: words.optional() }).refine(
      // Of data without undefined members: one of them is there.
      bounded({ min: 1 }, (t) => t.fr !== undefined || t.en !== undefined),
      'a-language',
    ),
  ])
  .meta({ description: 'Words for people: one string, or { fr: ..., en: ... }.' });

export const texts = oneOrMany(text);

export type TextInput = z.infer<typeof text>;
