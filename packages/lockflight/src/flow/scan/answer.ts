/**
 * What a scan answers, before a baseline: all that the command prints comes from it. Plain data, since the answer of an unchanged tree is remembered
 * (`memory.ts`), and read back without any library.
 */
import type { Language } from '../../contract/text.ts';
import type { ReadPlace, ScanFinding } from '../../env/scan/compare.ts';
import type { Left, Place, Read, SchemaFacts, Skipped, Use } from '../../env/scan/read.ts';

export interface GoverningContract {
  readonly file: string;
  readonly language: Language;
  /** The names of its variables. */
  readonly declared: readonly string[];
}

export interface ScanAnswer {
  readonly contracts: readonly GoverningContract[];
  readonly reads: readonly Read[];
  readonly findings: readonly ScanFinding[];
  /** Names that are read and nobody of the project sets. */
  readonly platform: readonly string[];
  readonly dynamic: readonly Place[];
  readonly skipped: readonly Skipped[];
  /** How many were listed. */
  readonly files: number;
}

/** Undefined: not an answer as we write it. */
export const readAnswer = (text: string): ScanAnswer | undefined => {
  let held: unknown;
  try {
    held = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isAnswer(held) ? (held as ScanAnswer) : undefined;
};

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === 'string';
const flag: Shape = (value) => typeof value === 'boolean';
const count: Shape = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const number: Shape = (value) => typeof value === 'number';
const scalar: Shape = (value) => text(value) || flag(value) || number(value);
const oneOf =
  (...words: readonly string[]): Shape =>
  (value) =>
    words.includes(value as string);
const list =
  (each: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(each);
const maybe =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);

/** Every key must be known, and fit; each that the type has must be here. In plain loops: this is most of what is done while git is asked. */
const record = <T>(shapes: { readonly [K in keyof Required<T>]: Shape }): Shape => {
  const fields = Object.entries<Shape>(shapes);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    let known = 0;
    for (const [key, shape] of fields) {
      const held = (value as Record<string, unknown>)[key];
      if (held !== undefined) known += 1;
      if (!shape(held)) return false;
    }
    return known === Object.keys(value).length;
  };
};

const use = record<Use>({
  parse: maybe(text),
  default: maybe(scalar),
  need: maybe(oneOf('required', 'optional')),
  because: maybe(text),
  equals: maybe(list(text)),
});

const left = record<Left>({ what: text, kind: text, file: text, line: count });

const schema = record<SchemaFacts>({
  library: text,
  type: maybe(text),
  optional: maybe(flag),
  default: maybe(scalar),
  developmentDefault: maybe(scalar),
  developmentOptional: maybe(flag),
  values: maybe(list(scalar)),
  min: maybe(number),
  max: maybe(number),
  minLength: maybe(number),
  maxLength: maybe(number),
  matches: maybe(text),
  secret: maybe(flag),
  section: maybe(oneOf('client', 'server', 'shared')),
  about: maybe(text),
  not: maybe(list(scalar)),
  scheme: maybe(list(text)),
  empty: maybe(oneOf('unset', 'taken')),
  raw: maybe(flag),
  words: maybe(oneOf('any', 'strict')),
  variable: maybe(text),
  left: maybe(list(left)),
});

const read = record<Read>({
  name: text,
  file: text,
  line: count,
  column: count,
  via: text,
  by: maybe(text),
  use,
  schema: maybe(schema),
  side: oneOf('client', 'server', 'unknown'),
  phase: oneOf('build', 'run'),
  test: flag,
});

const finding = record<ScanFinding>({
  code: oneOf('undeclared-read', 'unused-variable', 'secret-in-client-code', 'boot-secret-at-build'),
  name: text,
  places: list(record<ReadPlace>({ file: text, line: count, via: text })),
  contract: text,
  rule: maybe(count),
});

const isAnswer = record<ScanAnswer>({
  contracts: list(record<GoverningContract>({ file: text, language: oneOf('en', 'fr'), declared: list(text) })),
  reads: list(read),
  findings: list(finding),
  platform: list(text),
  dynamic: list(record<Place>({ file: text, line: count })),
  skipped: list(
    record<Skipped>({
      file: text,
      why: oneOf('syntax', 'too-large', 'minified', 'encoding', 'unreadable', 'too-deep'),
      line: maybe(count),
    }),
  ),
  files: count,
});
