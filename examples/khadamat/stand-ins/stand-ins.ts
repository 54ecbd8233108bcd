/**
 * Stand-ins for the vendors that the platform talks to, for development and proofs: Stripe, MessageBird, Onfido, Sentry. They answer as the vendors' published APIs do
 * and are reached through the vendors' own clients, which follow `env`: the platform has no variable, and no code, that knows of them.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTHORITY } from './certificate.ts';
import { checkoutPage } from './checkout-page.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { type MessageBird, openMessageBird } from './messagebird.ts';
import { type Onfido, openOnfido } from './onfido.ts';
import { openSentry, type Sentry } from './sentry.ts';
import { openStripe, type Stripe } from './stripe.ts';

export interface StandIns extends AsyncDisposable {
  readonly stripe: Stripe;
  readonly messagebird: MessageBird;
  readonly onfido: Onfido;
  readonly sentry: Sentry;
  readonly gateway: Pick<Gateway, 'origin' | 'refused' | 'outages'>;
  /** For the process that is to reach them; its own machine stays reachable. */
  readonly env: Readonly<Record<string, string>>;
}

/** `direct`: hosts that the process reaches by itself, such as its database's. */
export const startStandIns = async (direct: readonly string[] = []): Promise<StandIns> => {
  const stripe = openStripe();
  const messagebird = openMessageBird();
  const onfido = openOnfido();
  const sentry = openSentry();
  const gateway = await openGateway([stripe, messagebird, onfido, sentry], checkoutPage(stripe));
  stripe.origin(gateway.origin);
  const folder = await mkdtemp(join(tmpdir(), 'khadamat-stand-ins-'));
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, AUTHORITY);
  const own = ['localhost', '127.0.0.1', '::1', ...direct].join(',');
  return {
    stripe,
    messagebird,
    onfido,
    sentry,
    gateway,
    env: {
      HTTPS_PROXY: gateway.origin,
      https_proxy: gateway.origin,
      NO_PROXY: own,
      no_proxy: own,
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: authority,
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([stripe.webhooks.close(), onfido.webhooks.close()]);
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
