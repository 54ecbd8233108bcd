/** Chooses the identity provider that the environment names. */
import type { Env } from '../config/env.ts';
import { RefusedStart } from '../refused-start.ts';
import type { Identity } from './identity.ts';
import { openOnfido } from './onfido.ts';

type IdentityEnv = Pick<Env, 'KYC_PROVIDER' | 'KYC_API_KEY' | 'KYC_WEBHOOK_SECRET'>;

/** Undefined without KYC_PROVIDER: an administrator then decides. Throws for a provider that is not known. */
export const openIdentity = async ({ KYC_PROVIDER, KYC_API_KEY, KYC_WEBHOOK_SECRET }: IdentityEnv): Promise<Identity | undefined> => {
  if (KYC_PROVIDER === undefined || KYC_API_KEY === undefined || KYC_WEBHOOK_SECRET === undefined) return undefined;
  if (KYC_PROVIDER.toLowerCase() !== 'onfido')
    throw new RefusedStart('KYC_PROVIDER: only onfido is known here; another one needs a module beside verification/onfido.ts');
  return openOnfido({ apiKey: KYC_API_KEY, webhookSecret: KYC_WEBHOOK_SECRET });
};
