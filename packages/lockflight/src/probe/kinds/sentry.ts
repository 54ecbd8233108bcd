/**
 * Sentry, or what speaks its protocol: the DSN is accepted. An envelope is sent that carries no event, only a report of nothing lost, so that no issue appears
 * and no quota is used. Source: Sentry developer documentation, "Envelopes" and "Client Reports".
 */
import { failed, passed, Stop } from '../check.ts';
import { hostOf, requiredPart, urlOf } from '../parts.ts';
import type { Probe } from '../probe.ts';
import { askHttp, reachUrl } from '../reach/ask-http.ts';

export const sentry: Probe = async (input) => {
  const part = requiredPart(input, 'dsn');
  const dsn = urlOf(part, ['http', 'https']);
  const [, prefix = '', project] = /^(.*)\/(\d+)$/.exec(dsn.pathname) ?? [];
  if (project === undefined || dsn.username === '' || hostOf(dsn) === '') {
    throw new Stop(failed('address', 'service-address-invalid', `${part.variable} is no DSN`, `${part.variable} n'est pas un DSN`));
  }
  const url = new URL(`${dsn.protocol}//${dsn.host}${prefix}/api/${project}/envelope/`);
  const reached = await reachUrl(input, url, part.variable, true);
  input.say(passed('reachable', 'it can be reached', 'il est joignable'));
  const report = { timestamp: Math.floor(input.now().getTime() / 1000), discarded_events: [] };
  const body = [{ sent_at: input.now().toISOString() }, { type: 'client_report' }, report]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
  const headers = {
    'content-type': 'application/x-sentry-envelope',
    'x-sentry-auth': `Sentry sentry_version=7, sentry_client=lockflight-doctor/1.0, sentry_key=${dsn.username}`,
  };
  const { status } = await askHttp(input, reached, { url, method: 'POST', headers, body }, part.variable);
  input.say(
    status === 200
      ? passed('dsn', 'the DSN is accepted, and no event was sent', "le DSN est accepté, et aucun événement n'a été envoyé")
      : status === 401 || status === 403 || status === 404
        ? failed('dsn', 'service-login-refused', `it refuses the DSN (${status})`, `il refuse le DSN (${status})`)
        : failed('dsn', 'service-answer-unexpected', `it answers ${status}`, `réponse ${status}`),
  );
};
