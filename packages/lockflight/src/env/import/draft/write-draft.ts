/**
 * A draft as YAML. Every entry carries its reasons as a comment, so that whoever reads the draft knows what it rests on. Deterministic: the same
 * draft gives the same text. Invariant: what comes out is read back by the contract's own reader without an error.
 */
import { stringify } from 'yaml';
import type { Language, Text } from '../../../contract/text.ts';
import type { Draft, DraftPart, DraftVariable, Reason } from './model.ts';

export type Section = 'environments' | 'variables' | 'groups' | 'services' | 'commands';
export const SECTIONS: readonly Section[] = ['environments', 'variables', 'groups', 'services', 'commands'];

const WIDTH = 120;

export const writeDraft = (draft: Draft): string => {
  const blocks = SECTIONS.flatMap((section) => {
    const entries = entriesOf(draft, section);
    return entries.length === 0 ? [] : [`${section}:\n${entries.map(({ lines }) => lines.join('\n')).join('\n')}\n`];
  });
  return [opening(draft), ...blocks, ...(draft.parts ?? []).map((part) => partText(part, draft.language))].join('\n');
};

/** `migrations: { ... }`, or a list with one item a line. */
export const partText = ({ key: word, value, reasons }: DraftPart, language: Language): string => {
  const comments = commentLines(reasons, language, '').map((line) => `${line}\n`);
  if (!Array.isArray(value)) return `${comments.join('')}${word}: ${flow(value)}\n`;
  return `${comments.join('')}${word}:\n${value.map((item) => itemLines(item as object).join('\n')).join('\n')}\n`;
};

const itemLines = (item: object): readonly string[] => {
  const entries = Object.entries(item).flatMap(([word, value]) =>
    Array.isArray(value) && value.length > 0
      ? [`${key(word)}:`, ...value.map((each) => `  - ${bareItem(each)}`)]
      : [`${key(word)}: ${flow(value)}`],
  );
  return entries.map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`);
};

/** A mapping with one key needs no braces as the item of a list. */
const bareItem = (value: unknown): string => {
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const [only] = entries;
  return entries.length === 1 && only !== undefined ? `${key(only[0])}: ${flow(only[1])}` : flow(value);
};

const OPENING: Text = {
  en: 'A draft: each rule says what it rests on. Read it, correct it, and drop the comments as you go.\nlockflight check                  does it hold together?\nlockflight env check --env NAME   would this environment start?',
  fr: 'Un brouillon : chaque règle dit sur quoi elle repose. Relisez, corrigez, et retirez les commentaires au passage.\nlockflight check                 le contrat se tient-il ?\nlockflight env check --env NOM   cet environnement démarrerait-il ?',
};

const opening = (draft: Draft): string =>
  [
    ...OPENING[draft.language].split('\n').map((line) => `# ${line}`),
    'lockflight: 1',
    `project: ${flow(draft.project)}`,
    `language: ${draft.language}`,
    ...(draft.select.length === 0 ? [] : [`select: ${flow(draft.select)}`]),
    '',
  ].join('\n');

export interface WrittenEntry {
  readonly name: string;
  /** Indented by two, comments included, without the line's end. */
  readonly lines: readonly string[];
}

/** The entries of one section, each ready to stand under its key. */
export const entriesOf = (draft: Draft, section: Section): readonly WrittenEntry[] => {
  if (section === 'variables')
    return draft.variables.map((variable) => ({ name: variable.name, lines: variableLines(variable, draft.language) }));
  return draft[section].map(({ name, facts, reasons }) => ({ name, lines: entryLines(name, facts, reasons, draft.language) }));
};

const entryLines = (name: string, facts: object, reasons: readonly Reason[], language: Language): readonly string[] => [
  ...commentLines(reasons, language, '  '),
  ...keyed(name, facts, '  '),
];

const variableLines = ({ name, facts, cells, reasons }: DraftVariable, language: Language): readonly string[] => [
  ...commentLines(reasons, language, '  '),
  `  ${key(name)}:`,
  ...Object.entries(facts).flatMap(([word, value]) => (value === undefined ? [] : [`    ${word}: ${flow(value)}`])),
  ...(cells.length === 0 ? [] : ['    in:']),
  ...cells.map((cell) => cellLine(cell.environment, cell.facts, cell.reasons, language)),
];

/** One line of a cell: `staging: required # docs/env.md:12 "requis"`. */
export const cellLine = (environment: string, facts: object, reasons: readonly Reason[], language: Language): string => {
  const because = [...new Set(reasons.map((reason) => told(reason, language)))].join(' ; ');
  return `      ${key(environment)}: ${flow(short(facts))}${because === '' ? '' : ` # ${because}`}`;
};

/** `{need: W}` and `{mode: W}` alone have a bare word in the language. */
const short = (facts: object): unknown => {
  const said = Object.entries(facts).filter(([, value]) => value !== undefined);
  const [word] = said;
  return said.length === 1 && word !== undefined && (word[0] === 'need' || word[0] === 'mode') ? word[1] : Object.fromEntries(said);
};

const keyed = (name: string, facts: object, indent: string): readonly string[] => {
  const whole = `${indent}${key(name)}: ${flow(facts)}`;
  if (whole.length <= WIDTH) return [whole];
  return [
    `${indent}${key(name)}:`,
    ...Object.entries(facts).flatMap(([word, value]) => {
      if (value === undefined) return [];
      const line = `${indent}  ${key(word)}: ${flow(value)}`;
      if (line.length <= WIDTH || typeof value !== 'object' || value === null || Array.isArray(value)) return [line];
      return [`${indent}  ${key(word)}:`, ...Object.entries(value).map(([inner, each]) => `${indent}    ${key(inner)}: ${flow(each)}`)];
    }),
  ];
};

const commentLines = (reasons: readonly Reason[], language: Language, indent: string): readonly string[] =>
  [...new Set(reasons.map((reason) => told(reason, language)))].map((words) => `${indent}# ${words}`);

/** On one line, whatever the document wrote. */
const told = ({ at, why }: Reason, language: Language): string => `${placeIn(at)}${why[language]}`.replace(STEERING, ' ').slice(0, 300);

/** What would steer a terminal or turn the words of a line around. */
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** What git says has no line, and what is of the whole folder no file. */
const placeIn = ({ file, line }: Reason['at']): string => (file === '.' ? '' : file === '.git' ? 'git: ' : `${file}:${line} `);

const key = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name) ? name : JSON.stringify(name);

/** A value on one line, as people write flow style: `[a, b]`, `{ a: b }`; quoted where YAML asks for it. */
export const flow = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    return entries.length === 0 ? '{}' : `{ ${entries.map(([name, each]) => `${key(name)}: ${flow(each)}`).join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  if (/[\p{Cc}\u2028\u2029]/u.test(value)) return JSON.stringify(value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '));
  if (/^[A-Za-z][A-Za-z0-9_-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value)) return value;
  return stringify([value], { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).trimEnd().slice(1, -1);
};
