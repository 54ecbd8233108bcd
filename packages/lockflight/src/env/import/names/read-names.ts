/**
 * The first cell of a matrix' row: which variables it speaks of. Several names, `{A,B}`, `_PORT` after `DB_HOST`, wildcards, "and its keys", marks
 * of a secret or of an obligation. Input: a cell; output: names as written, and the words that were not understood. Total.
 */
import type { Need } from '../../../contract/model.ts';
import { plain, wordsOf } from '../heads/plain.ts';
import type { MarkdownCell } from '../markdown/document.ts';

/** `SMTP_*` is a prefix, `*_STAGING` a suffix. */
export interface Wildcard {
  readonly prefix: string;
  readonly suffix: string;
}

export interface NamesCell {
  readonly names: readonly string[];
  readonly wildcards: readonly Wildcard[];
  /** `SMS_PROVIDER` "and its keys": the family `SMS_`. */
  readonly family: string | undefined;
  /** "A or B": any one will do. */
  readonly anyOne: boolean;
  readonly secret: boolean;
  readonly deprecated: boolean;
  readonly need: Need | undefined;
  /** The names that stand in code: a word in capitals that is no name stands elsewhere. */
  readonly coded: readonly string[];
  /** The cell as a reader sees it, on one line. */
  readonly written: string;
  /** What was not understood: a cell with many such words is no cell of names. */
  readonly rest: string;
}

const NAME = /^[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)*$/;
/** `Auth__Mode`: how .NET spells a path of its settings. */
const PATH = /^[A-Za-z][A-Za-z0-9]*(?:__[A-Za-z0-9]+)+$/;
const LOOSE = /^[A-Za-z_][A-Za-z0-9_]{1,127}$/;
const MAX_NAMES = 100;

/** SCREAMING_SNAKE with at least one underscore: what hardly anything but a variable is called. */
export const isStrongName = (name: string): boolean => name.includes('_') && (NAME.test(name) || PATH.test(name)) && name.length <= 128;
/** One word in capitals: `PORT`, but also `POST`, `RAM`, `SSO`. */
export const isWeakName = (name: string): boolean => !name.includes('_') && /^[A-Z][A-Z0-9]{1,40}$/.test(name);

const CONNECTIVES =
  /^(?:and|et|und|y|e|or|ou|oder|o|en|и|или|と|和|및|plus|its|ses|les|the|sa|son|keys?|cles?|schlussel|claves?|chiavi|\p{N})$/u;
const FAMILY =
  /(?<![\p{L}])(?:(?:its |ses |les |the |related |associated )?(?:keys?|cles?|credentials?|schlussel|claves?|chiavi|chaves?|ключ\p{L}*|secrets?|family|famille)|キー|密钥|키)(?![\p{L}])/u;
/** "Secret `DB_PASSWORD`": what the name is, said before it. */
const KIND = /^[^\p{L}]*(?:secrets?|variables?|vars?|keys?|cles?|env(?: var)?)(?![\p{L}])/u;
export const SECRET_KIND = /^[^\p{L}]*secrets?:? /u;
const OPTIONAL = /^\(?(?:optional|optionnel(?:le)?|facultatif|facultative|opt|opcional|任意|可选|선택)\)?$/;
const REQUIRED = /^\(?(?:required|requise?|obligatoire|mandatory|必須|必填|필수)\)?$/;

/** Lines of a cell that begin with a name; what stands on other lines explains, and names nothing. */
const nameLines = (cell: MarkdownCell): MarkdownCell => {
  const lines = cell.text.slice(0, 5000).split('\n');
  const kept = lines.filter(
    (line, at) => at === 0 || /^[^\p{L}\p{N}]*(?:[A-Z][A-Z0-9]*_[A-Z0-9_*]+|[A-Z][A-Z0-9]+[^\p{L}\p{N}]*$)/u.test(line.trim()),
  );
  if (lines.length === 1 || kept.length === 0 || kept.length === lines.length) return cell;
  const text = kept.join('\n');
  const codes = cell.codes.filter((code) => text.includes(code));
  return { ...cell, text, codes, words: codes.reduce((words, code) => words.replace(code, ' '), text) };
};

