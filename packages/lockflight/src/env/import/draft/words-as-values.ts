/**
 * Words that are values: `debug` of a level, `mailhog` of a host, `small` where every cell of the row is one word. Input: a row and the name that it is
 * read for; output: the row, with its literals. Invariant: a word that says where a value comes from, or how it should be, is never one. Pure.
 */
import { needOf } from '../cells/read-words.ts';
import type { CellReading } from '../cells/reading.ts';
import { EMPTY } from '../cells/vocabulary.ts';
import { plain } from '../heads/plain.ts';
import { isPlaceholder, isSecretName } from '../infer/secret.ts';
import { guessType } from '../infer/type.ts';
import type { ReadRow } from './gather.ts';

/** `PAYPAL_MODE: sandbox`: the word is the value. */
export const isModeWord = (name: string, reading: CellReading): boolean =>
  reading.mode !== undefined && /(?:^|_)(?:MODE|ENV|ENVIRONMENT)$/.test(name) && reading.need === undefined;

export const withLiterals = (row: ReadRow, name: string): ReadRow => ({
  ...row,
  said:
    row.names.names.length > 1 ? row.said : row.said.map((said) => ({ ...said, reading: asLiteral(said.reading, name, said.text, row) })),
});

/** `AUTH_MODE` is `off` here and `required` there: among written values, a word for a need is one too. */
const isPolicy = (name: string, text: string, { said }: ReadRow): boolean =>
  /(?:^|_)(?:MODE|POLICY|ENFORCEMENT|VERIFICATION)$/.test(loud(name)) &&
  /^(?:required|optional)$/i.test(text.trim()) &&
  said.some(({ reading }) => /^[a-z-]+$/i.test(reading.literal?.value ?? ''));

/** A single word that no vocabulary knows is a value, where the variable is one that has such values. */
const asLiteral = (reading: CellReading, name: string, text: string, row: ReadRow): CellReading => {
  if (isPolicy(name, text, row)) return { literal: { value: text.trim() } };
  if (isModeWord(name, reading) && !/\s/.test(text.trim())) return { literal: { value: text.trim() } };
  // "info (default)": what stands in brackets explains the value before it.
  const words = reading.need === undefined ? reading.words?.replace(ASIDE, '$1') : reading.words;
  const only =
    Object.keys(reading).every((word) => word === 'words' || word === 'need') &&
    reading.need !== 'forbidden' &&
    words !== undefined &&
    /^[\w.:/@-]{1,80}$/.test(words);
  if (!only || words === undefined || isPlaceholder(words)) return reading;
  // `omit` says that there is none; `none` may be the name of a driver.
  if ((EMPTY.test(plain(words)) || needOf(plain(words)) !== undefined) && !/^(?:none|null)$/i.test(words)) return reading;
  if (!/[^/]\/[^/]/.test(words) && isWordOfRow(name, words, row)) return { literal: { value: words } };
  if (!(ONE_WORD.test(loud(name)) || isHostWord(name, words))) return reading;
  if (/^(?:true\/false|false\/true|on\/off|yes\/no|0\/1|1\/0)$/i.test(words)) return reading;
  const either = /^[A-Za-z0-9-]+(?:\/[A-Za-z0-9-]+)+$/.test(words) && CHOICE.test(loud(name));
  if (either) return { ...(reading.need === undefined ? {} : { need: reading.need }), values: words.split('/') };
  return { ...(reading.need === undefined ? {} : { need: reading.need }), literal: { value: words } };
};

/** `small`, `small`, `base`: where every cell of a name that tells no type is one word, each is a value. */
const isWordOfRow = (name: string, word: string, { said }: ReadRow): boolean => {
  const spoken = said.filter(({ reading }) => reading.unsaid !== true);
  return (
    spoken.length > 1 &&
    guessType(loud(name), []).type === 'string' &&
    !isSecretName(name) &&
    !isDescription(word) &&
    spoken.every(({ reading }) => {
      const bare = (reading.words ?? '').replace(ASIDE, '$1');
      return reading.literal !== undefined || (isWordOnly(reading) && /^[\w.:/@-]{1,80}$/.test(bare) && !isDescription(bare));
    })
  );
};

const ASIDE = /^(\S+)\s*\([^()]*\)$/u;
const isWordOnly = (reading: CellReading): boolean => Object.keys(reading).every((word) => word === 'words');

/** What is said of a value, and is none. */
const isDescription = (word: string): boolean =>
  SOURCE.test(word) ||
  /^(?:any(?:thing)?|custom|strong|weak|specific|unique|shared|own|different|managed|real|fake|dummy|mock(?:ed)?|hosted|public|private|internal|external|cloud|rotated|short|long|low|high|simple|complex|varies|dynamic|static|fixed|default|configured|rds|s3|self-hosted|remote|container|strict|open|relaxed|localhost-only|see|yes|no)$/i.test(
    word,
  );

/** `mailhog` of `MAIL_HOST`: how a container is called, and no word for where it runs. */
const isHostWord = (name: string, word: string): boolean =>
  /(?:^|_)HOST(?:NAME)?$/.test(loud(name)) &&
  /^[a-z][a-z0-9-]*$/.test(word) &&
  (!SOURCE.test(word) || /^(?:postgres(?:ql)?|mysql|redis)$/.test(word)) &&
  !/^(?:managed|internal|external|private|public|cloud|hosted|self-hosted|any|custom|remote|container|service|docker|rds|own|real|shared|dedicated|cluster|server|host|hostname|domain|ip|required|optional)$/.test(
    word,
  );

/** `Auth__Mode` and `authMode` as `AUTH_MODE`. */
const loud = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('__', '_')
    .toUpperCase();

/** Of these, `a/b` is a choice and no path. */
const CHOICE =
  /(?:^|_)(?:LEVEL|MODE|DRIVER|PROVIDER|FORMAT|TYPE|ENGINE|STORE|BACKEND|ADAPTER|TRANSPORT|STRATEGY|LOCALE|CURRENCY|PLATFORM)$/;

const ONE_WORD =
  /(?:^|_)(?:LEVEL|PLATFORM|NETWORK|CHANNEL|TARGET|RUNTIME|ENV|ENVIRONMENT|PROFILES?(?:_ACTIVE)?|MODE|DRIVER|PROVIDER|FORMAT|REGION|TYPE|STAGE|CLASS|BUCKET|PREFIX|NAME|ENGINE|STORE|BACKEND|ADAPTER|TRANSPORT|DATABASE|DB|USER|STRATEGY|CONNECTION|SCHEMA|LOCALE|CURRENCY)$/;

/** Where a value comes from, and no value. */
export const SOURCE =
  /^(?:secrets?|vault|doppler|1password|bitwarden|infisical|generated|random|redacted|vercel|railway|render|heroku|netlify|fly|aws|gcp|azure|keychain|manual|ssm|platform|string|value|url|key|dashboard|console|terraform|local|dev|development|staging|preview|prod|production|test|sqlite|postgres(?:ql)?|mysql|redis)$/i;
