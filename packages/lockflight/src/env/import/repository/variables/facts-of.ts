/**
 * One variable's own facts: type, secrecy, who may see it, when it is needed, default, limits, words. Each guess carries its reason; what contradicts itself
 * or would copy a secret is on the list instead. Pure.
 */
import type { VariableMapping } from '../../../../contract/grammar/variable.ts';
import type { Scalar, VariableType } from '../../../../contract/model.ts';
import type { Text } from '../../../../contract/text.ts';
import type { Read, SchemaFacts } from '../../../scan/read.ts';
import { scalarOf } from '../../draft/cell-facts.ts';
import type { Reason, Spot, Undecided } from '../../draft/model.ts';
import { isPlaceholder, isSecretName, secretIn, withoutSecrets } from '../../infer/secret.ts';
import { fits, guessType } from '../../infer/type.ts';
import { undecided } from '../said.ts';
import { isProgram, readInWords, type VariableEvidence } from './evidence.ts';

type Facts = Omit<VariableMapping, 'in'>;

export interface OwnFacts {
  readonly facts: Facts;
  readonly secret: boolean;
  readonly schema: (Read & { readonly schema: SchemaFacts }) | undefined;
  /** What the code puts in its place everywhere. */
  readonly fallback: { readonly value: Scalar; readonly at: Spot; readonly why: Text } | undefined;
  readonly reasons: readonly Reason[];
  readonly undecided: readonly Undecided[];
}

/** Prefixes that bundlers ship, beside those that the contract knows by itself. */
const SHIPPED = /^(?:REACT_APP_|EXPO_PUBLIC_|NUXT_PUBLIC_|GATSBY_|VUE_APP_|PUBLIC_)/;
const KNOWN_SHIPPED = /^(?:NEXT_PUBLIC_|VITE_)/;

export const ownFacts = (evidence: VariableEvidence): OwnFacts => {
  const { name, reads, entries } = evidence;
  const at = placeOf(evidence);
  const list: Undecided[] = [];
  const schema = reads.find((read): read is Read & { readonly schema: SchemaFacts } => read.schema !== undefined);
  const shown = shownValues(evidence);
  const written = reads.flatMap((read) => {
    const value = read.schema?.default ?? read.use.default;
    const found = { value: value ?? '', at: { file: read.file, line: read.line }, why: readInWords(read), program: isProgram(read.via) };
    return value === undefined || value === '' ? [] : [found];
  });
  // What the code falls back on is what runs; an image or a compose file says something of its own.
  const code = written.filter(({ program }) => !program);
  const fallbacks = code.length > 0 ? code : written.slice(0, 1);
  const safe = shown.filter((value) => secretIn(value) === undefined);
  const { type, why } = typeOf(evidence, schema?.schema, [...safe, ...fallbacks.map(({ value }) => String(value))]);
  const shipped = SHIPPED.test(name) || KNOWN_SHIPPED.test(name) || schema?.schema.section === 'client';
  const stated = entries.some(({ rule }) => rule.secret === true);
  const named = isSecretName(name) || schema?.schema.secret === true || stated;
  const secret = named && !shipped;
  if (shipped && /(?:SECRET|PRIVATE|PASSWORD)/.test(name))
    list.push(
      undecided(
        at,
        { en: 'its name says secret, and browsers get it', fr: 'son nom dit secret, et les navigateurs la reçoivent' },
        { variable: name },
      ),
    );
  const [first, ...rest] = fallbacks;
  const other = rest.find(({ value }) => String(value) !== String(first?.value));
  if (first !== undefined && other !== undefined)
    list.push({
      ...undecided(
        first.at,
        {
          en: 'two different fallbacks are written: the first was taken',
          fr: 'deux replis différents sont écrits : le premier a été retenu',
        },
        { variable: name },
      ),
      other: other.at,
    });
  const harmless = first !== undefined && isHarmless(String(first.value));
  if (first !== undefined && secret && !harmless)
    list.push(
      undecided(
        first.at,
        {
          en: 'a fallback for this secret stands in the open: it is not in the draft, and nothing may run on it where it counts',
          fr: 'un repli pour ce secret est écrit en clair : il n’est pas dans le brouillon, et rien d’important ne doit en dépendre',
        },
        { variable: name },
      ),
    );
  const scalar = first === undefined ? undefined : scalarOf(type, String(first.value));
  const usable =
    first !== undefined && fits(type, String(first.value)) && secretIn(String(first.value)) === undefined && (!secret || harmless);
  if (first !== undefined && !usable && !secret)
    list.push(
      undecided(
        first.at,
        {
          en: 'its fallback in the code would not pass for its type: left out',
          fr: 'son repli dans le code ne passerait pas pour son type : laissé de côté',
        },
        { variable: name },
      ),
    );
  const about = aboutOf(evidence, schema?.schema);
  const example = secret ? undefined : exampleOf(evidence, type);
  const buildOnly = reads.length > 0 && reads.every(({ phase }) => phase === 'build');
  return {
    facts: {
      type,
      ...(secret ? { secret: true } : {}),
      ...(shipped && !KNOWN_SHIPPED.test(name) ? { exposed: 'client' as const } : {}),
      ...(buildOnly ? { phase: 'build' as const } : {}),
      ...limitsOf(type, schema?.schema),
      ...(example === undefined || example === String(first?.value ?? '') ? {} : { example }),
      ...(about === undefined ? {} : { about }),
    },
    secret,
    schema,
    fallback: usable && scalar !== undefined && first !== undefined ? { value: scalar, at: first.at, why: first.why } : undefined,
    reasons: reasonsOf(evidence, why),
    undecided: list,
  };
};

