import type { TextInput } from '../grammar/text.ts';
import type { Text } from '../text.ts';
import { listOf } from './defined.ts';

/** One string stands for both languages; a language that is missing borrows the other's words. */
export function toText(input: TextInput): Text {
  if (typeof input === 'string') return { en: input, fr: input };
  return { en: input.en ?? input.fr ?? '', fr: input.fr ?? input.en ?? '' };
}

export const toOptionalText = (input: TextInput | undefined): Text | undefined => (input === undefined ? undefined : toText(input));

export const toTexts = (input: TextInput | readonly TextInput[] | undefined): readonly Text[] => listOf<TextInput>(input).map(toText);
