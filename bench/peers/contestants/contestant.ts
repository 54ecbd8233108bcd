/** Somebody who takes part: the files that a user of it would write for the schema, and how a process starts that validates once. */
import type { Rule, Source, Variable } from '../schema.ts';

export interface Contestant {
  /** As the table has it. */
  readonly name: string;
  /** Whose version the table shows; none for Lockflight itself. */
  readonly packageName?: string;
  /** What a reader of the figures should know. */
  readonly note?: string;
  readonly kind: 'library' | 'command' | 'loader';
  /** File name -> text. A library's MODULE exports `validate(source)`. */
  readonly files: (variables: readonly Variable[]) => Readonly<Record<string, string>>;
  /** Arguments of the Node process that validates once; the values are in its environment. */
  readonly start: readonly string[];
  /** Files that hold the values, for a contestant that reads no other. */
  readonly valueFiles?: (source: Source) => Readonly<Record<string, string>>;
}

export const MODULE = 'validate.mjs';
export const ENTRY = 'start.mjs';

/** A library: one module with its schema, and an entry that validates `process.env`. */
export const library = (
  name: string,
  packageName: string,
  moduleText: (variables: readonly Variable[]) => string,
  note?: string,
): Contestant => ({
  name,
  packageName,
  kind: 'library',
  ...(note === undefined ? {} : { note }),
  files: (variables) => ({ [MODULE]: moduleText(variables), [ENTRY]: `import { validate } from './${MODULE}';\nvalidate(process.env);\n` }),
  start: [ENTRY],
});

/** `NAME: expression,` for each variable. */
export const entries = (variables: readonly Variable[], expression: (rule: Rule, variable: Variable) => string): string =>
  variables.map((variable) => `  ${variable.name}: ${expression(variable.rule, variable)},`).join('\n');

export const js = (value: unknown): string => JSON.stringify(value);

/** Where a peer's own type is looser than the schema, its users bring a check of their own: this one, the same for all of them. */
export const CHECKS = String.raw`
const isUrl = (text, schemes, hostSuffix = '') => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return schemes.includes(url.protocol) && url.hostname.endsWith(hostSuffix);
};
const HOST = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/i;
const INTEGER = /^-?[0-9]{1,15}$/;
const WORDS = new Map([['true', true], ['1', true], ['yes', true], ['on', true], ['false', false], ['0', false], ['no', false], ['off', false]]);
`;

export const protocols = (schemes: readonly string[]): string => js(schemes.map((scheme) => `${scheme}:`));