export const readNames = (written: MarkdownCell): NamesCell => {
  const cell = nameLines(written);
  const found: string[] = [];
  const wildcards: Wildcard[] = [];
  const left: string[] = [];
  const coded: string[] = [];
  const tokens = tokensOf(cell);
  for (const token of tokens.slice(0, 400)) {
    for (const each of expanded(token.text)) {
      const wildcard = wildcardOf(each);
      const name = nameOf(each, token.inCode, found.at(-1));
      if (wildcard !== undefined) wildcards.push(wildcard);
      else if (name !== undefined && found.length < MAX_NAMES) {
        found.push(name);
        if (token.inCode) coded.push(name);
      } else left.push(each);
    }
  }
  const words = left.join(' ');
  const said = plain(words);
  const brackets = [...said.matchAll(/\(([^()]*)\)/g)].map(([, inside = '']) => inside);
  const outside = said.replace(/\([^()]*\)/g, ' ');
  const rest = wordsOf(outside.replace(FAMILY, ' '))
    .split(' ')
    .filter((word) => word !== '' && !CONNECTIVES.test(word) && !OPTIONAL.test(word) && !REQUIRED.test(word))
    .join(' ');
  const marks = [...brackets, ...wordsOf(outside).split(' ')];
  // "HTTPS redirect", "API token": a word in capitals among others is a word.
  const names = [...new Set(rest === '' ? found : found.filter((name) => !isWeakName(name)))];
  return {
    names,
    wildcards,
    family:
      names.length > 0 && FAMILY.test(KIND.test(plain(cell.text)) ? said.replace(KIND, '') : said) ? familyOf(names[0] ?? '') : undefined,
    anyOne: names.length > 1 && /(?<![\p{L}])(?:or|ou|oder|または|或)(?![\p{L}])/u.test(said),
    secret:
      /🔒|🔑|🔐/u.test(cell.text) ||
      SECRET_KIND.test(plain(cell.text)) ||
      brackets.some((inside) => /^(?:secret|sensitive|sensible)$/.test(inside)),
    deprecated: /~~/.test(cell.text) || marks.some((mark) => /^(?:deprecated|obsolete|depreciee?|veraltet|obsoleto)$/.test(mark)),
    coded,
    written: written.text.replace(/\s+/g, ' ').trim().slice(0, 200),
    need: marks.some((mark) => OPTIONAL.test(mark)) ? 'optional' : marks.some((mark) => REQUIRED.test(mark)) ? 'required' : undefined,
    rest,
  };
};

interface Token {
  readonly text: string;
  readonly inCode: boolean;
}

/** Code spans first, cut at what separates names; then the words around them. */
const tokensOf = (cell: MarkdownCell): readonly Token[] => [
  ...cell.codes.flatMap((code) => cut(code).map((text) => ({ text, inCode: true }))),
  ...cut(cell.words.replaceAll('~~', ' ')).map((text) => ({ text, inCode: false })),
];

const cut = (text: string): readonly string[] =>
  text
    .slice(0, 5000)
    .split(/(?:\s*[,;|\n/、・]\s*(?![^{]*\})|\s+)/)
    .filter((part) => part !== '');

/** `DB_{HOST,PORT}` is two names. */
const expanded = (text: string): readonly string[] => {
  const braces = /^([A-Z0-9_]*)\{([A-Z0-9_,|]+)\}([A-Z0-9_]*)$/.exec(text.replaceAll(/\s/g, ''));
  if (braces === null) return [text];
  const [, before = '', inside = '', after = ''] = braces;
  return inside
    .split(/[,|]/)
    .filter((part) => part !== '')
    .map((part) => `${before}${part}${after}`);
};

const wildcardOf = (text: string): Wildcard | undefined => {
  const bare = text.replace(/^[$]?\{?/, '').replace(/\}?$/, '');
  const found = /^([A-Z][A-Z0-9_]*_)?(?:\*|…|\.\.\.|X{2,4}|<[^<>]*>|\[[^[\]]*\])(_[A-Z0-9_]*)?$/.exec(bare);
  const [, prefix = '', suffix = ''] = found ?? [];
  return found === null || (prefix === '' && suffix === '') ? undefined : { prefix, suffix };
};

/** `MAIL_FROM` / `TO`: what a name ends with, and no variable of its own. */
const LAST_WORD = /^(?:FROM|TO|CC|BCC|USER|USERNAME|PASS|PASSWORD|KEY|SECRET|TOKEN|ID|NAME|URL|URI|REGION|BUCKET|MIN|MAX)$/;

/** The variable that this token names; `_PORT` after `DB_HOST` is `DB_PORT`. */
const nameOf = (token: string, inCode: boolean, before: string | undefined): string | undefined => {
  const bare = token
    .replace(/^(?:process\.env\.|import\.meta\.env\.|env\.|secrets\.|vars\.)/, '')
    .replace(/^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/, '$1')
    .replace(/^([A-Za-z_][A-Za-z0-9_]*)=.*$/, '$1')
    .replace(/^["'([]+|["')\]:.*†‡¹²³]+$/g, '');
  if (/^_[A-Z0-9]+(?:_[A-Z0-9]+)*$/.test(bare) && before?.includes('_')) {
    return `${before.slice(0, before.lastIndexOf('_'))}${bare}`;
  }
  if (LAST_WORD.test(bare) && before?.includes('_')) return `${before.slice(0, before.lastIndexOf('_'))}_${bare}`;
  if (isStrongName(bare) || isWeakName(bare)) return bare;
  const oddlyCased = inCode && LOOSE.test(bare) && bare.includes('_') && /[A-Z]/.test(bare);
  return oddlyCased ? bare : undefined;
};

const familyOf = (name: string): string | undefined => {
  const at = name.lastIndexOf('_');
  return at > 0 ? name.slice(0, at + 1) : undefined;
};
