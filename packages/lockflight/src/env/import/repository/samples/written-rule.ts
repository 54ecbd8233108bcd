/**
 * The rule that the comment above an entry of a sample states: Lockflight's own samples say all of it, in the words of `contract/in-words`; other
 * people's say whether it is required or optional, and what it is for. Input: the lines of the comment; output: what they say, nothing invented.
 * Both languages. Pure, total.
 */
import type { CellMapping } from '../../../../contract/grammar/cell.ts';
import { VARIABLE_TYPES } from '../../../../contract/grammar/words.ts';
import type { Scalar, VariableType } from '../../../../contract/model.ts';
import { scalarOf } from '../../draft/cell-facts.ts';
import { plain } from '../../heads/plain.ts';

export interface WrittenRule {
  readonly type?: VariableType;
  readonly secret?: boolean;
  readonly cell: CellMapping;
  readonly example?: string;
  /** The words that are no rule. */
  readonly about: readonly string[];
}

const TYPES: ReadonlySet<string> = new Set(VARIABLE_TYPES);

/** `undefined`: no line of it is one that Lockflight writes. */
export const lockflightRule = (comment: readonly string[]): WrittenRule | undefined => {
  const from = comment.findIndex((line) => TYPES.has(/^([a-z0-9-]+)(?:,|$)/.exec(line)?.[1] ?? ''));
  if (from === -1) return undefined;
  const rest = comment.slice(from).join(' ');
  const note = /(?:^| )(?:example|exemple) ?: (.*)$/.exec(rest);
  const phrases = phrasesOf((note === null ? rest : rest.slice(0, note.index)).trim());
  const type = phrases[0] as VariableType;
  const cell = Object.assign({}, ...phrases.slice(1).map((phrase) => phraseFacts(phrase, type))) as CellMapping;
  return {
    type,
    secret: phrases.includes('secret'),
    cell,
    ...(note?.[1] === undefined ? {} : { example: note[1].trim() }),
    about: comment.slice(0, from),
  };
};

/** Cut at the commas outside of code spans; a span that follows a list belongs to it: "host `a`, `b` or `c`" is one phrase. */
const phrasesOf = (text: string): readonly string[] => {
  const phrases: string[] = [];
  for (const part of text.match(/(?:`[^`]*`|[^,`])+/g) ?? []) {
    const said = part.trim();
    const before = phrases.at(-1);
    if (said === '') continue;
    if (before !== undefined && said.startsWith('`') && isList(before)) phrases.splice(-1, 1, `${before}, ${said}`);
    else phrases.push(said);
  }
  return phrases;
};

const isList = (phrase: string): boolean => /^(?:one of|parmi|scheme|schéma|host|hôte|port|never|jamais) /.test(phrase);

const spans = (phrase: string): readonly string[] => [...phrase.matchAll(/(`+) ?(.*?) ?\1/g)].map(([, , span = '']) => span);

const NEEDS: readonly (readonly [RegExp, NonNullable<CellMapping['need']>])[] = [
  [/^(?:required|requise?)$/, 'required'],
  [/^(?:optional|facultati(?:ve|f))$/, 'optional'],
  [/^(?:recommended|recommandée?)$/, 'recommended'],
  [/^(?:forbidden|interdite?)$/, 'forbidden'],
];

const phraseFacts = (phrase: string, type: VariableType): CellMapping => {
  const need = NEEDS.find(([words]) => words.test(phrase))?.[1];
  if (need !== undefined) return { need };
  const values = spans(phrase);
  const [value] = values;
  const number = Number(/-?\d+(?:\.\d+)?/.exec(phrase)?.[0]);
  const scalar = (each: string): Scalar => scalarOf(type, each);
  if (/^(?:test \(sandbox\) mode|test mode|mode test|live mode|mode live|sandbox mode|mode sandbox)/.test(phrase))
    return { mode: /live/.test(phrase) ? 'live' : 'test' };
  if (/ (?:characters|caractères)$/.test(phrase)) return lengthFacts(phrase);
  if (/^(?:at least|au moins) -?[\d.]+$/.test(phrase)) return { min: number };
  if (/^(?:at most|au plus) -?[\d.]+$/.test(phrase)) return { max: number };
  const between = /^(?:de )?(-?[\d.]+) (?:to|à) (-?[\d.]+)$/.exec(phrase);
  if (between !== null) return { min: Number(between[1]), max: Number(between[2]) };
  if (value === undefined) return {};
  if (/ (?:by default|par défaut)$/.test(phrase)) return { default: scalar(value) };
  if (/^(?:one of|parmi) /.test(phrase)) return { values: values.map(scalar) };
  if (/^(?:scheme|schéma) /.test(phrase)) return { scheme: values.length === 1 ? value : [...values] };
  if (/^(?:host|hôte) /.test(phrase)) return { host: values.length === 1 ? value : [...values] };
  if (/^port /.test(phrase)) return { port: values.map(Number) };
  if (/^(?:matches|de la forme) /.test(phrase)) return { matches: value };
  if (/^(?:never|jamais) /.test(phrase)) return { not: values.map(scalar) };
  if (/^(?:differs from|différente de) /.test(phrase)) return { 'differs-from': value };
  return /^(`+).*\1$/.test(phrase) && values.length === 1 ? { is: scalar(value) } : {};
};

const lengthFacts = (phrase: string): CellMapping => {
  const [first, second] = [...phrase.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  if (first === undefined) return {};
  if (second !== undefined) return { length: { min: first, max: second } };
  if (/^(?:at least|au moins)/.test(phrase)) return { length: { min: first } };
  return /^(?:at most|au plus)/.test(phrase) ? { length: { max: first } } : { length: first };
};

const REQUIRED =
  /(?<![\p{L}])(?<!not |non |if |n'est pas )(?:required|mandatory|must be set|obligatoire|requise?|erforderlich|obligatorio|必須|必填)(?![\p{L}])/u;
const OPTIONAL = /(?<![\p{L}])(?:optional|not required|facultati(?:f|ve)|optionnel(?:le)?|non requise?|opcional)(?![\p{L}])/u;

/** What a stranger's comment says: one word of need, when there is exactly one, and its words. */
export const looseRule = (comment: readonly string[]): WrittenRule => {
  const words = plain(comment.join(' '));
  const optional = OPTIONAL.test(words);
  const required = REQUIRED.test(words) && !/(?:required|requis|obligatoire) (?:if|when|for|only|in|si|pour|en)(?![\p{L}])/u.test(words);
  const about = comment.filter((line) => !/^[-=#*~_\s]{3,}|[-=#*~_]{3,}$|^https?:\/\/\S+$/.test(line));
  return { cell: optional === required ? {} : { need: optional ? 'optional' : 'required' }, about };
};
