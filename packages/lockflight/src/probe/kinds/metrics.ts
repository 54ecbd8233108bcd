/**
 * A page of metrics in Prometheus' text format: without the token it is refused, with the token it is read. An address without a path means `/metrics`.
 * Source of the format: Prometheus documentation, "Exposition formats".
 */
import { failed, passed, Stop } from '../check.ts';
import { partOf, requiredPart, urlOf } from '../parts.ts';
import type { Probe } from '../probe.ts';
import { askHttp, reachUrl } from '../reach/ask-http.ts';
import { requireEncryption } from '../reach/encryption.ts';

const SAMPLE = /^[a-zA-Z_:][a-zA-Z0-9_:]*(?:\{[^\n]*\})?[ \t]+(?:[-+]?(?:\d|\.\d)|[-+]?Inf|NaN)/m;

export const metrics: Probe = async (input) => {
  const part = requiredPart(input, 'url');
  const url = urlOf(part, ['http', 'https']);
  if (url.pathname === '/') url.pathname = '/metrics';
  const reached = await reachUrl(input, url, part.variable, true);
  const token = partOf(input, 'token');
  const named = input.named.some((n) => n.part === 'token');
  input.say(requireEncryption(url.protocol === 'https:', reached, part.variable, token !== undefined));
  if (named) {
    const { status } = await askHttp(input, reached, { url }, part.variable);
    input.say(
      status === 401 || status === 403
        ? passed('closed', `without the token it answers ${status}`, `sans le jeton, réponse ${status}`)
        : failed(
            'closed',
            status < 300 ? 'service-open' : 'service-answer-unexpected',
            `without the token it answers ${status}, not 401`,
            `sans le jeton, réponse ${status} et non 401`,
          ),
    );
    requiredPart(input, 'token');
  }
  const headers: Readonly<Record<string, string>> = token === undefined ? {} : { authorization: `Bearer ${token.value}` };
  const answer = await askHttp(input, reached, { url, headers }, token?.variable ?? part.variable);
  if (answer.status === 401 || answer.status === 403) {
    throw new Stop(
      failed('read', 'service-login-refused', `with the token it answers ${answer.status}`, `avec le jeton, réponse ${answer.status}`),
    );
  }
  input.say(
    answer.status === 200 && SAMPLE.test(answer.body)
      ? passed('read', 'it shows metrics', 'elle montre des métriques')
      : failed('read', 'service-answer-unexpected', 'its answer is no page of metrics', "sa réponse n'est pas une page de métriques"),
  );
};
