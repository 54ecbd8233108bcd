/**
 * The service's settings: its variables, read and judged by the validator that is generated from lockflight.yaml. A process that does not know
 * where it is, or that lacks what its environment requires, does not start.
 */
import { validateEnv } from './env.ts';

export function readSettings(source) {
  const env = validateEnv(source);
  return {
    environment: env.name,
    port: env.PORT,
    url: env.KOOMY_URL,
    databaseUrl: env.DATABASE_URL,
    // Only a preview may do without these: nothing that it seals or shows is for customers.
    cardSigningKey: env.CARD_SIGNING_KEY ?? '00',
    cdnBaseUrl: env.CDN_BASE_URL ?? env.KOOMY_URL,
    stripeSecretKey: env.STRIPE_SECRET_KEY,
    stripeWebhookSecret: env.STRIPE_WEBHOOK_SECRET,
    firebaseProjectId: env.FIREBASE_PROJECT_ID,
    logLevel: env.LOG_LEVEL,
  };
}
