/** A service over HTTP: it answers with success, and asks for its token where the contract names one. */
import { failed, passed, Stop } from '../check.ts';
import { partOf, requiredPart, urlOf } from '../parts.ts';
import type { Probe } from '../probe.ts';
import { askHttp, reachUrl } from '../reach/ask-http.ts';
import { requireEncryption } from '../reach/encryption.ts';

export const http: Probe = async (input) => {
  const part = requiredPart(input, 'url');
  const url = urlOf(part, ['http', 'https']);
  const reached = await reachUrl(input, url, part.variable, true);
  const token = partOf(input, 'token') ?? partOf(input, 'key');
  input.say(requireEncryption(url.protocol === 'https:', reached, part.variable, token !== undefined));
  const headers: Readonly<Record<string, string>> = token === undefined ? {} : { authorization: `Bearer ${token.value}` };
  const { status } = await askHttp(input, reached, { url, headers }, token?.variable ?? part.variable);
  if (status === 401 || status === 403) {
    throw new Stop(failed('answer', 'service-login-refused', `it answers ${status}`, `réponse ${status}`));
  }
  input.say(
    status >= 200 && status < 300
      ? passed('answer', `it answers ${status}`, `réponse ${status}`)
      : failed('answer', 'service-answer-unexpected', `it answers ${status}`, `réponse ${status}`),
  );
};
