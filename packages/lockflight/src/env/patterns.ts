/**
 * Patterns of the contract against values. `matches` and `modes` are regular expressions, searched in the value (anchors are written out);
 * a pattern that is none matches nothing, since the contract's own check has already refused it. Host patterns are globs, matched in linear time.
 */

/** Longer values are cut before a regular expression sees them: time must not grow with what an attacker can send. */
const MAX_SEARCHED = 16_384;

const compiled = new Map<string, RegExp | undefined>();

const compile = (pattern: string): RegExp | undefined => {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Some patterns are only valid without `u`; one that is valid in neither matches nothing.
    }
  }
  return undefined;
};

export const patternMatches = (pattern: string, value: string): boolean => {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  return compiled.get(pattern)?.test(value.slice(0, MAX_SEARCHED)) ?? false;
};

/** `*` stands for any run of characters, dots included: `*.prod.internal` covers `db.eu.prod.internal`. Both sides in lower case. */
export const hostMatches = (pattern: string, host: string): boolean => {
  let p = 0;
  let h = 0;
  let star = -1;
  let mark = 0;
  while (h < host.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = h;
    } else if (pattern[p] === host[h]) {
      p++;
      h++;
    } else if (star !== -1) {
      p = star + 1;
      h = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
};
