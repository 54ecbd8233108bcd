/**
 * The shapes of single values: names, paths, durations. Each is a pattern with a word for itself; the word is what zod reports,
 * and EXPECTED says to a person, in both languages, what was expected. Patterns are linear: no nested quantifiers.
 */
import * as z from 'zod';
import type { Text } from '../text.ts';
import { filled, items, shaped, someItems } from './limits.ts';

export const EXPECTED = {
  name: {
    en: 'a name of letters, digits, dots, dashes and underscores, beginning with a letter or digit',
    fr: 'un nom fait de lettres, chiffres, points, tirets et soulignés, commençant par une lettre ou un chiffre',
  },
  'variable-name': {
    en: 'the name of an environment variable (letters, digits, underscores)',
    fr: "le nom d'une variable d'environnement (lettres, chiffres, soulignés)",
  },
  'command-name': {
    en: 'the name of a command (letters, digits, `:`, `.`, `-`, `_`)',
    fr: "le nom d'une commande (lettres, chiffres, `:`, `.`, `-`, `_`)",
  },
  path: { en: 'a path relative to the contract, with `/` and without `..`', fr: 'un chemin relatif au contrat, avec `/` et sans `..`' },
  workflow: {
    en: 'the path of a workflow file: .github/workflows/NAME.yml',
    fr: "le chemin d'un fichier de workflow : .github/workflows/NOM.yml",
  },
  branch: { en: 'the name of a branch, as git allows it', fr: 'le nom d’une branche, tel que git le permet' },
  duration: {
    en: 'a duration: a whole number and s, m, h, d or w (30s, 15m, 24h, 7d, 2w)',
    fr: 'une durée : un nombre entier suivi de s, m, h, d ou w (30s, 15m, 24h, 7d, 2w)',
  },
  member: { en: 'a login (octocat) or a team (@org/team)', fr: 'un identifiant (octocat) ou une équipe (@organisation/équipe)' },
  hours: { en: 'hours as "09:00-17:00"', fr: 'des heures comme "09:00-17:00"' },
  days: {
    en: 'days as mon-fri, or a list of mon tue wed thu fri sat sun',
    fr: 'des jours comme mon-fri, ou une liste de mon tue wed thu fri sat sun',
  },
  pointer: { en: 'a pointer KIND:NAME, such as protect:production.push', fr: 'un pointeur GENRE:NOM, tel que protect:production.push' },
  url: {
    en: 'an address: https://host or https://host/path, without user, query or fragment',
    fr: 'une adresse : https://hôte ou https://hôte/chemin, sans utilisateur, requête ni fragment',
  },
  'source-token': {
    en: "the name of a variable of the recorder's host that begins with LOCKFLIGHT_SOURCE_",
    fr: "le nom d'une variable de l'hôte du greffier qui commence par LOCKFLIGHT_SOURCE_",
  },
  label: { en: 'the label of a runner, such as ubuntu-24.04', fr: "l'étiquette d'un exécuteur, par exemple ubuntu-24.04" },
  integrity: { en: 'sha512- and 88 characters, as npm tells it', fr: 'sha512- suivi de 88 caractères, comme npm le donne' },
  release: { en: 'a version, such as 1.8.0', fr: 'une version, par exemple 1.8.0' },
  version: {
    en: '`tag`, the path of a package.json, or `{ is: 1.8.0 }`',
    fr: "`tag`, le chemin d'un package.json, ou `{ is: 1.8.0 }`",
  },
  filled: { en: 'words: it is empty', fr: 'des mots : la valeur est vide' },
  'a-language': { en: 'at least one of `fr` and `en`', fr: "au moins l'un de `fr` et `en`" },
  'one-gate': { en: 'exactly one gate in each item', fr: 'exactement une porte par élément' },
  'some-items': { en: 'at least one item', fr: 'au moins un élément' },
} as const satisfies Record<string, Text>;

export type Shape = keyof typeof EXPECTED;

const shape = (name: Shape, pattern: RegExp, max?: number) => shaped(name, pattern, max);

export const name = shape('name', /^[A-Za-z0-9][A-Za-z0-9._-]*$/, 80);
export const variableName = shape('variable-name', /^[A-Za-z_][A-Za-z0-9_]*$/, 128);
export const commandName = shape('command-name', /^[A-Za-z0-9][A-Za-z0-9:._-]*$/, 80);
/** Never absolute, never outside: a contract may come from a branch that nobody trusts yet. */
export const path = shape('path', /^(?!\/)(?![A-Za-z]:)(?!\.\.\/)(?!\.\.$)(?!.*\/\.\.(?:\/|$))[^\\\p{Cc}]+$/u, 512);
export const workflow = shape('workflow', /^\.github\/workflows\/[A-Za-z0-9._-]+\.ya?ml$/);
/** git-check-ref-format(1), plus no leading dash. */
export const branch = shape('branch', /^(?![-/.])(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))(?!.*[/.]$)(?!@$)[^\p{Cc} ~^:?*[\\]+$/u, 200);
export const duration = shape('duration', /^[0-9]{1,6}[smhdw]$/);
export const member = shape('member', /^(?:@[A-Za-z0-9-]+\/[A-Za-z0-9._-]+|[A-Za-z0-9][A-Za-z0-9-]*(?:\[bot\])?)$/, 140);
export const hours = shape('hours', /^(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/);
export const pointer = shape('pointer', /^[a-z][a-z-]*(?::[^\s]+)?$/);
export const version = shape('version', /^(?:tag|(?!\/)(?!\.\.\/)(?!.*\/\.\.\/)(?:[^\\\p{Cc}]*\/)?package\.json)$/u);
export const words = filled();
/** No user, query or fragment: nothing secret belongs into a contract, and requests bring their own query. */
export const url = shape('url', /^https?:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:\/[^\s?#@\\\p{Cc}]*)?$/u, 500);
/** Only names of this beginning: a contract must not be able to send the recorder's other secrets to a host that it names. */
export const sourceToken = shape('source-token', /^LOCKFLIGHT_SOURCE_[A-Z0-9_]{1,80}$/, 128);
/** A program and its arguments, each a word of its own: there is no shell. */
export const program = someItems(filled(1000), 50);
export const release = shape('release', /^[0-9A-Za-z](?:[0-9A-Za-z._+-]*[0-9A-Za-z])?$/, 64);

export const label = shape('label', /^[A-Za-z0-9][A-Za-z0-9._-]*$/, 80);
export const integrity = shape('integrity', /^sha512-[A-Za-z0-9+/]{86}==$/, 95);

export const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One value, or a list of at least one. */
export const oneOrMore = <S extends z.ZodType>(item: S) => z.union([item, someItems(item)]);
/** One value, or a list that may be empty. */
export const oneOrMany = <S extends z.ZodType>(item: S) => z.union([item, items(item)]);
