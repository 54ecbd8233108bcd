/**
 * One cell of a matrix to what it says. Input: the cell as a reader sees it, the document's legend and footnotes; output: a `CellReading`.
 * Invariant: what is not understood stays in `words`, and is never turned into a rule. Total.
 */
import type { Need } from '../../../contract/model.ts';
import { plain } from '../heads/plain.ts';
import type { MarkdownCell } from '../markdown/document.ts';
import { readNotes } from './notes.ts';
import type { CellContext, CellReading } from './reading.ts';
import { looksLikeValue, readValueText } from './value.ts';
import {
  CAUTION,
  CROSS,
  DASH,
  EMPTY,
  FORBIDDEN,
  LIVE_MODE,
  OFF,
  ON,
  OPTIONAL,
  RECOMMENDED,
  REQUIRED,
  SAME,
  TEST_MODE,
  TICK,
  UNSURE,
} from './vocabulary.ts';

const MAX_CELL = 2000;

export const readCell = (cell: MarkdownCell, context: CellContext): CellReading => {
  const text = cell.text
    .slice(0, MAX_CELL)
    .replace(/(?<=[^\s*])[*†‡¹²³⁴]+$/u, '')
    .trim();
  if (text === '') return { unsaid: true };
  const beside = [text, ...cell.footnotes.map((id) => context.footnotes.get(id) ?? '')].join('\n');
  const notes = readNotes(beside);
  // `X` in "if `X`" is a variable, and no value.
  const named = [notes.when?.variable, ...(notes.differsFrom ?? [])];
  const codes = cell.codes.filter((code) => !named.some((name) => name !== undefined && (code === name || code.startsWith(`${name}=`))));
  return { ...readWhole(codes.length === cell.codes.length ? cell : { ...cell, codes }, text, context), ...notes };
};

const readWhole = (cell: MarkdownCell, text: string, context: CellContext): CellReading => {
  const said = plain(text);
  const sign = context.legend.get(said.replace(/\ufe0f/g, ''));
  if (sign !== undefined) return { need: sign };
  if (UNSURE.test(said)) return { unsure: true };
  if (cell.codes.length === 0) {
    if (DASH.test(text)) return { need: 'optional' };
    if (SAME.test(said)) return { same: sameAs(said), words: text };
  }
  if (TICK.test(said)) return { tick: true };
  if (CROSS.test(said)) return { tick: false };
  if (CAUTION.test(said)) return { need: 'recommended' };
  if (cell.codes.length > 0) return readCoded(cell, text, context);
  if (looksLikeValue(text)) return readValueText(text);
  return readWords(text, context);
};

/** "same as staging" names another column; a bare "same" means the one before. */
const sameAs = (said: string): { readonly as?: string } => {
  const as = /(?:as|que|de|a|au|en|like|comme|wie|come|=|with)\s+(?:en |in |l[ae]s? |the )?([\p{L}\p{N}-]{2,30})\.?$/u.exec(said)?.[1];
  return as === undefined || /^(?:above|left|before|here)$/.test(as) ? {} : { as };
};

