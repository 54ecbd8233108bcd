/**
 * The part of a file that can have to do with the environment, everything else blanked, so that no tree is made of it. Kept: what holds a telling word, what uses a
 * name that such a statement declares or assigns (a variable may be in it), and the declarations of all names that these use. What is dropped can still matter to
 * another file, or through one: the link asks for the whole file then (`partial`).
 */
import { moduleValue } from './modules.ts';
import { isEnvPackage, isNamedEnvironment } from './named-environments.ts';
import { type Statement, statementsOf } from './statements.ts';

const SHORT = 1_500;
/** Above this share of the text, the whole of it costs less than two looks. */
const MOST = 0.7;

/** No read begins without one of these, but by a name that is imported or declared elsewhere. */
const TELLING =
  /env|runtimeConfig|configService|ConfigModule|plainTo|\bdefine(?:Secret|JsonSecret|String|Int|Float|Boolean|List)\b|\bprocess\b(?!\s*\??\s*\.)|\bDeno\b|\bBun\b|\bglobalThis\b|\bglobal\b|\bimport\s*\(/i;
/** Libraries whose functions read by themselves, without a word that tells: what is imported from them is followed. */
const READERS = new Set([
  'nest',
  'convict',
  'env-var',
  'env-schema',
  'prisma',
  'webpack',
  'astro:env',
  'nuxt',
  'adonis',
  'effect',
  'firebase',
  'dotenv',
  'vite',
  'getenv',
  'nconf',
]);

/** Undefined: the whole file. */
export const livePart = (file: string, text: string): string | undefined => {
  // What CommonJS requires and exports stands in any statement.
  if (text.length < SHORT || !/\.[mc]?[jt]sx?$/.test(file) || /\brequire\s*\(|\bexports\b/.test(text)) return undefined;
  const all = statementsOf(file, text);
  if (all === undefined) return undefined;
  const texts = all.map(({ start, end }) => text.slice(start, end));
  const gives = givenNames(all, texts);
  const live = forward(file, all, texts, gives);
  if (live === undefined) return undefined;
  backward(texts, gives, live);
  const kept = all.reduce((sum, { start, end, kind }, index) => sum + (live.has(index) || kind === 'import' ? end - start : 0), 0);
  if (kept > text.length * MOST) return undefined;
  return blanked(text, all, live);
};

/** What a variable may be in. */
const forward = (file: string, all: readonly Statement[], texts: readonly string[], gives: Gives): Set<number> | undefined => {
  const live = new Set<number>();
  let names = new Set(
    all.flatMap(({ imported }) => imported?.names.filter(([, name]) => reads(file, imported.from, name)).map(([local]) => local) ?? []),
  );
  all.forEach(({ kind }, index) => {
    if (kind === 'code' && TELLING.test(texts[index] ?? '')) {
      live.add(index);
      for (const name of gives[index] ?? []) names.add(name);
    }
  });
  const seen = new Set<string>();
  while (names.size > 0) {
    for (const name of names) seen.add(name);
    if (seen.size > 400) return undefined;
    const words = new RegExp(`(?<![\\w$])(?:${[...names].map(escaped).join('|')})(?![\\w$])`);
    names = new Set();
    all.forEach((statement, index) => {
      if (statement.kind !== 'code' || live.has(index) || !words.test(texts[index] ?? '')) return;
      live.add(index);
      for (const name of gives[index] ?? []) if (!seen.has(name)) names.add(name);
    });
  }
  return live;
};

const reads = (file: string, from: string, name: string): boolean => {
  const value = moduleValue(file, from, name);
  if (value?.is === 'import') return isNamedEnvironment(from, name) || isEnvPackage(from);
  return value !== undefined && (value.is === 'env' || value.is === 'host' || (value.is === 'library' && READERS.has(value.library)));
};

/** By statement: the file's own names that it gives a value to. */
type Gives = readonly (readonly string[])[];

/** Those that it declares, and those of `let`, `var` and the like that it assigns somewhere inside. */
const givenNames = (all: readonly Statement[], texts: readonly string[]): Gives => {
  const mutable = [...new Set(all.flatMap((each) => (each.mutable === true ? each.names : [])))];
  const words = mutable.length === 0 ? undefined : `(?<![\\w$.])(${mutable.map(escaped).join('|')})(?![\\w$])`;
  const mentioned = words === undefined ? undefined : new RegExp(words, 'g');
  const assigned = words === undefined ? undefined : new RegExp(`${words}\\s*(?:=(?![=>])|\\?\\?=|\\|\\|=|&&=)`, 'g');
  return all.map(({ kind, names }, index) => {
    const text = texts[index] ?? '';
    if (kind !== 'code') return [];
    // `[a, b] = pair`: any of the names in it may be one of those.
    const pattern = /[\]}]\s*=(?![=>])/.test(text) ? mentioned : assigned;
    return pattern === undefined ? names : [...names, ...[...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])];
  });
};

const escaped = (name: string): string => name.replaceAll('$', '\\$');

/** What the live statements need to be understood. */
const backward = (texts: readonly string[], gives: Gives, live: Set<number>): void => {
  const homes = new Map<string, number[]>();
  gives.forEach((names, index) => {
    for (const name of names) homes.set(name, [...(homes.get(name) ?? []), index]);
  });
  // A set hands out what is added while it is walked.
  for (const index of live) {
    for (const [word] of (texts[index] ?? '').matchAll(/[A-Za-z_$][\w$]*/g)) for (const home of homes.get(word) ?? []) live.add(home);
  }
};

/** As long as before. A semicolon in each gap keeps its neighbours apart. */
const blanked = (text: string, all: readonly Statement[], live: ReadonlySet<number>): string => {
  let out = '';
  let at = 0;
  all.forEach(({ start, end, kind }, index) => {
    if (kind === 'import' || live.has(index)) return;
    out += `${text.slice(at, start)};${' '.repeat(end - start - 1)}`;
    at = end;
  });
  return out + text.slice(at);
};
