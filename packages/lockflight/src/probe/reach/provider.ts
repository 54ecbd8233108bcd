/**
 * A question to whichever provider a variable names. One that nobody here knows is asked at the contract's own `url`, with the key as a bearer token; without a `url`
 * nothing is sent.
 */
import { type Check, errored, failed, passed, Stop } from '../check.ts';
import { partOf, requiredPart } from '../parts.ts';
import type { ProbeInput } from '../probe.ts';
import { askHttp } from './ask-http.ts';
import { below, reachVendor } from './vendor.ts';

export interface Provider {
  readonly api: string | ((input: ProbeInput) => string);
  readonly question: (input: ProbeInput) => { readonly path: string; readonly headers: Readonly<Record<string, string>> };
  /** Undefined: neither proof nor a refusal of its own; the status decides. */
  readonly judge: (answer: { readonly status: number; readonly body: unknown }, input: ProbeInput) => Check | undefined;
}

const bearer: Provider = {
  api: '',
  question: (input) => ({ path: '', headers: { authorization: `Bearer ${requiredPart(input, 'key').value}` } }),
  judge: ({ status }) => (status >= 200 && status < 300 ? passed('account', 'it takes the key', 'il accepte la clé') : undefined),
};

/** As RFC 7617 has it. */
export const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export const askProvider = async (input: ProbeInput, known: ReadonlyMap<string, Provider>): Promise<void> => {
  const named = requiredPart(input, 'provider');
  const provider = known.get(named.value.trim().toLowerCase()) ?? (partOf(input, 'url') === undefined ? undefined : bearer);
  if (provider === undefined) {
    throw new Stop(
      errored(
        'provider',
        'service-provider-unknown',
        `no probe knows the provider in ${named.variable}`,
        `aucune sonde ne connaît le fournisseur que nomme ${named.variable}`,
      ),
    );
  }
  const { path, headers } = provider.question(input);
  const keyed = partOf(input, 'key') ?? named;
  const api = typeof provider.api === 'string' ? provider.api : provider.api(input);
  const { base, reached, variable } = await reachVendor(input, api, keyed.variable);
  input.say(passed('reachable', 'it can be reached', 'il est joignable'));
  const answer = await askHttp(input, reached, { url: path === '' ? base : below(base, path), headers }, variable);
  const { status } = answer;
  input.say(
    provider.judge({ status, body: parsed(answer.body) }, input) ??
      (status === 401 || status === 403 || status === 404
        ? failed('account', 'service-login-refused', `it refuses the key (${status})`, `il refuse la clé (${status})`)
        : failed('account', 'service-answer-unexpected', `it answers ${status}`, `réponse ${status}`)),
  );
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