/** A code span is a value; the words beside it say what part it plays. */
const readCoded = (cell: MarkdownCell, text: string, context: CellContext): CellReading => {
  const [first = ''] = cell.codes;
  const beside = plain(cell.words).replace(/^[\s:=,;/()[\].–—-]+|[\s:=,;/()[\].–—-]+$/gu, '');
  if (cell.codes.length > 1 && /^(?:or|ou|oder|o|или|または|或|또는|[\s/,|]|(?:or|ou|oder)\s*)*$/u.test(beside)) {
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
  if (/^(?:""|'')$/.test(first)) return { need: 'optional' };
  // `[REQUIRED]`, `optional` in code are still words of need; a value is what is left.
  const bare = plain(first);
  if (beside === '' && /^(?:required|optional|forbidden|recommended|requis|optionnel|obligatoire)$/.test(bare))
    return readWords(first, context);
  const value = readValueText(first);
  if (beside === '') return value;
  if (
    /^(?:by default|default|par defaut|defaut|standard|por defecto|padrao|predefinito|по умолчанию|デフォルト|既定|默认|기본)$/.test(beside)
  )
    return asRole(value, 'default');
  if (
    /^(?:e\.?g\.?|ex\.?|exemple|example|for example|par exemple|p\.? ?ex\.?|z\.? ?b\.?|such as|like|例|例えば|예|например)[.:,]?$/.test(
      beside,
    )
  )
    return asRole(value, 'example');
  const words = readWords(cell.words, context);
  const need = words.need === undefined ? {} : { need: words.need };
  const explains = /^\s*`?[^`(]*`?\s*\(/.test(text);
  if ('literal' in value && (explains || beside.length <= 24)) {
    return words.need === 'optional' || words.need === 'recommended'
      ? { ...asRole(value, 'example'), ...need }
      : { ...value, ...need, ...(/local|dev|default|defaut/.test(beside) ? asRole(value, 'default') : {}), words: text };
  }
  return { ...value, ...('literal' in value ? asRole(value, 'example') : {}), ...words, words: text };
};

const NEVER = ['never', 'not', 'nor', 'jamais', 'ni', 'sauf', 'except', 'nie', 'nunca'];

const asRole = (value: Partial<CellReading>, role: 'default' | 'example'): CellReading =>
  value.literal === undefined ? value : { ...value, literal: { ...value.literal, role } };

/** Words only. The first vocabulary that knows one of them decides; what they say besides is kept. */
export const readWords = (text: string, context: Pick<CellContext, 'legend'>): CellReading => {
  const said = plain(text);
  const signs = [...context.legend].find(([sign]) => sign.length <= 3 && !/[a-z0-9]/.test(sign) && said.includes(sign));
  const rest = said.split(/\s/).length > 1 ? { words: text } : {};
  const need = signs?.[1] ?? needOf(said);
  const whole = said.replace(/\s*\([^()]*\)/g, '').trim();
  const onOff = state(whole);
  const mode = modeOf(whole) ?? (onOff === undefined ? modeOf(said) : undefined);
  const restricted = /restr(?:eint|icted|ingid[oa]|itt)|allow-?list|limited|limite|eingeschrankt|制限|限制/.test(said)
    ? { restricted: true }
    : {};
  if (need === undefined && mode === undefined && onOff !== undefined) return { state: onOff, ...rest };
  const [lead = '', ...others] = said.split(/\s+/);
  if (need === undefined && mode === undefined && TICK.test(lead) && lead.length < 4 && !/[a-z]/.test(lead))
    return { ...readTick(true, others.join(' '), context), words: text };
  if (need === undefined && mode === undefined && CROSS.test(lead) && !/[a-z]/.test(lead))
    return { ...readTick(false, others.join(' '), context), words: text };
  if (need === undefined && mode === undefined && EMPTY.test(said)) return { need: 'optional', words: text };
  const plainly = need !== undefined || mode !== undefined ? whole.split(' ').length <= 2 && whole === said : false;
  return {
    ...(need === undefined ? {} : { need }),
    ...(mode === undefined ? {} : { mode }),
    ...(onOff === undefined ? {} : { state: onOff }),
    ...restricted,
    ...(plainly ? {} : { words: text }),
  };
};

/** A tick with words: the words, where they say a need or a value, else the tick. */
const readTick = (tick: boolean, words: string, context: Pick<CellContext, 'legend'>): CellReading => {
  const inner = words === '' ? {} : readWords(words, context);
  return inner.need === undefined && inner.mode === undefined && inner.state === undefined ? { tick } : inner;
};

const modeOf = (said: string): 'test' | 'live' | undefined => (LIVE_MODE.test(said) ? 'live' : TEST_MODE.test(said) ? 'test' : undefined);

const state = (said: string): 'on' | 'off' | undefined => {
  const short = said.split(' ').length <= 3;
  if (short && OFF.test(said)) return 'off';
  return short && ON.test(said) ? 'on' : undefined;
};

export const needOf = (said: string): Need | undefined => {
  if (FORBIDDEN.test(said)) return 'forbidden';
  if (OPTIONAL.test(said)) return 'optional';
  if (RECOMMENDED.test(said)) return 'recommended';
  return REQUIRED.test(said) ? 'required' : undefined;
};
