/**
 * Stripe: the mode that the key carries, the account behind it, the shape of the webhook's secret. Modes are judged before anything is sent; the account is asked
 * with Stripe's own client. A restricted key that may not read the balance is accepted all the same: the refusal proves it.
 */
import { Agent as PlainAgent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { stripeMode } from '../../env/formats/stripe.ts';
import { type Check, errored, failed, passed, Stop } from '../check.ts';
import { hostOf, partOf, requiredPart } from '../parts.ts';
import type { Probe, ProbeInput } from '../probe.ts';
import { pinnedLookup } from '../reach/reach.ts';
import { codeOf, unreached } from '../reach/unreached.ts';
import { reachVendor, type Vendor } from '../reach/vendor.ts';

const API = 'https://api.stripe.com';

export const stripe: Probe = async (input) => {
  const key = requiredPart(input, 'key');
  const mode = stripeMode(key.value);
  if (mode === undefined || key.value.startsWith('pk_')) {
    throw new Stop(
      failed('key', 'service-address-invalid', `${key.variable} is no secret key`, `${key.variable} n'est pas une clé secrète`),
    );
  }
  input.say(passed('key', `a ${mode} key`, mode === 'live' ? 'une clé live' : 'une clé de test'));
  input.say(...webhookCheck(input));
  const vendor = await reachVendor(input, API, key.variable);
  input.say(await accountCheck(input, vendor, key.value, mode));
};

const webhookCheck = (input: ProbeInput): [Check] => {
  const named = input.named.find((n) => n.part === 'webhook');
  const part = partOf(input, 'webhook');
  if (named === undefined) return [passed('webhook', 'the contract names no webhook', 'le contrat ne nomme pas de webhook')];
  if (part === undefined) {
    const unset = [`${named.variable} is not set`, `${named.variable} n'est pas définie`] as const;
    return [input.environment === 'development' ? passed('webhook', ...unset) : failed('webhook', 'service-not-set', ...unset)];
  }
  return [
    /^whsec_[A-Za-z0-9+/=_-]{16,}$/.test(part.value)
      ? passed('webhook', "the webhook's secret has the right shape", 'le secret du webhook a la bonne forme')
      : failed(
          'webhook',
          'service-address-invalid',
          `${part.variable} is no webhook secret (whsec_)`,
          `${part.variable} n'est pas un secret de webhook (whsec_)`,
        ),
  ];
};

const accountCheck = async (input: ProbeInput, { base, reached, variable }: Vendor, key: string, mode: 'test' | 'live'): Promise<Check> => {
  const { default: Stripe } = await import('stripe');
  const tls = base.protocol === 'https:';
  const lookup = pinnedLookup(reached);
  const agent = tls ? new TlsAgent({ lookup, ...(input.ca === undefined ? {} : { ca: input.ca }) }) : new PlainAgent({ lookup });
  const client = new Stripe(key, {
    host: hostOf(base),
    port: reached.port,
    protocol: tls ? 'https' : 'http',
    httpClient: Stripe.createNodeHttpClient(agent),
    maxNetworkRetries: 0,
    telemetry: false,
  });
  try {
    const { livemode } = await client.balance.retrieve({}, {});
    return livemode === (mode === 'live')
      ? passed('account', 'the account answers, in the mode of the key', 'le compte répond, dans le mode de la clé')
      : failed('account', 'service-wrong-mode', "the account's mode is not that of the key", "le mode du compte n'est pas celui de la clé");
  } catch (error) {
    return refusal(error) ?? unreached(error, variable);
  } finally {
    agent.destroy();
  }
};

/** By the type of Stripe's own errors ("Errors" in its API reference). */
const refusal = (error: unknown): Check | undefined => {
  const type = error instanceof Error && 'type' in error ? String(error.type) : codeOf(error);
  switch (type) {
    case 'StripeAuthenticationError':
      return failed('account', 'service-login-refused', 'Stripe refuses the key', 'Stripe refuse la clé');
    case 'StripePermissionError':
      return passed('account', 'a restricted key, which Stripe knows', 'une clé restreinte, que Stripe connaît');
    case 'StripeRateLimitError':
    case 'StripeAPIError':
      return errored('account', 'service-busy', 'Stripe cannot answer now', 'Stripe ne peut pas répondre maintenant');
    case 'StripeConnectionError':
      return undefined;
    default:
      return failed('account', 'service-answer-unexpected', 'what answers is not Stripe', "ce qui répond n'est pas Stripe");
  }
};
