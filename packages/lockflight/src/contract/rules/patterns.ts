/**
 * Regular expressions of a contract: valid, and unable to run away. A repeated group that itself repeats, or whose alternatives
 * may begin alike, can take time without bound on a hostile value; such patterns are refused, some harmless ones with them.
 */
import { variableMapping } from '../normalize/variables.ts';
import type { Path } from '../source/positions.ts';
import { costOfPattern } from './pattern-cost.ts';
import type { Finding, Rule } from './rule.ts';

/** About a second, for a value of 16 KB that was made for it. */
export const MOST_STEPS = 600_000_000;

export const patterns: Rule = ({ written }) =>
  Object.entries(written.variables ?? {}).flatMap(([name, input]) => {
    const variable = variableMapping(input);
    const path: Path = ['variables', name];
    return [
      ...judge(variable.matches, [...path, 'matches']),
      ...judge(variable.modes?.test, [...path, 'modes', 'test']),
      ...judge(variable.modes?.live, [...path, 'modes', 'live']),
      ...Object.entries(variable.in ?? {}).flatMap(([environment, cell]) =>
        typeof cell === 'object' ? judge(cell.matches, [...path, 'in', environment, 'matches']) : [],
      ),
    ];
  });

/** With `u` where that is valid, else without; undefined when it is valid in neither. */
export function compile(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Tried without `u` next; a pattern that is valid in neither is told by `bad-pattern`.
    }
  }
  return undefined;
}

function judge(pattern: string | undefined, path: Path): readonly Finding[] {
  if (pattern === undefined) return [];
  if (compile(pattern) === undefined) {
    return [
      {
        code: 'bad-pattern',
        path,
        message: { en: 'this is no regular expression', fr: "ce n'est pas une expression régulière" },
        fix: { en: 'close what is open, escape what is meant literally', fr: 'fermez ce qui est ouvert, échappez ce qui est littéral' },
      },
    ];
  }
  if (!mayRunAway(pattern) && costOfPattern(pattern) <= MOST_STEPS) return [];
  return [
    {
      code: 'slow-pattern',
      path,
      message: { en: 'this pattern could take forever on a hostile value', fr: 'ce motif pourrait ne jamais finir sur une valeur hostile' },
      fix: {
        en: 'begin it with ^, and part repetitions by what neither takes ([^@]+@ for .+@); repeat no group that repeats inside, nor one whose alternatives begin alike; drop back-references',
        fr: "commencez-le par ^, et séparez les répétitions par ce qu'aucune n'accepte ([^@]+@ au lieu de .+@) ; ne répétez ni un groupe qui répète à l'intérieur, ni un groupe dont les branches commencent pareil ; retirez les références arrière",
      },
    },
  ];
}

interface Level {
  repeats: boolean;
  /** The first thing of each alternative: a literal character, or undefined for anything else. */
  starts: (string | undefined)[];
  atStart: boolean;
}

const TOKEN = /\\(?:[1-9]|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|\)|\||[*+?]|\{\d+(?:,\d*)?\}|[\s\S]/gu;
const UNBOUNDED = /^(?:[*+]|\{\d+,\})$/;

/** Conservative: refuses more than the patterns that really run away, and never lets a nested repetition through. */
export function mayRunAway(pattern: string): boolean {
  const levels: Level[] = [{ repeats: false, starts: [], atStart: true }];
  let closed: Level | undefined;
  for (const [token] of pattern.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (level === undefined || /^\\(?:[1-9]|k<)/.test(token)) return true;
    if (UNBOUNDED.test(token)) {
      if (closed !== undefined && (closed.repeats || overlap(closed.starts))) return true;
      level.repeats = true;
      closed = undefined;
      continue;
    }
    if (token === '?' || token.startsWith('{')) {
      level.repeats ||= closed?.repeats ?? false;
      continue;
    }
    if (token === ')') {
      closed = levels.pop();
      const outer = levels.at(-1);
      if (outer !== undefined) outer.repeats ||= closed?.repeats ?? false;
      continue;
    }
    closed = undefined;
    if (token === '|') level.atStart = true;
    else if (level.atStart) {
      level.starts.push(/^[\w\-/:@ ]$/.test(token) ? token : /^\\[.\-/+*?()[\]{}|^$\\]$/.test(token) ? token.slice(1) : undefined);
      level.atStart = false;
    }
    if (token.startsWith('(')) levels.push({ repeats: false, starts: [], atStart: true });
  }
  return false;
}

/** Two alternatives that may begin with the same character. A group without alternatives cannot overlap with itself. */
const overlap = (starts: Level['starts']): boolean =>
  starts.length > 1 && (starts.includes(undefined) || new Set(starts).size < starts.length);
