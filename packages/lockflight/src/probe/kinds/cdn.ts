/** A content delivery network: the address answers over TLS. What lies at its root is the customer's business: 403 and 404 are answers too. */
import { passed } from '../check.ts';
import { requiredPart, urlOf } from '../parts.ts';
import type { Probe } from '../probe.ts';
import { askHttp, reachUrl } from '../reach/ask-http.ts';
import { requireEncryption } from '../reach/encryption.ts';

export const cdn: Probe = async (input) => {
  const part = requiredPart(input, 'url');
  const url = urlOf(part, ['http', 'https']);
  const reached = await reachUrl(input, url, part.variable, true);
  input.say(requireEncryption(url.protocol === 'https:', reached, part.variable, false));
  const { status, headers } = await askHttp(input, reached, { url }, part.variable);
  input.say(passed('answer', `it answers ${status}`, `réponse ${status}`));
  const cached = ['age', 'x-cache', 'cf-cache-status', 'x-served-by', 'via'].some((name) => headers[name] !== undefined);
  if (cached) input.say(passed('cache', 'a cache stands before the origin', "un cache se tient devant l'origine"));
};
