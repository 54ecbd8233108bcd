/** One issue of the grammar, told to a person: code, place, message and fix. */
import type * as z from 'zod';
import type { Diagnostic } from '../diagnostic.ts';
import type { ParsedSource } from '../source/parse-yaml.ts';
import type { Path } from '../source/positions.ts';
import { suggest } from '../suggest.ts';
import type { Text } from '../text.ts';
import { allowedKeys } from './allowed-keys.ts';
import type { GrammarIssue } from './check-grammar.ts';
import { contractSchema } from './document.ts';
import { EXPECTED } from './shapes.ts';

/** `suggesting` false: nothing is looked up; told of the first few hundred only, or a hostile file could buy hours of spelling. */
export function explainIssue({ path, issue }: GrammarIssue, parsed: ParsedSource, suggesting: boolean): readonly Diagnostic[] {
  const value = valueAt(parsed.root, path);
  const tell = (code: string, message: Text, fix: Text, at = parsed.positions.of(path)): Diagnostic => ({
    code,
    severity: 'error',
    at,
    message,
    fix,
  });
  if (issue.code === 'unrecognized_keys') {
    const known = allowedKeys(contractSchema, path);
    let listed = false;
    // Names of one mapping: a list of them is read once.
    const rest = (): Text => {
      if (listed) return { en: 'take it out, or see the names listed above', fr: 'retirez-la, ou voyez les noms énumérés plus haut' };
      listed = true;
      return { en: `known here: ${list(known)}`, fr: `connues ici : ${list(known)}` };
    };
    return issue.keys.map((key, index) => {
      const near = suggesting && index < 50 ? suggest(key, known) : undefined;
      return tell(
        'unknown-key',
        { en: `unknown key \`${short(key)}\`${where(path, 'en')}`, fr: `clé inconnue \`${short(key)}\`${where(path, 'fr')}` },
        near === undefined ? rest() : { en: `did you mean \`${near}\`?`, fr: `vouliez-vous dire \`${near}\` ?` },
        parsed.positions.of([...path, key], 'key'),
      );
    });
  }
  if (value === undefined && path.length > 0 && issue.code !== 'invalid_key') {
    const key = String(path.at(-1));
    return [
      tell(
        'missing-key',
        { en: `\`${key}\` is missing${where(path.slice(0, -1), 'en')}`, fr: `\`${key}\` manque${where(path.slice(0, -1), 'fr')}` },
        { en: `add \`${key}: ...\`${values(issue, 'en')}`, fr: `ajoutez \`${key}: ...\`${values(issue, 'fr')}` },
      ),
    ];
  }
  if (issue.code === 'invalid_key') {
    const expected = expectation(issue.issues[0]);
    const key = short(String(path.at(-1)));
    return [
      tell(
        'malformed-name',
        { en: `\`${key}\` cannot be a name here`, fr: `\`${key}\` ne peut pas servir de nom ici` },
        { en: `write ${expected.en}`, fr: `écrivez ${expected.fr}` },
        parsed.positions.of(path, 'key'),
      ),
    ];
  }
  if (path.length === 1 && path[0] === 'lockflight' && typeof value === 'number') {
    return [
      tell(
        'unknown-word',
        {
          en: `this release reads version 1 of the contract language only, not ${value}`,
          fr: `cette version de Lockflight ne lit que la version 1 du langage de contrat, pas la ${value}`,
        },
        { en: 'write `lockflight: 1`', fr: 'écrivez `lockflight: 1`' },
      ),
    ];
  }
  if (issue.code === 'invalid_value' && (typeof value === 'string' || typeof value === 'number')) {
    const words = issue.values.map(String);
    const near = suggesting ? suggest(String(value), words) : undefined;
    return [
      tell(
        'unknown-word',
        {
          en: `\`${short(String(value))}\` is not a word that may stand here`,
          fr: `\`${short(String(value))}\` n'est pas un mot permis ici`,
        },
        near === undefined
          ? { en: `write one of: ${list(words)}`, fr: `écrivez l'un de : ${list(words)}` }
          : { en: `did you mean \`${near}\`?`, fr: `vouliez-vous dire \`${near}\` ?` },
      ),
    ];
  }
  const expected = expectation(issue);
  const wrongKind = issue.code === 'invalid_type' || issue.code === 'invalid_union' || issue.code === 'invalid_value';
  return [
    tell(
      wrongKind ? 'wrong-kind' : 'malformed-value',
      wrongKind
        ? { en: `${nameOf(path)} is ${kindOf(value).en}`, fr: `${nameOf(path)} est ${kindOf(value).fr}` }
        : { en: `${nameOf(path)} is not written as it must be`, fr: `${nameOf(path)} n'est pas écrit comme il le faut` },
      { en: `expected: ${expected.en}`, fr: `attendu : ${expected.fr}` },
    ),
  ];
}

