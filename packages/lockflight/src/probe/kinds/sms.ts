/**
 * A provider of text messages: its key is known, and no message is sent. Each provider has a question that reads and changes nothing. Sources: Twilio API reference
 * ("Accounts", and "Test credentials", which may ask nothing but three resources and get 403 for the rest), MessageBird API reference ("Balance"),
 * Vonage Account API ("Get balance").
 */
import { failed, passed } from '../check.ts';
import { partOf, requiredPart } from '../parts.ts';
import type { Probe, ProbeInput } from '../probe.ts';
import { askProvider, basic, type Provider } from '../reach/provider.ts';

const twilio: Provider = {
  api: 'https://api.twilio.com',
  question: (input) => {
    const account = requiredPart(input, 'account');
    return {
      path: `/2010-04-01/Accounts/${encodeURIComponent(account.value)}.json`,
      headers: { authorization: basic(account.value, secretOf(input)) },
    };
  },
  judge: ({ status, body }, { mode }) => {
    if (status === 403 && mode === 'test')
      return passed('account', 'test credentials, which Twilio knows', 'identifiants de test, que Twilio connaît');
    if (status !== 200) return undefined;
    return typeof body === 'object' && body !== null && 'status' in body && body.status === 'active'
      ? passed('account', 'the account is active', 'le compte est actif')
      : failed('account', 'service-login-refused', 'the account is not active', "le compte n'est pas actif");
  },
};

const messagebird: Provider = {
  api: 'https://rest.messagebird.com',
  question: (input) => ({ path: '/balance', headers: { authorization: `AccessKey ${requiredPart(input, 'key').value}` } }),
  judge: ({ status }) => (status === 200 ? passed('account', 'MessageBird knows the key', 'MessageBird connaît la clé') : undefined),
};

const vonage: Provider = {
  api: 'https://rest.nexmo.com',
  question: (input) => ({
    path: '/account/get-balance',
    headers: { authorization: basic(requiredPart(input, 'key').value, requiredPart(input, 'secret').value) },
  }),
  judge: ({ status }) => (status === 200 ? passed('account', 'Vonage knows the key', 'Vonage connaît la clé') : undefined),
};

const PROVIDERS: ReadonlyMap<string, Provider> = new Map([
  ['twilio', twilio],
  ['messagebird', messagebird],
  ['bird', messagebird],
  ['vonage', vonage],
  ['nexmo', vonage],
]);

/** Contracts name it `token`, `secret` or `key`, as the application's own variables are called. */
const secretOf = (input: ProbeInput): string =>
  (partOf(input, 'token') ?? partOf(input, 'secret') ?? partOf(input, 'password') ?? requiredPart(input, 'key')).value;

export const sms: Probe = (input) => askProvider(input, PROVIDERS);
