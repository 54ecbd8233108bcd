/**
 * A value of the right type that a constraint of its cell refuses. One finding, the first in the order below. What the contract asks is
 * quoted (the contract is public), what the value is never is.
 */
import type { Cell, Scalar } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import { isValue, itemsOf } from '../formats/equality.ts';
import { readValue } from '../formats/read-value.ts';
import { parseUrl } from '../formats/url.ts';
import { cellAcceptsHosts, hostsOf } from '../hosts.ts';
import type { Finding } from '../issue.ts';
import { eitherOf } from '../listed.ts';
import { patternMatches } from '../patterns.ts';
import type { Subject } from '../subject.ts';

/** What is asked, where the value does not give it. */
type Constraint = (subject: Subject, value: string) => Text | undefined;

const oneOf = (scalars: readonly Scalar[], secret: boolean): Text =>
  secret ? { en: 'what the contract names', fr: 'ce que le contrat nomme' } : eitherOf(scalars.map(String));

const is: Constraint = ({ variable, cell }, value) => {
  if (cell.is === undefined || isValue(variable.type, value, cell.is)) return undefined;
  const asked = oneOf([cell.is], variable.secret);
  return { en: `must be ${asked.en}`, fr: `doit être ${asked.fr}` };
};

const scheme: Constraint = ({ variable, cell }, value) => {
  if (cell.scheme === undefined || (variable.type !== 'url' && variable.type !== 'sentry-dsn')) return undefined;
  const found = parseUrl(value)?.scheme;
  if (found !== undefined && cell.scheme.includes(found)) return undefined;
  const asked = eitherOf(cell.scheme);
  return { en: `its scheme must be ${asked.en}`, fr: `son schéma doit être ${asked.fr}` };
};

const host: Constraint = ({ variable, cell }, value) => {
  if (cell.host === undefined || cellAcceptsHosts(cell, hostsOf(variable.type, value))) return undefined;
  const asked = eitherOf(cell.host);
  return { en: `its host must be ${asked.en}`, fr: `son hôte doit être ${asked.fr}` };
};

const port: Constraint = ({ variable, cell }, value) => {
  if (cell.port === undefined) return undefined;
  const reading = variable.type === 'port' ? readValue('port', value) : undefined;
  const ports = reading?.ok === true ? [Number(reading.value)] : (parseUrl(value)?.ports ?? []);
  if (ports.length > 0 && ports.every((found) => cell.port?.includes(found))) return undefined;
  const asked = eitherOf(cell.port.map(String));
  return { en: `its port must be ${asked.en}`, fr: `son port doit être ${asked.fr}` };
};

const values: Constraint = ({ variable, cell }, value) => {
  const allowed = cell.values;
  if (allowed === undefined) return undefined;
  const itemType = variable.type === 'list' ? 'string' : variable.type;
  if (itemsOf(variable.type, value).every((item) => allowed.some((word) => isValue(itemType, item, word)))) return undefined;
  const asked = oneOf(allowed, variable.secret);
  return { en: `must be ${asked.en}`, fr: `doit être ${asked.fr}` };
};

const not: Constraint = ({ variable, cell }, value) => {
  const itemType = variable.type === 'list' ? 'string' : variable.type;
  const refused = (cell.not ?? []).find((word) => itemsOf(variable.type, value).some((item) => isValue(itemType, item, word)));
  if (refused === undefined) return undefined;
  return variable.secret
    ? { en: 'a value that the contract refuses here', fr: 'une valeur que le contrat refuse ici' }
    : { en: `must not be ${refused}`, fr: `ne doit pas être ${refused}` };
};

const matches: Constraint = ({ cell }, value) =>
  cell.matches === undefined || patternMatches(cell.matches, value)
    ? undefined
    : { en: 'does not have the form that the contract asks', fr: "n'a pas la forme que le contrat demande" };

/** What `min` and `max` measure: the number itself, a duration's seconds, how many items a list has; nothing for other types. */
const measure = (subject: Subject, value: string): number | undefined => {
  const reading = readValue(subject.variable.type, value);
  if (!reading.ok) return undefined;
  if (Array.isArray(reading.value)) return reading.value.length;
  return typeof reading.value === 'number' ? reading.value : undefined;
};

const range: Constraint = (subject, value) => {
  const { min, max } = subject.cell;
  const measured = min === undefined && max === undefined ? undefined : measure(subject, value);
  if (measured === undefined) return undefined;
  if (min !== undefined && measured < min) return { en: `must be at least ${min}`, fr: `doit valoir au moins ${min}` };
  return max !== undefined && measured > max ? { en: `must be at most ${max}`, fr: `doit valoir au plus ${max}` } : undefined;
};

const bounds = ({ min, max }: NonNullable<Cell['length']>): Text => {
  if (min !== undefined && max !== undefined) return min === max ? both(`${min}`) : { en: `${min} to ${max}`, fr: `${min} à ${max}` };
  return max === undefined ? { en: `${min} or more`, fr: `${min} ou plus` } : { en: `${max} or fewer`, fr: `${max} ou moins` };
};
const both = (words: string): Text => ({ en: words, fr: words });

/** Says what is asked and not on which side the value fails: a secret's length is part of the secret. */
const length: Constraint = ({ cell }, value) => {
  if (cell.length === undefined) return undefined;
  const { min = 0, max = Number.POSITIVE_INFINITY } = cell.length;
  const characters = [...value].length;
  if (characters >= min && characters <= max) return undefined;
  const asked = bounds(cell.length);
  return { en: `its length must be ${asked.en} characters`, fr: `sa longueur doit être de ${asked.fr} caractères` };
};

const CONSTRAINTS: readonly Constraint[] = [is, scheme, host, port, values, not, matches, range, length];

export const brokenConstraint = (subject: Subject): Finding | undefined => {
  const { scene, variable, value } = subject;
  if (value === undefined) return undefined;
  for (const constraint of CONSTRAINTS) {
    const message = constraint(subject, value);
    if (message === undefined) continue;
    return {
      code: 'invalid',
      message,
      fix: {
        en: `correct ${variable.name} in ${scene.environment.name}`,
        fr: `corrigez ${variable.name} dans ${scene.environment.name}`,
      },
    };
  }
  return undefined;
};
