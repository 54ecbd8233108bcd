/**
 * How long may a search take at worst? Repetitions in a row that may share a text multiply: `.*.*.*=` tries every way to part a value in three. The estimate
 * is the product of such a row, in steps, for a value as long as it is ever searched. It looks at which characters each part takes: what stands between two
 * repetitions, and can be part of neither, keeps them apart (`[a-z]+\.[a-z]+` costs no more than one).
 *
 * In: a pattern that compiles. Out: steps, Infinity where a repeated group may itself be parted in several ways. An estimate from above for what people
 * write, not a proof: repetitions are told apart by single characters.
 */

/** The longest text that a pattern is searched in (env/patterns.ts). */
const LONGEST = 16_384;

/** One part of a sequence. `set`: the characters that it takes, a bit for each of the alphabet. `ways`: how many lengths it may have; 1: one. */
interface Part {
  readonly set: bigint;
  readonly ways: number;
  /** May it be empty? Then it keeps nothing apart. */
  readonly empty: boolean;
}

type Sequence = readonly Part[];

/** ASCII, and a letter and a sign from beyond. */
const ALPHABET = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), 'é', '😀'];

const TOKEN =
  /\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|[pP]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|\||(?:[*+?]|\{\d+(?:,\d*)?\})\??|[\s\S]/giu;

/** More branches than these are taken as if they stood in a row, each of them empty or not: dearer, never cheaper. */
const MOST_BRANCHES = 64;

/** Groups in groups, beyond what anybody writes. */
const DEEPEST = 100;

const setsOf = new Map<string, bigint>();

const setOf = (token: string): bigint => {
  const known = setsOf.get(token);
  if (known !== undefined) return known;
  let set = 0n;
  for (const flags of ['us', 's']) {
    try {
      const one = new RegExp(`^(?:${token})$`, flags);
      ALPHABET.forEach((character, at) => {
        if (one.test(character)) set |= 1n << BigInt(at);
      });
      break;
    } catch {
      // Valid without `u` alone: the next turn.
    }
  }
  setsOf.set(token, set);
  return set;
};

const EVERYTHING = (1n << BigInt(ALPHABET.length)) - 1n;

/** The dearest row of parts that may share a text. */
const costOf = (sequence: Sequence): number => {
  let dearest = 1;
  let row = 1;
  // What the repetitions of the row have in common; undefined before the first.
  let shared: bigint | undefined;
  for (const { set, ways, empty } of sequence) {
    const meets = shared === undefined || (set & shared) !== 0n;
    if (ways > 1) {
      row = meets && shared !== undefined ? row * ways : ways;
      shared = meets && shared !== undefined ? set & shared : set;
    } else if (!meets && !empty) {
      row = 1;
      shared = undefined;
    }
    dearest = Math.max(dearest, row);
  }
  return dearest;
};

const dearestOf = (branches: readonly Sequence[]): number => branches.reduce((most, branch) => Math.max(most, costOf(branch)), 1);

/** Do two copies, one after the other, share a text? Then a repetition of them may part it in several ways. */
const runsOn = (sequence: Sequence): boolean => costOf([...sequence, ...sequence]) > costOf(sequence);

const repeated = (branches: readonly Sequence[], least: number, most: number): Part => {
  const set = branches.flat().reduce((all, part) => all | part.set, 0n);
  const empty = least === 0 || branches.some((branch) => branch.every((part) => part.empty));
  const inside = branches.some(runsOn) ? dearestOf(branches) : 1;
  const lengths = most === Number.POSITIVE_INFINITY ? LONGEST : most - least + 1;
  return { set, ways: lengths * inside ** Math.min(most, LONGEST), empty };
};

const bounds = (quantifier: string): readonly [number, number] => {
  const [sign = ''] = quantifier;
  if (sign === '*') return [0, Number.POSITIVE_INFINITY];
  if (sign === '+') return [1, Number.POSITIVE_INFINITY];
  if (sign === '?') return [0, 1];
  const [, least = '0', comma, most = ''] = /^\{(\d+)(,?)(\d*)/.exec(quantifier) ?? [];
  return [Number(least), comma === '' ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most)];
};

/** `tails` behind each of `heads`, which are changed where that is enough: a pattern may be as long as a contract. */
const joined = (heads: Part[][], tails: readonly Sequence[]): Part[][] => {
  const [only = []] = tails;
  if (tails.length > 1 && heads.length * tails.length <= MOST_BRANCHES) {
    return heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
  }
  const row = tails.length === 1 ? only : tails.flat().map((part) => ({ ...part, empty: true }));
  for (const head of heads) for (const part of row) head.push(part);
  return heads;
};

const deepest = (tokens: readonly string[]): number => {
  let depth = 0;
  let most = 0;
  for (const token of tokens) {
    depth += token.startsWith('(') ? 1 : token === ')' ? -1 : 0;
    most = Math.max(most, depth);
  }
  return most;
};

/** Does every alternative begin with `^`? Otherwise the search begins anew at each character. */
const isAnchored = (tokens: readonly string[]): boolean => {
  let depth = 0;
  let begins = true;
  for (const token of tokens) {
    if (begins && token !== '^') return false;
    depth += token.startsWith('(') ? 1 : token === ')' ? -1 : 0;
    begins = depth === 0 && token === '|';
  }
  return !begins;
};

/** Steps for the longest text that is searched. */
export const costOfPattern = (pattern: string): number => {
  const tokens = [...pattern.matchAll(TOKEN)].map(([token]) => token);
  if (deepest(tokens) > DEEPEST) return Number.POSITIVE_INFINITY;
  let at = 0;
  let dearest = 1;
  const alternatives = (): readonly Sequence[] => {
    const all: Sequence[] = [];
    let branches: Part[][] = [[]];
    while (at < tokens.length && tokens[at] !== ')') {
      if (tokens[at] === '|') {
        all.push(...branches);
        branches = [[]];
        at += 1;
      } else branches = joined(branches, term());
    }
    return [...all, ...branches];
  };
  const term = (): readonly Sequence[] => {
    const token = tokens[at] ?? '';
    at += 1;
    let body: readonly Sequence[];
    if (token.startsWith('(')) {
      body = alternatives();
      at += 1;
      // What a look around found is not tried again: it costs by itself.
      if (/^\(\?<?[=!]/.test(token)) {
        dearest = Math.max(dearest, dearestOf(body));
        body = [[]];
      }
    } else body = /^(?:[\^$]|\\[bB])$/.test(token) ? [[]] : [[{ set: setOf(token) || EVERYTHING, ways: 1, empty: false }]];
    const quantifier = tokens[at] ?? '';
    if (!/^(?:[*+?]|\{\d+(?:,\d*)?\})\??$/.test(quantifier)) return body;
    at += 1;
    const [least, most] = bounds(quantifier);
    if (least === 1 && most === 1) return body;
    return [[repeated(body, least, most)]];
  };
  const branches = alternatives();
  return Math.max(dearest, dearestOf(branches)) * (isAnchored(tokens) ? 1 : LONGEST);
};
