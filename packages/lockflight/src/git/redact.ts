/**
 * What git prints may carry a secret: a token in a remote's URL, an Authorization header in a trace. Nothing of git's reaches a
 * person before it went through here. Control characters go too: a remote's words may not steer the terminal.
 */
const USER_INFO = /([a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi;
const AUTHORIZATION = /(authorization:\s*\w+\s+)\S+/gi;

export const redact = (words: string, secrets: readonly string[]): string => {
  let clean = words.replace(USER_INFO, '$1').replace(AUTHORIZATION, '$1***');
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '***');
  return [...clean].filter((c) => c === '\n' || c === '\t' || (c >= ' ' && !(c >= '\u007f' && c <= '\u009f'))).join('');
};
