/**
 * One reading to the words of a cell, now that the variable's type and secrecy are known. Invariants: a secret's value is never written, only its
 * shape; `forbidden` has no value; a value that the type refuses is no rule. Pure.
 */
import type { CellMapping } from '../../../contract/grammar/cell.ts';
import type { EnvironmentKind, Scalar, VariableType } from '../../../contract/model.ts';
import type { CellReading } from '../cells/reading.ts';
import { readValueText, schemesOf, schemesOfProduct } from '../cells/value.ts';
import { ELSEWHERE } from '../cells/vocabulary.ts';
import { plain } from '../heads/plain.ts';
import { isPlaceholder, secretIn, withoutSecrets } from '../infer/secret.ts';
import { fits } from '../infer/type.ts';

export interface CellSubject {
  readonly name: string;
  readonly type: VariableType;
  readonly secret: boolean;
  readonly kind: EnvironmentKind;
  readonly environment: string;
  /** A tick is the value of this boolean, and no need. */
  readonly ticksAreValues: boolean;
  readonly knowsModes: boolean;
}

const DEVELOPER_ONLY = /(?:^|_)(?:DEBUG|MOCK|FAKE|STUB|SEED|TEST|DEV|LOCAL|SKIP|BYPASS|INSECURE)(?:_|$)/;

export const cellFacts = (reading: CellReading, subject: CellSubject): CellMapping => {
  const need = needOf(reading, subject);
  const about = aboutOf(reading, subject);
  if (need === 'forbidden') return { need, ...(about === undefined ? {} : { about }) };
  const value = valueFacts(reading, subject);
  const blocks = subject.kind === 'staging' || subject.kind === 'production';
  const states = value.is !== undefined || value.default !== undefined || value.scheme !== undefined || value.host !== undefined;
  return {
    // A pattern of a value says that there is one; on a developer's machine it only says what it looks like.
    ...(need === undefined || (need === 'required' && reading.literal === undefined && !blocks && states) ? {} : { need }),
    ...(reading.mode !== undefined && subject.knowsModes ? { mode: reading.mode } : {}),
    ...value,
    ...(reading.restricted === true && subject.type === 'cidr-list' ? { not: ['0.0.0.0/0', '::/0'] } : {}),
    ...(about === undefined ? {} : { about }),
  };
};

const needOf = (reading: CellReading, subject: CellSubject): CellMapping['need'] => {
  if (reading.need !== undefined && (reading.implied !== true || blocksAt(subject.kind))) return reading.need;
  if (reading.unsaid === true || reading.unsure === true || reading.depends === true || reading.provided === true) return 'optional';
  if (isElsewhere(reading, subject.kind)) return 'optional';
  if (reading.tick === true) return subject.ticksAreValues ? undefined : 'required';
  if (reading.tick === false) {
    if (subject.ticksAreValues) return undefined;
    return blocksAt(subject.kind) && DEVELOPER_ONLY.test(subject.name) ? 'forbidden' : 'optional';
  }
  if (reading.state !== undefined && subject.type !== 'boolean') return reading.state === 'on' ? 'required' : 'optional';
  if (reading.restricted === true) return 'required';
  if (reading.mode !== undefined && blocksAt(subject.kind)) return 'required';
  return undefined;
};

/** "Local only" in the column of production: it is not asked for there. */
export const isElsewhere = (reading: CellReading, kind: EnvironmentKind): boolean =>
  blocksAt(kind) &&
  Object.keys(reading).every((word) => word === 'words') &&
  /\s/.test(reading.words?.trim() ?? '') &&
  ELSEWHERE.test(plain(reading.words ?? ''));

export const blocksAt = (kind: EnvironmentKind): boolean => kind === 'staging' || kind === 'production';

type ValueFacts = Pick<CellMapping, 'is' | 'default' | 'scheme' | 'host' | 'values'>;

