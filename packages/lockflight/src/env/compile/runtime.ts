/** Small declarations that the straight line and the judge share, by name. */
import type { Snippets } from './readers.ts';

export const RUNTIME: Snippets = {
  platform: `const platform = globalThis as unknown as {
  readonly process?: { readonly env?: Source };
  readonly console?: { warn(text: string): void };
  readonly URL: new (text: string) => ParsedUrl;
};`,
  // Kept on the global object: a module that is loaded again, or bundled twice, must not say again what was said.
  isNews: `const isNews = (text: string): boolean => {
  const key = Symbol.for('lockflight.warned');
  const said = (Reflect.get(platform, key) as Set<string> | undefined) ?? new Set<string>();
  Reflect.set(platform, key, said);
  return said.size < said.add(text).size;
};`,
  // As long as the interpreter searches, and no longer: time must not grow with a value.
  match: 'const match = (pattern: RegExp, t: string): boolean => pattern.test(t.length > 16384 ? t.slice(0, 16384) : t);',
  WIDE: String.raw`const WIDE = /[\ud800-\udfff]/;`,
  size: 'const size = (t: string): number => (WIDE.test(t) ? Array.from(t).length : t.length);',
  SECRET: 'const SECRET = /^(?:whsec_|[sr]k_(?:test|live)_)|PRIVATE KEY-----/;',
  STALE: String.raw`const STALE =
  /(?:change|replace)[-_ ]?(?:me|this)|^(?:todo|tbd|fixme|placeholder)$|^your[-_ ]|^<[^<>]*>$|(?:^|[^a-z0-9])x{3,}$/i;`,
  stale: 'const stale = (t: string): boolean => STALE.test(t.slice(0, 2048));',
  // Most texts are cleared by a look at their ends and for "hang" or "plac", which every longer placeholder has. Spelt out: an `i` is slower.
  HINT: 'const HINT = /[Hh][Aa][Nn][Gg]|[Pp][Ll][Aa][Cc]/;',
  fresh: `const fresh = (t: string | undefined): boolean => {
  if (!t) return true;
  const n = t.length;
  const first = t.charCodeAt(0) | 32;
  const odd = n < 6 || n > 2048 || first === 121 || first === 60 || (t.charCodeAt(n - 1) | 32) === 120 || HINT.test(t);
  return !odd || !stale(t);
};`,
  glob: `const glob = (pattern: string, host: string): boolean => {
  const pieces = pattern.split('*');
  const last = pieces.pop() ?? '';
  let at = 0;
  for (const piece of pieces) {
    const k = at > 0 || piece !== pieces[0] ? host.indexOf(piece, at) : host.startsWith(piece) ? 0 : -1;
    if (k < 0) return false;
    at = k + piece.length;
  }
  return pieces.length > 0 ? host.slice(at).endsWith(last) : host === last;
};`,
  apart: `const apart = (a: string, b: string): boolean => {
  const left = plain(a);
  const right = plain(b);
  return !!left && !!right && left !== right ? true : a !== b && hrefOf(a) !== hrefOf(b);
};`,
  same: `const same = ([read, , , spelling]: Type, t: string, wanted: Scalar): boolean => {
  const spell = spelling || read;
  const spelt = JSON.stringify(spell(t));
  return t === String(wanted) || (spelt !== undefined && spelt === JSON.stringify(spell(String(wanted))));
};`,
  rulesIn: `const rulesIn = (e: number): readonly Rule[] => {
  const all = types();
  return rows().map(([type, line, more]) => {
    const own = more?.in;
    return {
      ...more,
      ...(own?.[e] ?? own?.[own.length - 1]),
      type,
      kind: all[type] as Type,
      line: Number(typeof line === 'object' ? line[e] : line),
      need: Number((more?.need ?? NEEDS)[e]),
    };
  });
};`,
  hostsIn: `const hostsIn = ({ kind: [, , hosts] }: Rule, t: string): readonly string[] => (hosts ? hosts(t) : []);`,
  namesHost: String.raw`const namesHost = (rule: Rule, host: string): boolean => (rule.host ?? []).some((pattern) => /[^*.]/.test(pattern) && glob(pattern, host));`,
  accepts: `const accepts = (rule: Rule, hosts: readonly string[]): boolean =>
  !rule.host || (hosts.length > 0 && hosts.every((host) => rule.host?.some((pattern) => glob(pattern, host))));`,
  isIt: 'const isIt = ({ kind, is }: Rule, t: string): boolean => is !== undefined && !!kind[4] && same(kind, t, is);',
  claimed: `const claimed = (rule: Rule | undefined, t: string, hosts: readonly string[]): boolean =>
  !!rule && rule.need > 0 && (isIt(rule, t) || hosts.some((host) => namesHost(rule, host)));`,
  // The environment that the contract gives this value to, other than e.
  owner: `const owner = (i: number, rule: Rule, t: string, e: number): number => {
  const theirs = hostsIn(rule, t).filter((host) => !namesHost(rule, host));
  return ENVIRONMENTS.findIndex((_, k) => k !== e && claimed(rulesIn(k)[i], t, theirs));
};`,
};
