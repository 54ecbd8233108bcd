/**
 * A cell with code in it. Code that opens the cell, or follows a word for a need or a default, is its value; code inside a sentence is a mention, and
 * only its shape counts. Input: the cell and its text; output: a `CellReading`. Invariant: words that explain a value never forbid it. Total.
 */
import { plain } from '../heads/plain.ts';
import type { MarkdownCell } from '../markdown/document.ts';
import { needOf, readWords } from './read-words.ts';
import type { CellContext, CellReading } from './reading.ts';
import { looksLikeValue, readValueText } from './value.ts';
import { EMPTY } from './vocabulary.ts';

const NEVER = ['never', 'not', 'nor', 'jamais', 'ni', 'sauf', 'except', 'nie', 'nunca'];

const OR = '(?:or|ou|oder|o|или|または|或|또는)';
const ONLY_OR = new RegExp(`^(?:${OR}|[\\s/,|])*$`, 'u');
const ENDS_IN_OR = new RegExp(`^(.*)\\s${OR}$`, 'u');
const BEGINS_WITH_OR = new RegExp(`^\\W*${OR}\\s`, 'u');
const DEFAULT =
  /(?<!\p{L})(?:by default|defaults?(?: to)?|par defaut|defaut|standard(?:wert)?|por defecto|padrao|predefinit[oa]|по умолчанию)(?!\p{L})|デフォルト|既定|默认|기본/u;
const EXAMPLE =
  /^(?:e\.?g\.?|ex\.?|exemple|example|for example|par exemple|p\.? ?ex\.?|z\.? ?b\.?|such as|like|例|例えば|예|например)[.:,]?$/;
/** Words after which code is the value: "always `true`", "set to `x`". */
const LEADS =
  /(?:^|\s)(?:always|only|toujours|immer|siempre|sempre|must be|set(?: to)?|should be|is|use|value|valeur|valor|wert|est|vaut|ist|es|prefer(?:ably|ir)?|de preference|currently|fixed|fixe)$/;
const NOT = /^(?:not|non|pas|no|nicht|nao|niet|le|la|the|is|est|es|ist)$/;
/** What goes on after a value, without being a part of a sentence that it stands in. */
const GOES_ON =
  /^(?:[^\p{L}\p{N}\s]|(?:in|on|for|if|unless|when|after|under|only|always|by|per|via|sauf|si|en|pour|apres|par|seulement|uniquement|bei|fur|nur|para|con|solo|se|при|для|or|ou|oder|locally|everywhere)(?!\p{L}))/u;

export const readCoded = (written: MarkdownCell, text: string, context: CellContext): CellReading => {
  const cell = withoutAside(written, text);
  const [first = ''] = cell.codes;
  const beside = plain(cell.words).replace(/^[\s:=,;/()[\].–—-]+|[\s:=,;/()[\].–—-]+$/gu, '');
  if (cell.codes.length > 1 && ONLY_OR.test(beside)) {
    const values = cell.codes.filter((code) => !/^(?:""|''|empty|vide)$/.test(code));
    return values.length > 1 && values.every((value) => 'literal' in readValueText(value)) ? { values } : { need: 'required', words: text };
  }
  const refused = cell.codes.filter((code) => NEVER.some((never) => text.includes(`${never} ${code}`)));
  if (refused.length > 0) {
    // "never `0.0.0.0/0`" refuses a value, and not the variable.
    const rest = refused.reduce((words, code) => NEVER.reduce((said, never) => said.replaceAll(`${never} ${code}`, ' '), words), text);
    const open = refused.some((code) => /^(?:0\.0\.0\.0|::)\/0$/.test(code)) ? { restricted: true } : {};
    return { ...readWords(rest.trim(), context), ...open, words: text };
  }
  if (cell.codes.length > 1) return { ...readWords(text, context), words: text };
  if (/^(?:""|''|None|nil|undefined|null|NULL|unset|empty|vide|leer|vacio)$/.test(first) && beside === '')
    return { need: 'optional', words: first };
  if (/^(?:""|'')$/.test(first)) return { need: 'optional' };
  // `[REQUIRED]`, `optional` in code are still words of need; a value is what is left.
  if (beside === '' && /^(?:required|optional|forbidden|recommended|requis|optionnel|obligatoire)$/.test(plain(first)))
    return readWords(first, context);
  return beside === '' ? readValueText(first) : readBeside(cell, text, first, beside, context);
};