const valueFacts = (reading: CellReading, subject: CellSubject): ValueFacts => {
  const { type } = subject;
  if (type === 'boolean') {
    const on = reading.state === undefined ? (subject.ticksAreValues ? reading.tick : undefined) : reading.state === 'on';
    if (on !== undefined) return { is: on };
  }
  if (reading.values !== undefined && !subject.secret) {
    // Both values of a boolean are no rule.
    if (type === 'boolean' && reading.values.length > 1) return {};
    const values = reading.values.filter((value) => fits(type, value));
    return values.length === reading.values.length ? { values: values.map((value) => scalarOf(type, value)) } : {};
  }
  const shape = shapeOf(reading, subject);
  if (reading.literal === undefined) return shape;
  return { ...shape, ...literalFacts(reading.literal, subject) };
};

/** Scheme and host, for the types that have them. */
const shapeOf = (reading: CellReading, { type, environment }: CellSubject): ValueFacts => {
  if (type !== 'url') return {};
  const words = reading.words ?? '';
  const schemes = reading.scheme ?? (reading.literal === undefined && reading.need !== 'optional' ? schemesOfProduct(words) : undefined);
  const host = reading.host;
  return {
    ...(schemes === undefined ? {} : { scheme: schemes.length === 1 ? (schemes[0] ?? environment) : [...schemes] }),
    ...(host === undefined ? {} : { host }),
  };
};

const literalFacts = (literal: NonNullable<CellReading['literal']>, subject: CellSubject): ValueFacts => {
  const { type, secret, kind } = subject;
  const { value, role } = literal;
  if (type === 'url' && /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::[0-9]+)?$/i.test(value))
    return { host: value.replace(/:[0-9]+$/, '').toLowerCase() };
  if (!fits(type, value)) return {};
  const harmless = /^file:/.test(value) || /^[a-z][a-z0-9+.-]*:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?(?:[/?]|$)/i.test(value);
  if (secret || secretIn(value) !== undefined) {
    const shape = type === 'url' ? shapeOfUrl(value) : {};
    if (!harmless || secretIn(value) !== undefined) return shape;
    return blocksAt(kind) ? shape : { ...(/^file:/.test(value) ? shape : {}), default: value };
  }
  if (role === 'example') return {};
  const given = scalarOf(type, value);
  if (role === 'default') return { default: given };
  const fixed = blocksAt(kind) || type === 'boolean' || type === 'integer' || type === 'number' || type === 'enum';
  return fixed ? { is: given } : { default: given };
};

const shapeOfUrl = (value: string): ValueFacts => {
  const found = readValueText(value);
  const scheme =
    found.scheme ??
    (/^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1] === undefined
      ? undefined
      : schemesOf((/^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1] ?? '').toLowerCase()));
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/\s@]*@)?([A-Za-z0-9.-]+)(?::[0-9]+)?(?:[/?#,]|$)/i.exec(value)?.[1]?.toLowerCase();
  return {
    ...(scheme === undefined ? {} : { scheme: scheme.length === 1 ? (scheme[0] ?? '') : [...scheme] }),
    ...(host === undefined || isPlaceholder(host) ? {} : { host }),
  };
};

/** As the contract writes it: booleans and numbers as such. */
export const scalarOf = (type: VariableType, value: string): Scalar => {
  if (type === 'boolean') return /^(?:true|1|yes|on)$/i.test(value);
  const isNumber = (type === 'integer' || type === 'number' || type === 'port') && String(Number(value)) === value;
  return isNumber ? Number(value) : value;
};

/** The words of a cell, where they say more than the rule; for a secret only words that can be no value. */
const aboutOf = (reading: CellReading, subject: CellSubject): string | undefined => {
  const words = reading.words?.replace(/\s+/g, ' ').trim();
  if (words === undefined || words.length < 3) return undefined;
  if (subject.secret && !/^[\p{L}'’() ,.-]+ [\p{L}'’() ,.-]+$/u.test(words)) return undefined;
  const clean = withoutSecrets(words);
  return clean.length > 200 ? `${clean.slice(0, 197)}...` : clean;
};
