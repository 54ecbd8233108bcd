/** Accounts with the stand-ins, by the names of the contract, and their webhooks on their way to a platform. None of it opens anything anywhere else. */
import type { StandIns } from '../../stand-ins/stand-ins.ts';

export const accountsAt = ({ stripe, onfido }: StandIns, platform: string): Readonly<Record<string, string>> => {
  const accounts = {
    STRIPE_SECRET_KEY: `sk_test_${'standin'.repeat(4)}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${'standin'.repeat(4)}`,
    SMS_PROVIDER: 'messagebird',
    SMS_API_KEY: 'test_stand-in',
    SMS_SENDER: 'Khadamat',
    KYC_PROVIDER: 'onfido',
    KYC_API_KEY: 'api_sandbox.stand-in',
    KYC_WEBHOOK_SECRET: 'stand-in-kyc-webhook',
    ADMIN_TOKEN: 'stand-in-admin',
  };
  stripe.webhooks.subscribe({ url: `${platform}/webhooks/stripe`, secret: accounts.STRIPE_WEBHOOK_SECRET });
  onfido.webhooks.subscribe({ url: `${platform}/webhooks/onfido`, secret: accounts.KYC_WEBHOOK_SECRET });
  return accounts;
};