const TYPES: Readonly<Record<string, Text>> = {
  string: { en: 'text', fr: 'du texte' },
  number: { en: 'a number', fr: 'un nombre' },
  int: { en: 'a whole number', fr: 'un nombre entier' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  object: { en: 'a mapping (key: value)', fr: 'un ensemble de clés et de valeurs (clé: valeur)' },
  record: { en: 'a mapping (name: value)', fr: 'un ensemble de noms et de valeurs (nom: valeur)' },
  array: { en: 'a list', fr: 'une liste' },
};

/** What would have been right, in words. */
function expectation(issue: z.core.$ZodIssue | undefined): Text {
  if (issue === undefined) return { en: 'another value', fr: 'une autre valeur' };
  const shape = Object.hasOwn(EXPECTED, issue.message) ? EXPECTED[issue.message as keyof typeof EXPECTED] : undefined;
  if (shape !== undefined) return shape;
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? { en: issue.expected, fr: issue.expected };
  if (issue.code === 'invalid_value') return { en: list(issue.values.map(String)), fr: list(issue.values.map(String)) };
  if (issue.code === 'too_small') return { en: `${issue.minimum} or more`, fr: `${issue.minimum} ou plus` };
  if (issue.code === 'too_big') {
    const characters = issue.origin === 'string';
    return {
      en: `at most ${issue.maximum}${characters ? ' characters' : ''}`,
      fr: `${issue.maximum}${characters ? ' caractères' : ''} au plus`,
    };
  }
  if (issue.code === 'invalid_union') {
    const ways = issue.errors.flatMap((branch) => branch.slice(0, 1)).map(expectation);
    return {
      en: [...new Set(ways.map((w) => w.en))].join(', or '),
      fr: [...new Set(ways.map((w) => w.fr))].join(', ou '),
    };
  }
  return { en: 'another value', fr: 'une autre valeur' };
}

const values = (issue: z.core.$ZodIssue, language: 'en' | 'fr'): string => {
  const expected = expectation(issue)[language];
  return language === 'en' ? `: ${expected}` : ` : ${expected}`;
};

function kindOf(value: unknown): Text {
  if (value === null) return { en: 'empty', fr: 'vide' };
  if (Array.isArray(value)) return { en: 'a list', fr: 'une liste' };
  if (typeof value === 'object') return { en: 'a mapping', fr: 'un ensemble de clés et de valeurs' };
  if (typeof value === 'number') return { en: 'a number', fr: 'un nombre' };
  if (typeof value === 'boolean') return { en: 'true or false', fr: 'true ou false' };
  return { en: 'text', fr: 'du texte' };
}

const where = (path: Path, language: 'en' | 'fr'): string => {
  if (path.length === 0) return '';
  return language === 'en' ? ` in ${nameOf(path)}` : ` dans ${nameOf(path)}`;
};

const nameOf = (path: Path): string => (path.length === 0 ? 'lockflight.yaml' : path.map((step) => short(String(step))).join('.'));
const list = (words: readonly string[]): string => words.slice(0, 30).join(', ');
const short = (words: string): string => (words.length > 60 ? `${words.slice(0, 60)}...` : words);

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  return value;
}
