/** One way in which two contracts differ, in words for the people who approve the change. */
import type { Text } from '../text.ts';

export interface Difference {
  /** looser: something that was refused or asked for no longer is; stricter: the other way round; other: neither, or not to be told. */
  readonly kind: 'looser' | 'stricter' | 'other';
  readonly text: Text;
}

export const looser = (en: string, fr: string): Difference => ({ kind: 'looser', text: { en, fr } });
export const stricter = (en: string, fr: string): Difference => ({ kind: 'stricter', text: { en, fr } });
export const other = (en: string, fr: string): Difference => ({ kind: 'other', text: { en, fr } });

/** Are two values the same, wherever in the file they stand? */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a, withoutPlaces) === JSON.stringify(b, withoutPlaces);

const withoutPlaces = (key: string, value: unknown): unknown => (key === 'at' ? undefined : value);

export interface Pairing<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly kept: readonly (readonly [T, T])[];
}

/** What two lists share and do not share, by name. */
export function pair<T>(before: readonly T[], after: readonly T[], nameOf: (item: T) => string): Pairing<T> {
  const old = new Map(before.map((item) => [nameOf(item), item]));
  const fresh = new Map(after.map((item) => [nameOf(item), item]));
  return {
    added: [...fresh].filter(([name]) => !old.has(name)).map(([, item]) => item),
    removed: [...old].filter(([name]) => !fresh.has(name)).map(([, item]) => item),
    kept: [...old].flatMap(([name, item]) => {
      const next = fresh.get(name);
      return next === undefined ? [] : [[item, next] as const];
    }),
  };
}

export const itself = (name: string): string => name;

/**
 * Every part of two things that differs and that nobody has put into better words yet, by its name in the contract language. Each comparison ends with it, whatever it found
 * before: what is added to the model later is named without anybody thinking of it, and no difference hides behind another one.
 */
export function otherwise<T extends object>(where: Text, a: T, b: T, told: readonly (keyof T)[] = []): readonly Difference[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])] as (keyof T & string)[];
  return keys
    .filter((key) => key !== 'at' && !told.includes(key) && !same(a[key], b[key]))
    .map((key) => other(`${where.en}: \`${wordOf(key)}\` changes`, `${where.fr} : \`${wordOf(key)}\` change`));
}

/** The word of the contract language for a part of the model. */
const wordOf = (key: string): string => WORDS[key] ?? key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const WORDS: Readonly<Record<string, string>> = {
  cells: 'in',
  facts: 'title, role, data, logs or access',
  kinds: 'verify',
  ledgerBranch: 'ledger.branch',
  maxAgeSeconds: 'max-age',
  phases: 'phase',
  rotateSeconds: 'rotate',
  seconds: 'soak',
  timezone: 'timezone',
  uses: 'variables',
  versionFrom: 'version',
  windowSeconds: 'window',
  withinSeconds: 'within',
};