/** "`a` (`.env`, or so)": code in brackets after the first explains it, and is no second value. */
const withoutAside = (cell: MarkdownCell, text: string): MarkdownCell => {
  const [first = '', ...others] = cell.codes;
  const outside = text.replace(/\([^()]*\)/g, ' ');
  return others.length > 0 && outside.includes(first) && others.every((code) => !outside.includes(code))
    ? { ...cell, codes: [first] }
    : cell;
};

/** One code span with words around it. */
const readBeside = (cell: MarkdownCell, text: string, first: string, beside: string, context: CellContext): CellReading => {
  const value = readValueText(first);
  const at = text.indexOf(first);
  const before = plain(text.slice(0, at)).replace(/[\s:=,;(["'*-]+$/u, '');
  const after = plain(text.slice(at + first.length));
  const need = needOf(plain(cell.words.replace(/\([^()]*\)/g, ' ')));
  const stated = need === undefined || need === 'forbidden' ? {} : { need };
  if (EXAMPLE.test(beside)) return asRole(value, 'example');
  const isDefault = DEFAULT.test(before) || DEFAULT.test(opening(after));
  if (isDefault) return { ...asRole(value, 'default'), ...stated, ...(beside.length > 24 ? { words: text } : {}) };
  const orEmpty = ENDS_IN_OR.exec(before)?.[1];
  if ('literal' in value && orEmpty !== undefined && (EMPTY.test(orEmpty) || orEmpty === 'absent') && orEmpty.split(' ').length < 4)
    return { ...value, need: 'optional', words: text };
  if (isMention(before, after, first)) {
    const { mode: _, ...words } = readWords(cell.words, context);
    return { ...words, ...('literal' in value ? modeIn(cell, context) : value), ...stated, words: text };
  }
  if (!('literal' in value)) return { ...modeIn(cell, context), ...readUnsaid(need), ...value, ...stated, words: text };
  if (BEGINS_WITH_OR.test(after) && EMPTY.test(after)) return { ...value, need: 'optional', words: text };
  const soft = [need, needOf(opening(after))].find((each) => each === 'optional' || each === 'recommended');
  const short = opening(after).split(' ').length <= 6;
  if (soft !== undefined && short)
    return { ...asRole(value, soft === 'optional' ? 'default' : 'example'), need: soft, advised: true, words: text };
  return {
    ...value,
    ...(need === 'required' ? stated : {}),
    ...(/(?<!\p{L})(?:local\p{L}*|dev\p{L}*)(?!\p{L})/u.test(opening(after)) ? asRole(value, 'default') : {}),
    words: text,
  };
};

const readUnsaid = (need: CellReading['need']): CellReading => (need === undefined ? {} : { need });

/** The mode that the words say, where the code says none. */
const modeIn = (cell: MarkdownCell, context: CellContext): CellReading => {
  const { mode } = readWords(cell.words, context);
  return mode === undefined ? {} : { mode };
};

/** The first clause after a value: what is said of it. */
const opening = (after: string): string =>
  (/^\W*\(([^()]*)\)/u.exec(after)?.[1] ?? after.replace(/^[^\p{L}\p{N}]+/u, '').split(/[.;—–]/)[0] ?? '').trim();

/** Is the code part of a sentence, or a command? */
const isMention = (before: string, after: string, code: string): boolean => {
  if (
    !LEADS.test(before) &&
    before.split(/[\s:,;.(—–-]+/).some((word) => /\p{L}/u.test(word) && needOf(word) === undefined && !NOT.test(word))
  )
    return true;
  if (after.trim() === '' || GOES_ON.test(after.trim())) return false;
  return !looksLikeValue(code);
};

const asRole = (value: Partial<CellReading>, role: 'default' | 'example'): CellReading =>
  value.literal === undefined ? value : { ...value, literal: { ...value.literal, role } };
