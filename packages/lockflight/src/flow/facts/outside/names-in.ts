/**
 * The names in what platforms print: a JSON list of names, a JSON list of objects that carry one (`name`, `Name`, `key`, `NAME`), a JSON mapping from names to anything, or
 * a name a line, with or without `=VALUE` and `export`. Values are passed over. Anything else is no list at all. Pure.
 */
import { parseJson } from './json.ts';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const KEYS = ['name', 'Name', 'NAME', 'key', 'Key'];

/** Undefined: there is no list of names. An empty text is none either: a program that failed quietly prints nothing. */
export const namesIn = (text: string): readonly string[] | undefined => {
  if (text.trim() === '') return undefined;
  const json = parseJson(text);
  if (json !== undefined && typeof json === 'object') return namesListed(json);
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const names = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(
      (line) =>
        line
          .replace(/^export\s+/, '')
          .split('=')[0]
          ?.trim() ?? '',
    );
  return names.every((name) => NAME.test(name)) ? names : undefined;
};

export const namesListed = (value: unknown): readonly string[] | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const names = Array.isArray(value) ? value.map(nameOf) : Object.keys(value);
  return names.every((name): name is string => typeof name === 'string' && NAME.test(name)) ? names : undefined;
};

const nameOf = (item: unknown): unknown => {
  if (typeof item !== 'object' || item === null) return item;
  const key = KEYS.find((k) => Object.hasOwn(item, k));
  return key === undefined ? undefined : Reflect.get(item, key);
};
