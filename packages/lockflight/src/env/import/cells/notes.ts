/**
 * Rules that stand in words: "must differ from X", "if X", "unless X". Input: the words of a cell, a note or a footnote, on one or more lines;
 * output: what they say of other variables. A name is only taken where it is SCREAMING_SNAKE. Total and linear in the text.
 */
import type { Scalar } from '../../../contract/model.ts';
import { plain } from '../heads/plain.ts';
import type { CellReading } from './reading.ts';

const NAME = '[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{3,30}';
const DIFFERS =
  /(?:differ(?:s|ent)?(?:\s+from)?|other than|not (?:the same|equal|identical) (?:as|to)|distinct (?:from|de)|diff[ée]rente?s?\s+(?:de|du)|autre que|pas la m[êe]me? que|verschieden von|anders als|distint[oa] (?:de|a)|divers[oa] da|≠|!=|отлич\p{L}+ от|と異なる|不同于)\s*:?\s*(?:the |la |le )?[`'"]?/iu;
const WHEN =
  /(?:^|[\s(,;:–—-])(?:only\s+)?(if|when|si|quand|lorsque|wenn|falls|cuando|se|quando|если|unless|sauf si|except when|ausser wenn)\s+(?:the\s+)?[`'"]?/giu;

export const readNotes = (text: string): Pick<CellReading, 'differsFrom' | 'when'> => {
  const searched = text.slice(0, 4000);
  const differs = DIFFERS.exec(searched);
  const from = differs === null ? undefined : new RegExp(`^(?:${NAME})`).exec(searched.slice(differs.index + differs[0].length))?.[0];
  const when = conditionIn(searched);
  return { ...(from === undefined ? {} : { differsFrom: [from] }), ...(when === undefined ? {} : { when }) };
};

const CONDITION = new RegExp(
  `^(${NAME})[\`'"]?\\s*(?:(?:=|==|===|is|est|vaut|ist|es|è|:|equals)\\s*[\`'"]?(not |pas )?[\`'"]?([A-Za-z0-9._-]{1,60}))?`,
  'u',
);

const conditionIn = (text: string): CellReading['when'] => {
  for (const word of text.matchAll(WHEN)) {
    const after = text.slice((word.index ?? 0) + word[0].length, (word.index ?? 0) + word[0].length + 200);
    const found = CONDITION.exec(after);
    if (found === null) continue;
    const [, variable = '', negated, raw] = found;
    const unless = /unless|sauf|except|ausser/i.test(word[1] ?? '');
    const not = unless !== (negated !== undefined);
    const value =
      raw === undefined ||
      /^(?:set|defined|present|defini|definie|used|utilise|gesetzt|enabled|active|actif|on|needed|required)$/.test(plain(raw))
        ? undefined
        : scalar(raw);
    if (value === true || value === false) return { variable, ...(value === not ? { not: true } : {}) };
    return { variable, ...(value === undefined ? {} : { value }), ...(not ? { not: true } : {}) };
  }
  return undefined;
};

const scalar = (raw: string): Scalar => (/^true$/i.test(raw) ? true : /^false$/i.test(raw) ? false : raw.replace(/[.]+$/, ''));