/** A file next to the code, or this machine: nobody's secret. */
export const isHarmless = (value: string): boolean =>
  (/^file:/.test(value) ||
    /^[a-z][a-z0-9+.-]*:\/\/(?:[a-z]+(?::[a-z]+)?@)?(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?(?:[/?]|$)/i.test(value)) &&
  secretIn(value) === undefined;

export const placeOf = ({ reads, entries, real }: VariableEvidence): Spot => {
  const [read] = reads;
  const [entry] = entries;
  if (entry !== undefined) return { file: entry.file, line: entry.line };
  return read === undefined ? (real[0] ?? { file: '.', line: 1 }) : { file: read.file, line: read.line };
};

/** Values that samples show, without what somebody is meant to replace: `postgres://user:password@host:port/name` has no port. */
const shownValues = ({ entries }: VariableEvidence): readonly string[] =>
  entries.flatMap(({ value }) =>
    value === '' || isPlaceholder(value) || /\$\{?[A-Z_]|^[a-z][a-z0-9+.-]*:\/\/[^/]*:port\b/i.test(value) ? [] : [value],
  );

const typeOf = (
  evidence: VariableEvidence,
  schema: SchemaFacts | undefined,
  values: readonly string[],
): { readonly type: VariableType; readonly why: Text | undefined } => {
  const written = evidence.entries.find(({ rule }) => rule.type !== undefined)?.rule.type;
  if (written !== undefined) return { type: written, why: undefined };
  const guess = guessType(evidence.name, values);
  if (schema?.type !== undefined) {
    if (schema.type === 'enum' && schema.values === undefined) return { type: 'string', why: undefined };
    // A schema that only says text leaves room for what the name knows: never the other way round.
    if (schema.type !== 'string') return { type: schema.type, why: undefined };
    return isKeyType(guess.type) ? { type: guess.type, why: guess.why } : { type: 'string', why: undefined };
  }
  if (schema !== undefined) return { type: 'string', why: undefined };
  const parses = [...new Set(evidence.reads.flatMap(({ use }) => use.parse ?? []))];
  const parsed = parses.length === 1 ? parses[0] : parses.every((each) => each === 'integer' || each === 'number') ? parses[0] : undefined;
  if (parsed !== undefined && values.every((value) => fits(parsed, value))) {
    const narrower =
      (parsed === 'integer' || parsed === 'number') && (guess.type === 'port' || guess.type === 'integer') ? guess.type : parsed;
    return { type: narrower, why: undefined };
  }
  return { type: guess.type, why: guess.type === 'string' ? undefined : guess.why };
};

/** A key that says by itself what it is, where a schema only says text. */
export const isKeyType = (type: VariableType): boolean => /^(?:stripe-|sentry-)/.test(type);

const limitsOf = (type: VariableType, schema: SchemaFacts | undefined): Partial<Facts> => {
  if (schema === undefined) return {};
  const { values, min, max, minLength, maxLength, matches, not, scheme } = schema;
  const numeric = type === 'integer' || type === 'number' || type === 'port';
  const length = { ...(minLength === undefined ? {} : { min: minLength }), ...(maxLength === undefined ? {} : { max: maxLength }) };
  return {
    ...(values === undefined || values.length === 0 || values.some((value) => secretIn(String(value)) !== undefined)
      ? {}
      : { values: values.map((value) => scalarOf(type, String(value))) }),
    ...(numeric && min !== undefined ? { min } : {}),
    ...(numeric && max !== undefined ? { max } : {}),
    ...(numeric && not !== undefined && min !== undefined && type === 'port'
      ? {}
      : not === undefined
        ? {}
        : { not: not.map((value) => scalarOf(type, String(value))) }),
    ...((type === 'url' || type === 'sentry-dsn') && scheme !== undefined
      ? { scheme: scheme.length === 1 ? (scheme[0] ?? '') : [...scheme] }
      : {}),
    // An empty value is not set: asking for one character asks for nothing more.
    ...(type === 'string' && (maxLength !== undefined || (minLength ?? 0) > 1) ? { length } : {}),
    ...(matches === undefined || matches.length > 500 || secretIn(matches) !== undefined ? {} : { matches }),
  };
};

const exampleOf = ({ entries }: VariableEvidence, type: VariableType): string | undefined => {
  const said = entries.find(({ rule }) => rule.example !== undefined)?.rule.example;
  if (said !== undefined && secretIn(said) === undefined) return said.slice(0, 500);
  if (entries.some(({ whole }) => whole)) return undefined;
  const shown = entries.find(
    ({ value }) => value !== '' && !isPlaceholder(value) && !/[\n$]/.test(value) && secretIn(value) === undefined && fits(type, value),
  );
  return shown === undefined || shown.value.length > 200 ? undefined : shown.value;
};

const aboutOf = ({ entries }: VariableEvidence, schema: SchemaFacts | undefined): string | undefined => {
  const entry = entries.find(({ rule }) => rule.about.length > 0);
  const words =
    schema?.about ??
    (entry === undefined
      ? undefined
      : entry.whole
        ? entry.rule.about[0]
        : entry.rule.about.length > 3
          ? undefined
          : entry.rule.about.join(' '));
  const clean = withoutSecrets(words ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length < 4 || !/\p{L}{3}/u.test(clean) ? undefined : clean.length > 200 ? `${clean.slice(0, 197)}...` : clean;
};

const reasonsOf = (evidence: VariableEvidence, why: Text | undefined): readonly Reason[] => {
  const { reads, entries, real } = evidence;
  const strong = reads.toSorted((a, b) => weight(b) - weight(a)).slice(0, 2);
  const [entry] = entries;
  return [
    ...strong.map((read) => ({ at: { file: read.file, line: read.line }, why: readInWords(read) })),
    ...(entry === undefined
      ? []
      : [
          {
            at: { file: entry.file, line: entry.line },
            why: entry.off
              ? { en: 'commented out in the sample', fr: "en commentaire dans l'exemple" }
              : entry.given === true
                ? { en: 'given to a container', fr: 'donnée à un conteneur' }
                : { en: 'in the sample', fr: "dans l'exemple" },
          },
        ]),
    ...(entry === undefined && reads.length === 0 && real[0] !== undefined
      ? [{ at: real[0], why: { en: 'set in a committed file', fr: 'définie dans un fichier versionné' } }]
      : []),
    ...(why === undefined ? [] : [{ at: placeOf(evidence), why }]),
  ];
};

const weight = ({ schema, use }: Read): number =>
  (schema === undefined ? 0 : 10) + (use.need === undefined ? 0 : 2) + (use.parse === undefined ? 0 : 1);
