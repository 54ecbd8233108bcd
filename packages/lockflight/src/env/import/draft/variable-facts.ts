import { readNotes } from '../cells/notes.ts';
import { needOf } from '../cells/read-words.ts';
import type { CellReading } from '../cells/reading.ts';
import type { Fact } from '../heads/column.ts';
import { plain } from '../heads/plain.ts';
import { isPlaceholder, secretIn, withoutSecrets } from '../infer/secret.ts';
import { fits, guessType, type TypeGuess } from '../infer/type.ts';
import type { MarkdownCell } from '../markdown/document.ts';
import { scalarOf } from './cell-facts.ts';
import type { ReadRow, Said } from './gather.ts';
import type { DraftVariable } from './model.ts';

export const valuesIn = (reading: CellReading): readonly string[] => [
  ...(reading.literal === undefined ? [] : [reading.literal.value]),
  ...(reading.values ?? []),
];

export const factValues = (facts: ReadonlyMap<Fact, MarkdownCell>): readonly string[] =>
  (['default', 'example'] as const).flatMap((fact) => {
    const value = wholeValue(facts.get(fact));
    return value === undefined ? [] : [value];
  });

/** A code span that is the whole cell, or a single word; a placeholder is none. */
const wholeValue = (cell: MarkdownCell | undefined): string | undefined => {
  const value =
    cell?.codes.length === 1 && plain(cell.words) === ''
      ? cell.codes[0]
      : cell?.codes.length === 0 && !/\s/.test(cell.text)
        ? cell.text
        : undefined;
  if (cell?.codes.length === 0 && needOf(plain(value ?? '')) !== undefined) return undefined;
  return value === undefined ||
    value === '' ||
    isPlaceholder(value) ||
    /^[-–—]+$/.test(value) ||
    /^(?:none|n\/a|empty|vide|""|'')$/i.test(value)
    ? undefined
    : value;
};

export const mergedFacts = (rows: readonly ReadRow[]): ReadonlyMap<Fact, MarkdownCell> =>
  new Map(rows.toReversed().flatMap(({ facts }) => [...facts]));

const YES =
  /^(?:[✅✔☑🔒🔑✓]\ufe0f?.*|(?:y|si|ja|sim|true|x|да|是|はい)|(?:yes|oui|secrets?|sensitive|sensible)(?!\p{L}|.*(?:\?|-ish| or | ou )).*)$/u;

/** Of a column that says yes or no; "secret: yes" beside two names is said of the one that is called so. */
export const saysYes = (cell: MarkdownCell | undefined, name: string): boolean => {
  const said = plain(cell?.text ?? '');
  const [, which, answer] = /^(\p{L}[\p{L} ]{1,30}?) ?: ?(.+)$/u.exec(said) ?? [];
  if (which !== undefined && answer !== undefined) return name.toLowerCase().includes(which.replaceAll(' ', '_')) && YES.test(answer);
  return YES.test(said);
};

const TYPE_WORDS: readonly (readonly [TypeGuess['type'], RegExp])[] = [
  ['boolean', /^bool(?:ean|een)?$/],
  ['integer', /^(?:int(?:eger)?|entier)$/],
  ['number', /^(?:number|float|nombre)$/],
  ['url', /^(?:url|uri)$/],
  ['port', /^port$/],
  ['email', /^e-?mail$/],
  ['path', /^(?:path|chemin)$/],
  ['json', /^json$/],
  ['string', /^(?:string|text|texte|str|chaine)$/],
];

/** The column `Type` is believed before names are, unless a value of the same row refutes it. */
export const typed = (name: string, values: readonly string[], said: MarkdownCell | undefined, cells: readonly Said[]): TypeGuess => {
  const word = plain(said?.text ?? '');
  const stated = TYPE_WORDS.find(([type, pattern]) => pattern.test(word) && values.every((value) => fits(type, value)));
  const guessed = guessType(
    name,
    values.filter((value) => !bareHost(value)),
  );
  if (
    stated !== undefined &&
    !(stated[0] === 'string' && guessed.type !== 'string') &&
    !(stated[0] === 'number' && guessed.type === 'integer')
  ) {
    return { type: stated[0], why: { en: `${stated[0]}: the document says so`, fr: `${stated[0]} : le document le dit` } };
  }
  if (guessed.type === 'host' && values.some((value) => /:[0-9]+$/.test(value)))
    return { type: 'string', why: { en: 'its values are hosts with a port', fr: 'ses valeurs sont des hôtes avec un port' } };
  const onOff = cells.filter(({ reading }) => reading.state !== undefined);
  if (
    values.length === 0 &&
    guessed.type === 'string' &&
    onOff.length > 1 &&
    onOff.length === cells.filter(({ reading }) => reading.unsaid !== true).length
  ) {
    return { type: 'boolean', why: { en: 'its cells say on and off', fr: 'ses cellules disent activé et désactivé' } };
  }
  return guessed;
};

const bareHost = (value: string): boolean =>
  /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::[0-9]+)?$/i.test(value) && !/^[0-9.]+$/.test(value);

/** A default for all environments stands only where no environment has a narrower rule for it to break. */
export const variableFacts = (
  facts: ReadonlyMap<Fact, MarkdownCell>,
  name: string,
  { type }: TypeGuess,
  secret: boolean,
  narrowed: boolean,
): Partial<DraftVariable['facts']> => {
  const given = secret || narrowed ? undefined : wholeValue(facts.get('default'));
  const example = secret ? undefined : wholeValue(facts.get('example'));
  const about = withoutSecrets(facts.get('about')?.text ?? facts.get('notes')?.text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const notes = readNotes([facts.get('notes')?.text, facts.get('about')?.text].filter((text) => text !== undefined).join('\n'));
  return {
    ...(given !== undefined && fits(type, given) && secretIn(given) === undefined ? { default: scalarOf(type, given) } : {}),
    ...(example !== undefined && secretIn(example) === undefined ? { example: example.slice(0, 500) } : {}),
    ...(notes.differsFrom === undefined
      ? /^SHADOW_/.test(name)
        ? { 'differs-from': name.replace(/^SHADOW_/, '') }
        : {}
      : { 'differs-from': notes.differsFrom[0] }),
    ...(about.length < 3 ? {} : { about: about.length > 400 ? `${about.slice(0, 397)}...` : about }),
  };
};
