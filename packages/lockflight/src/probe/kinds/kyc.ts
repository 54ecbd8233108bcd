/**
 * A provider of identity checks: its key is known, and nobody is checked. Sources: Onfido API reference ("Applicants", regions and tokens), Sumsub API reference
 * ("Authentication": the request is signed with HMAC-SHA256).
 */
import { createHmac } from 'node:crypto';
import { passed } from '../check.ts';
import { partOf, requiredPart } from '../parts.ts';
import type { Probe } from '../probe.ts';
import { askProvider, type Provider } from '../reach/provider.ts';

const ONFIDO_REGIONS = new Set(['eu', 'us', 'ca']);
const SUMSUB_PATH = '/resources/applicants/-/levels';

const onfido: Provider = {
  api: (input) => {
    const region = partOf(input, 'region')?.value.toLowerCase() ?? 'eu';
    return `https://api.${ONFIDO_REGIONS.has(region) ? region : 'eu'}.onfido.com`;
  },
  question: (input) => ({
    path: '/v3.6/applicants?per_page=1',
    headers: { authorization: `Token token=${requiredPart(input, 'key').value}` },
  }),
  judge: ({ status }) => (status === 200 ? passed('account', 'Onfido knows the key', 'Onfido connaît la clé') : undefined),
};

const sumsub: Provider = {
  api: 'https://api.sumsub.com',
  question: (input) => {
    const seconds = String(Math.floor(input.now().getTime() / 1000));
    const signature = createHmac('sha256', requiredPart(input, 'secret').value).update(`${seconds}GET${SUMSUB_PATH}`).digest('hex');
    return {
      path: SUMSUB_PATH,
      headers: { 'x-app-token': requiredPart(input, 'key').value, 'x-app-access-ts': seconds, 'x-app-access-sig': signature },
    };
  },
  // A token without the right to list levels is refused with 403 after its signature was accepted.
  judge: ({ status }) =>
    status === 200 || status === 403 ? passed('account', 'Sumsub knows the key', 'Sumsub connaît la clé') : undefined,
};

const PROVIDERS: ReadonlyMap<string, Provider> = new Map([
  ['onfido', onfido],
  ['sumsub', sumsub],
]);

export const kyc: Probe = (input) => askProvider(input, PROVIDERS);
