/**
 * The judge of the compiled validator: env/judge.ts and its rules once more, over the table, as TypeScript text. It runs only after the straight line said no,
 * so it is small rather than fast. Parts that a contract has no use for are left out by their names (see assemble.ts).
 *
 * A finding is `[gravity, message, fix, mild]`; gravity is the index in CODES. Messages quote the contract, never a value.
 */
import { ISSUE_ORDER } from '../issue.ts';
import { type Plan, words } from './plan.ts';
import { literal } from './literal.ts';
import type { Snippets } from './readers.ts';

export interface Uses {
  readonly hosts: boolean;
  readonly modes: boolean;
  readonly exposed: boolean;
  readonly groups: boolean;
  readonly conditions: boolean;
  readonly differs: boolean;
  readonly deprecated: boolean;
  readonly lists: boolean;
  readonly ports: boolean;
  readonly blocks: boolean;
}

/** Codes in use, gravest first: those of the interpreter, then the one that only a running process can meet. */
export const CODES = [...ISSUE_ORDER.filter((code) => code !== 'undeclared'), 'unknown-environment'];
const gravity = (code: (typeof CODES)[number]): number => CODES.indexOf(code);

export const RULE_TYPES = `type Scalar = string | number | boolean;
type When = readonly (Scalar | When)[];
type Finding = readonly [number, string, string, boolean?];
interface ParsedUrl {
  readonly href: string;
  readonly protocol: string;
  readonly username: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly searchParams: { getAll(name: string): string[] };
}
interface Type {
  readonly type: string;
  readonly read: (t: string) => unknown;
  readonly why: string;
  readonly hosts?: (t: string) => readonly string[];
  readonly spelling?: (t: string) => string | undefined;
  readonly tells?: boolean;
}
interface Cell {
  readonly mode?: 'test' | 'live';
  readonly is?: Scalar;
  readonly def?: Scalar;
  readonly scheme?: readonly string[];
  readonly host?: readonly string[];
  readonly port?: readonly number[];
  readonly values?: readonly Scalar[];
  readonly not?: readonly Scalar[];
  readonly matches?: RegExp;
  readonly min?: number;
  readonly max?: number;
  readonly size?: readonly number[];
  readonly differs?: readonly number[];
  readonly when?: readonly When[];
}
interface More extends Cell {
  readonly secret?: boolean;
  readonly exposed?: boolean;
  readonly phases?: number;
  readonly test?: RegExp;
  readonly live?: RegExp;
  readonly use?: string;
  readonly example?: string;
  readonly in?: readonly Cell[];
}
type Row = readonly [Type, number | readonly number[], string, More?];
interface Rule extends Type, More {
  readonly name: string;
  readonly line: number;
  /** 0 forbidden, 1 optional, 2 recommended, 3 required. */
  readonly need: number;
}
type Texts = readonly (string | undefined)[];`;

