/** The environment's secrets, as lockflight.yaml marks them (`secret: true`), so that error reports can be searched for them. */
import type { Env } from '../config/env.ts';

const ADDRESSES = ['DATABASE_URL', 'SHADOW_DATABASE_URL', 'REDIS_URL'] as const satisfies readonly (keyof Env)[];
const KEYS = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'SMTP_PASSWORD',
  'SMS_API_KEY',
  'METRICS_TOKEN',
  'SMOKE_TOKEN',
  'ADMIN_TOKEN',
  'KYC_API_KEY',
  'KYC_WEBHOOK_SECRET',
] as const satisfies readonly (keyof Env)[];

export const SECRET_VARIABLES: readonly (keyof Env)[] = [...ADDRESSES, ...KEYS];

/** Of an address, also its password alone, as written and as meant. */
export const secretsOf = (env: Pick<Env, (typeof ADDRESSES)[number] | (typeof KEYS)[number]>): readonly string[] => [
  ...KEYS.flatMap((name) => env[name] ?? []),
  ...ADDRESSES.flatMap((name) => {
    const address = env[name];
    if (address === undefined || !URL.canParse(address)) return [];
    const { password } = new URL(address);
    return password === '' ? [] : [address, password, decoded(password)];
  }),
];

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
