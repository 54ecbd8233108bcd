/**
 * Pieces of the contract as TypeScript text. Whatever they hold, they stay literals: U+2028 and U+2029 are escaped, and `</script` cannot end an
 * inline script. Output is ASCII or the contract's own letters, on one line.
 */

const escapeUnsafe = (json: string): string =>
  json.replace(/[\u2028\u2029]|<(?=[/!])/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Any JSON value, and the infinities that a JSON number can overflow to. An object with a key `__proto__` is no literal: it is parsed where it is needed. */
export const literal = (value: unknown): string => {
  if (value === undefined) return 'undefined';
  if (Object.is(value, -0)) return '-0';
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY ? String(value) : escapeUnsafe(JSON.stringify(value));
};

/** The text inside a comment can not end it, nor begin a new line. */
export const commentText = (text: string): string => text.replaceAll('*/', '* /').replace(/\s+/gu, ' ');

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A key of an object literal. `__proto__: x` would set the prototype; `["__proto__"]: x` makes a property. */
export const keyLiteral = (name: string): string => {
  if (name === '__proto__') return '["__proto__"]';
  return IDENTIFIER.test(name) ? name : literal(name);
};

/** A key of an interface. */
export const typeKey = (name: string): string => (IDENTIFIER.test(name) ? name : literal(name));

/** `object.name`, or `object["name"]` where the name is no identifier. */
export const property = (object: string, name: string): string =>
  IDENTIFIER.test(name) ? `${object}.${name}` : `${object}[${literal(name)}]`;

/**
 * A pattern of the contract as a literal, with `u` where that is valid, else without, as the interpreter compiles it; a pattern that is valid in
 * neither matches nothing.
 */
export const patternLiteral = (pattern: string): string => {
  for (const flags of ['u', '']) {
    try {
      return regexLiteral(new RegExp(pattern, flags));
    } catch {
      // Some patterns are only valid without `u`.
    }
  }
  return '/(?!)/';
};

/** `source` already escapes slashes and line ends. */
const regexLiteral = (regex: RegExp): string => {
  const source = regex.source.replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`).replace(/<(?=\\?\/|!)/g, '\\x3c');
  return `/${source}/${regex.flags}`;
};

/** `a || b`, `a && b`; nothing at all is `empty`. */
export const joined = (parts: readonly string[], operator: '&&' | '||', empty: string): string => {
  if (parts.length < 2) return parts[0] ?? empty;
  return `(${parts.join(` ${operator} `)})`;
};
