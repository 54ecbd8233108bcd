/** Takes out of a text what must not leave: the environment's secrets, what looks like any secret or token, and what tells who somebody is. */
export type Scrub = (text: string) => string;

/** A shorter secret is a word that texts use anyway. */
const SHORTEST_SECRET = 6;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // user:password@ of an address, before anything else takes it for an e-mail address
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1[login]@'],
  [/\b(Bearer|Basic|AccessKey|Token)\s+[^\s,;]+/gi, '$1 [token]'],
  [/\b(?:sk|rk|pk|whsec|live|test|api_live|api_sandbox)[_.][\w.-]{6,}/g, '[key]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/[^\s@<>"'(),;:/[\]]+@[^\s@<>"'(),;:]+\.[a-z]{2,}/gi, '[email]'],
  // What follows a question mark in an address
  [/(https?:\/\/[^\s?"']+)\?[^\s"']*/gi, '$1?[query]'],
  // Telephone and account numbers: eight digits or more, however they are grouped; not inside an id
  [/(?<![\w-])\+?\d(?:[ .()-]?\d){7,}(?![\w-])/g, '[number]'],
];

export const scrubber = (secrets: readonly string[]): Scrub => {
  // The longest first: one secret may begin with another.
  const known = [...secrets].filter((secret) => secret.length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, '[secret]');
    for (const [pattern, instead] of PATTERNS) clean = clean.replace(pattern, instead);
    return clean;
  };
};
