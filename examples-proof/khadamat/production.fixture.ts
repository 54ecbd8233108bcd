/** Production beside staging: names, keys and databases of its own, on the same machines. */
import { join } from 'node:path';
import { KHADAMAT_FILES } from '../../packages/lockflight/src/env/khadamat.fixture.ts';
import type { Staging } from './staging.fixture.ts';

type Values = Readonly<Record<string, string>>;

/** Each secret carries CANARY: none of it may be seen in anything that is written. */
export const productionOf = (staging: Staging): Values => ({
  ...staging.env,
  NODE_ENV: 'production',
  DATABASE_URL: databaseOf(staging, 'db.prod.internal', 'production'),
  SHADOW_DATABASE_URL: databaseOf(staging, 'shadow-db.prod.internal', 'production_shadow'),
  REDIS_URL: (staging.env.REDIS_URL ?? '').replace('.staging.internal', '.prod.internal'),
  CLAMAV_HOST: 'clamav.prod.internal',
  STRIPE_SECRET_KEY: 'sk_live_CANARYwzjystripe',
  STRIPE_WEBHOOK_SECRET: 'whsec_CANARYwzjyhook1234',
  SMTP_HOST: 'live.smtp.khadamat.example',
  SMS_API_KEY: 'live_CANARYwzjysms',
  SENTRY_DSN: 'https://fedcba9876543210@o1.ingest.sentry.io/42',
  METRICS_TOKEN: 'CANARYwzjymetrics',
  UPLOAD_STORAGE_DIR: join(staging.uploads, '../uploads-of-production'),
  BACKUP_DIR: join(staging.backups, '../backups-of-production'),
  SMOKE_TOKEN: 'CANARYwzjysmoke',
  ADMIN_TOKEN: 'CANARYwzjyadmin',
  KYC_API_KEY: 'api_live.CANARYwzjykyc',
  KYC_WEBHOOK_SECRET: 'CANARYwzjykychook',
  APP_BASE_URL: 'https://api.khadamat.example',
  FRONTEND_URL: 'https://www.khadamat.example',
});

const databaseOf = (staging: Staging, host: string, name: string): string => {
  const url = new URL(staging.env.DATABASE_URL ?? '');
  url.hostname = host;
  url.pathname = `/${name}`;
  return url.href;
};

/** Every variable of the contract, unset: what a developer's own backend/.env says must not reach the proofs. */
export const nothingIn = (staging: Staging): Values =>
  Object.fromEntries([...Object.keys(staging.env).filter((name) => !OF_THE_MACHINE.test(name)), 'MOCK_REDIS'].map((name) => [name, '']));

const OF_THE_MACHINE = /^(?:PATH|NODE_(?!ENV$)\w+|https?_proxy|no_proxy)$/i;

/** What a developer has: the sample, and an account with Stripe in test mode. Nothing else is set. */
export const localIn = (folder: string, staging: Staging): Values => {
  const written = KHADAMAT_FILES.local.matchAll(/^(\w+)="?([^"\n]*)"?$/gm);
  return {
    ...staging.env,
    ...nothingIn(staging),
    ...Object.fromEntries([...written].map(([, name = '', value = '']) => [name, value])),
    DATABASE_URL: `file:${join(folder, 'local.db')}`,
    SHADOW_DATABASE_URL: `file:${join(folder, 'shadow.db')}`,
    UPLOAD_STORAGE_DIR: join(folder, 'uploads'),
  };
};