/** Every declaration of the judge by its name. */
export const judgeSnippets = (plan: Plan, uses: Uses): Snippets => {
  const say = (en: string, fr: string): string => literal(words(plan, { en, fr }));
  const where = 'ENVIRONMENTS[e]';
  const when = (used: boolean, code: string): string => (used ? code : '');
  const production = plan.environments.map(({ kind }) => (kind === 'production' ? 1 : 0));
  return {
    platform: `const platform = globalThis as unknown as {
  readonly process?: { readonly env?: Source };
  readonly console?: { warn(text: string): void };
  readonly URL: new (text: string) => ParsedUrl;
};`,
    CODES: `const CODES = ${literal(CODES.join(' '))}.split(' ');`,
    match: 'const match = (pattern: RegExp, t: string): boolean => pattern.test(t.length > 16384 ? t.slice(0, 16384) : t);',
    size: 'const size = (t: string): number => Array.from(t).length;',
    SECRET: String.raw`const SECRET = /^(?:whsec_|[sr]k_(?:test|live)_)|PRIVATE KEY-----/;`,
    STALE: String.raw`const STALE =
  /(?:change|replace)[-_ ]?(?:me|this)|^(?:todo|tbd|fixme|placeholder)$|^your[-_ ]|^<[^<>]*>$|(?:^|[^a-z0-9])x{3,}$/i;`,
    stale: 'const stale = (t: string): boolean => STALE.test(t.slice(0, 2048));',
    // Most texts are cleared by one look at each character: "nge" and "pla" are in every long placeholder.
    fresh: String.raw`const fresh = (t: string): boolean => {
  const n = t.length;
  const first = t.charCodeAt(0) | 32;
  if (n < 6 || n === 11 || n > 2048 || first === 121 || first === 60 || (t.charCodeAt(n - 1) | 32) === 120) return !stale(t);
  for (let i = 2; i < n; i++) {
    const c = t.charCodeAt(i) | 32;
    if (c === 103 ? (t.charCodeAt(i - 1) | 32) === 110 && (t.charCodeAt(i + 1) | 32) === 101 : c === 112 && (t.charCodeAt(i + 1) | 32) === 108 && (t.charCodeAt(i + 2) | 32) === 97) return !stale(t);
  }
  return true;
};`,
    glob: `const glob = (pattern: string, host: string): boolean => {
  const parts = pattern.split('*');
  const last = parts.pop() ?? '';
  let at = 0;
  const found = parts.every((part, i) => {
    const k = i > 0 ? host.indexOf(part, at) : host.startsWith(part) ? 0 : -1;
    at = k + part.length;
    return k >= 0;
  });
  return parts.length === 0 ? host === last : found && host.length - at >= last.length && host.endsWith(last);
};`,
    apart: `const apart = (a: string, b: string): boolean => {
  const left = plain(a);
  const right = plain(b);
  return left && right && left !== right ? true : a !== b && hrefOf(a) !== hrefOf(b);
};`,
    same: `const same = (rule: Type, t: string, wanted: Scalar): boolean => {
  const spell = rule.spelling ?? rule.read;
  const spelt = spell(t);
  return t === String(wanted) || (spelt !== undefined && JSON.stringify(spelt) === JSON.stringify(spell(String(wanted))));
};`,
    either: `const either = (list: readonly Scalar[], and = ${say(' or ', ' ou ')}): string =>
  list.length < 2 ? list.join('') : list.slice(0, -1).join(', ') + and + list[list.length - 1];`,
    rulesOf: `const rulesOf = (names: readonly string[], e: number): readonly Rule[] =>
  rows().map(([type, line, needs, more], i) => ({
    ...type,
    ...more,
    ...more?.in?.[e],
    name: names[i] ?? '',
    line: typeof line === 'number' ? line : line[e] ?? 0,
    need: Number(needs[e]),
  }));`,
    holds: `const holds = (when: When, rules: readonly Rule[], texts: Texts): boolean => {
  const [kind, first, ...rest] = when;
  if (kind === 1) return !holds(first as When, rules, texts);
  if (kind === 2) return when.slice(1).every((each) => holds(each as When, rules, texts));
  if (kind === 3) return when.slice(1).some((each) => holds(each as When, rules, texts));
  const rule = rules[first as number];
  const t = texts[first as number] ?? (rule?.def === undefined ? undefined : String(rule.def));
  return t !== undefined && rest.some((word) => (rule ? same(rule, t, word as Scalar) : t === String(word)));
};`,
    hostsIn: 'const hostsIn = (rule: Rule, t: string): readonly string[] => rule.hosts?.(t) ?? [];',
    names: String.raw`const names = (rule: Rule, host: string): boolean => (rule.host ?? []).some((pattern) => /[^*.]/.test(pattern) && glob(pattern, host));`,
    accepts: `const accepts = (rule: Rule, hosts: readonly string[]): boolean =>
  !rule.host || (hosts.length > 0 && hosts.every((host) => rule.host?.some((pattern) => glob(pattern, host))));`,
    isExactly: 'const isExactly = (rule: Rule, t: string): boolean => rule.is !== undefined && rule.tells === true && same(rule, t, rule.is);',
    claims: `const claims = (rule: Rule, t: string): boolean =>
  rule.need > 0 && (isExactly(rule, t) || hostsIn(rule, t).some((host) => names(rule, host)));`,
    claimant: `const claimant = (labels: readonly string[], e: number, i: number, own: Rule, t: string): number => {
  const theirs = hostsIn(own, t).filter((host) => !names(own, host));
  return ENVIRONMENTS.findIndex((_, k) => {
    const rule = k === e ? undefined : rulesOf(labels, k)[i];
    return rule !== undefined && rule.need > 0 && (isExactly(rule, t) || theirs.some((host) => names(rule, host)));
  });
};`,
    home: `const home = (labels: readonly string[], e: number, i: number, rule: Rule, t: string): number => {
  const hosts = hostsIn(rule, t);
  const accepted = accepts(rule, hosts);
  if (accepted && claims(rule, t)) return -1;
  const scheme = rule.type === 'url' && rule.scheme ? parts(t)?.scheme : undefined;
  const refused =
    !accepted || (rule.is !== undefined && rule.tells && !isExactly(rule, t)) || (scheme !== undefined && !rule.scheme?.includes(scheme));
  return refused ? claimant(labels, e, i, rule, t) : -1;
};`,
    foreign: `const foreign = (labels: readonly string[], e: number, i: number, rule: Rule, t: string): Finding | undefined => {${when(
      uses.modes,
      `
  if (rule.live && rule.mode !== 'live' && match(rule.live, t)) {
    const elsewhere = ENVIRONMENTS.some((_, k) => k !== e && rulesOf(labels, k)[i]?.mode === 'live');
    if (elsewhere || rule.mode || ![${production.join(', ')}][e]) return [${gravity('foreign-value')}, rule.mode ? ${say(
      'a live value where test is required',
      'une valeur live là où test est exigé',
    )} : ${say('a live value, and not a live environment: ', "une valeur live, et l'environnement n'est pas live : ")} + ${where}, ${say(
      'put a test value of ',
      'mettez ici une valeur de test de ',
    )} + rule.name + ${say(
      ' here, and renew the live one if others could read it',
      ", et renouvelez la valeur live si d'autres ont pu la lire",
    )}];
  }`,
    )}
${when(
    uses.hosts,
    `
  const k = home(labels, e, i, rule, t);
  if (k >= 0) return [${gravity('foreign-value')}, (hostsIn(rule, t).length > 0 ? ${say('its host belongs to ', 'son hôte appartient à ')} : ${say('this value belongs to ', 'cette valeur appartient à ')}) + ENVIRONMENTS[k], ${say('put here the value of ', 'mettez ici la valeur de ')} + rule.name + ${say(
    ' that belongs to ',
    ' propre à ',
  )} + ${where}];`,
  )}
  return undefined;
};`,
    exposed: `const exposed = (rules: readonly Rule[], texts: Texts, rule: Rule, t: string): Finding | undefined => {
  const twin = t.length < 8 ? undefined : rules.find((other, k) => other.secret && other.name !== rule.name && texts[k] === t);
  if (!rule.secret && !twin && !SECRET.test(t)) return undefined;
  return [${gravity('client-secret')}, twin ? ${say('shipped to browsers, and holds the secret of ', 'part aux navigateurs, et porte le secret de ')} + twin.name : ${say(
    'a secret in a variable that is shipped to browsers',
    'un secret dans une variable envoyée aux navigateurs',
  )}, ${say(
    'keep the secret on the server, and renew it if a build was published',
    'gardez le secret côté serveur, et renouvelez-le si une version a été publiée',
  )}];
};`,
    broken: `const broken = (rule: Rule, t: string, value: unknown): string | undefined => {
  const must = ${say('must be ', 'doit être ')};
  const hidden = (list: readonly Scalar[]): string => (rule.secret ? ${say('what the contract names', 'ce que le contrat nomme')} : either(list));
  const { is, scheme, host, values, not, matches, min, max, size: [low = 0, high = Infinity] = [] } = rule;
  if (is !== undefined && !same(rule, t, is)) return must + hidden([is]);${when(
    uses.hosts,
    `
  if (scheme && !scheme.includes(parts(t)?.scheme ?? '')) return ${say('its scheme must be ', 'son schéma doit être ')} + either(scheme);
  if (host && !accepts(rule, hostsIn(rule, t))) return ${say('its host must be ', 'son hôte doit être ')} + either(host);`,
  )}${when(
    uses.ports,
    `
  if (rule.port) {
    const ports = rule.type === 'port' ? [Number(value)] : portsOf(t);
    if (ports.length === 0 || !ports.every((port) => rule.port?.includes(port))) return ${say('its port must be ', 'son port doit être ')} + either(rule.port);
  }`,
  )}
  const items = ${uses.lists ? "/list$/.test(rule.type) ? (value as readonly string[]) : [t]" : '[t]'};
  const fits = (item: string, word: Scalar): boolean => ${uses.lists ? "rule.type === 'list' ? item === String(word) : " : ''}same(rule, item, word);
  if (values && !items.every((item) => values.some((word) => fits(item, word)))) return must + hidden(values);
  const refused = not?.find((word) => items.some((item) => fits(item, word)));
  if (refused !== undefined) return rule.secret ? ${say('a value that the contract refuses here', 'une valeur que le contrat refuse ici')} : ${say(
    'must not be ',
    'ne doit pas être ',
  )} + refused;
  if (matches && !match(matches, t)) return ${say('does not have the form that the contract asks', "n'a pas la forme que le contrat demande")};
  const measured = Array.isArray(value) ? value.length : value;
  if (typeof measured === 'number') {
    if (min !== undefined && measured < min) return ${say('must be at least ', 'doit valoir au moins ')} + min;
    if (max !== undefined && measured > max) return ${say('must be at most ', 'doit valoir au plus ')} + max;
  }
  if (!rule.size || (size(t) >= low && size(t) <= high)) return undefined;
  return ${say('its length must be ', 'sa longueur doit être ')} + (low === high ? low : high < Infinity ? low + ${say(' to ', ' à ')} + high : low + ${say(
    ' or more',
    ' ou plus',
  )}) + ${say(' characters', ' caractères')};
};`,
    check: `const check = (labels: readonly string[], e: number, i: number, rules: readonly Rule[], texts: Texts, phase: number): Finding | undefined => {
  const rule = rules[i] as Rule;
  const t = texts[i];
  const { name, need } = rule;
  if (t === undefined) {
    if (rule.def !== undefined || need < 2 || ((rule.phases ?? 14) & phase) === 0) return undefined;
    const hint = rule.example !== undefined && !rule.secret ? ${say(', e.g. ', ', par exemple ')} + rule.example : '';
    return [${gravity('missing')}, need < 3 ? ${say('recommended, not set', 'recommandée, non définie')} : ${say('required in ', 'obligatoire dans ')} + ${where}, ${say(
      'set ',
      'définissez ',
    )} + name + hint, need < 3];
  }
${when(
    uses.hosts || uses.modes,
    `  const theirs = foreign(labels, e, i, rule, t);
  if (theirs) return theirs;
`,
  )}${when(
    uses.exposed,
    `  const shown = rule.exposed ? exposed(rules, texts, rule, t) : undefined;
  if (shown) return shown;
`,
  )}  if (need === 0) return [${gravity('forbidden')}, ${say('must not be set in ', 'ne doit pas être définie dans ')} + ${where}, ${say('remove ', 'retirez ')} + name];${when(
    uses.blocks,
    `
  if (BLOCKS[e] && ![rule.is, rule.def, ...(rule.values ?? [])].some((word) => word !== undefined && same(rule, t, word))) {
    const sample = rule.secret && rule.example === t;
    if (sample || stale(t)) return [${gravity('placeholder')}, sample ? ${say("still the sample's own value", "encore la valeur de l'exemple")} : ${say(
      'still a placeholder',
      'encore une valeur à remplacer',
    )}, ${say('give its real value to ', 'donnez sa vraie valeur à ')} + name];
  }`,
  )}
  const value = rule.read(t);
  if (value === undefined) return [${gravity('invalid')}, rule.why, ${say('give a value of type ', 'donnez une valeur du type ')} + rule.type + ${say(' to ', ' à ')} + name];${when(
    uses.modes,
    `
  const { mode } = rule;
  const own = mode && rule[mode];
  const other = mode && rule[mode === 'live' ? 'test' : 'live'];
  if ((other && match(other, t)) || (own && !match(own, t))) return [${gravity('wrong-mode')}, mode === 'live' ? ${say(
    'not a live value, and live is required',
    "n'est pas une valeur live, alors que live est exigé",
  )} : ${say('not a test value, and test is required', "n'est pas une valeur de test, alors que test est exigé")}, ${say(
    'put here a value of this mode: ',
    'mettez ici une valeur de ce mode : ',
  )} + mode];`,
  )}
  const message = broken(rule, t, value);
  if (message !== undefined) return [${gravity('invalid')}, message, ${say('correct ', 'corrigez ')} + name];${when(
    uses.differs,
    `
  const twin = rule.differs?.find((k) => texts[k] !== undefined && same(rule, t, texts[k] ?? ''));
  if (twin !== undefined) return [${gravity('not-distinct')}, ${say('the same value as ', 'la même valeur que ')} + labels[twin], ${say(
    'give a value of its own to ',
    'donnez sa propre valeur à ',
  )} + name];`,
  )}${when(
    uses.deprecated,
    `
  if (rule.use !== undefined) return [${gravity('deprecated')}, ${say('deprecated', 'obsolète')} + (rule.use && ${say(': its place is taken by ', ' : remplacée par ')} + rule.use), ${say(
    'remove ',
    'retirez ',
  )} + name, true];`,
  )}
  return undefined;
};`,
    team: `const team = (rules: readonly Rule[], texts: Texts, judged: readonly boolean[], found: readonly (Finding | undefined)[], group: (typeof teams)[number], e: number, phase: number): readonly [number, Finding] | undefined => {
  const [name, kind, all, needs] = group;
  const need = Number(needs[e]);
  const members = all.filter((i) => judged[i] && (rules[i]?.need ?? 0) > 0);
  const isFalse = (i: number, t: unknown): boolean => rules[i]?.type === 'boolean' && readBoolean(String(t)) === false;
  const list = (some: readonly number[], and: string): string => either(some.map((i) => rules[i]?.name ?? ''), and);
  const due = (i: number): boolean => ((rules[i]?.phases ?? 14) & phase) !== 0;
  const open = (i: number): boolean => !found[i] || found[i]?.[3] === true;
  const chosen = members.filter((i) => texts[i] !== undefined && !isFalse(i, texts[i]));
  const title = ${say('the group ', 'le groupe ')} + name;
  if (need === 9) return undefined;
  if (kind === 0) {
    const lacking = members.filter((i) => texts[i] === undefined && rules[i]?.def === undefined && due(i) && open(i));
    const [on] = lacking;
    return chosen.length === 0 || on === undefined ? undefined : [on, [${gravity('incomplete-group')}, title + ${say(' is set in part, without ', " n'est défini qu'en partie, sans ")} + list(lacking, ${say(' and ', ' et ')}), ${say(
      'set the rest too, or none of the group',
      'définissez aussi le reste, ou rien de ce groupe',
    )}]];
  }
  if (kind === 2 && chosen.length > 1) {
    const on = chosen.slice(1).find(open) ?? chosen[1] ?? 0;
    return [on, [${gravity('incomplete-group')}, title + ${say(' takes exactly one of ', " n'admet que l'une de ")} + list(chosen, ${say(' and ', ' et ')}), ${say(
      'keep one, remove the others',
      "gardez-en une, retirez les autres",
    )}]];
  }
  const on = members.find((i) => texts[i] === undefined) ?? members[0];
  const stands = chosen.length > 0 || members.some((i) => rules[i]?.def !== undefined && !isFalse(i, rules[i]?.def));
  if (on === undefined || need < 2 || stands || !members.some(due)) return undefined;
  return [on, [${gravity('incomplete-group')}, title + ${say(' needs one of ', " demande l'une de ")} + list(members, ${say(' or ', ' ou ')}), ${say(
    'set one of them',
    "définissez l'une d'elles",
  )}, need === 2]];
};`,
  };
};
