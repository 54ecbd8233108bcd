/** Production's variables with something wrong: one thing at a time for the acceptance, five at once for the quality of the error. */
import { CANARY, GOOD, type Source } from './schema.ts';

const without = (name: string): Source => Object.fromEntries(Object.entries(GOOD).filter(([each]) => each !== name));
const having = (change: Source): Source => ({ ...GOOD, ...change });

/** By what the table calls them. */
export const BROKEN: Readonly<Record<string, Source>> = {
  'a required variable missing': without('SMTP_FROM'),
  'an empty text': having({ S3_BUCKET: '' }),
  'a word as integer': having({ RATE_LIMIT_MAX: 'many' }),
  '20s as integer': having({ DATABASE_POOL_MAX: '20s' }),
  '12.5 as integer': having({ DATABASE_POOL_MAX: '12.5' }),
  '0x10 as integer': having({ DATABASE_POOL_MAX: '0x10' }),
  'an integer out of bounds': having({ DATABASE_POOL_MAX: '5000' }),
  'port 70000': having({ PORT: '70000' }),
  'maybe as boolean': having({ DATABASE_SSL: 'maybe' }),
  'a value outside its enum': having({ LOG_LEVEL: 'loud' }),
  'a text as URL': having({ API_URL: 'api.shop.example.com' }),
  'a URL of another scheme': having({ PUBLIC_URL: 'http://shop.example.com' }),
  'a URL as host': having({ SMTP_HOST: 'https://smtp.mail.example.com' }),
  'an email without domain': having({ ADMIN_EMAIL: 'admin' }),
  'a short secret': having({ JWT_SECRET: 'hunter2' }),
  'a test key': having({ STRIPE_SECRET_KEY: `sk_test_${CANARY}51HqLyjWDarjtT1` }),
  "staging's database": having({ DATABASE_URL: `postgresql://shop:${CANARY}db@primary.staging.internal:5432/shop` }),
  'a placeholder': having({ SESSION_SECRET: 'change-me-to-something-long-and-random' }),
};

/** Missing, of another type, of the wrong mode, a placeholder, outside its enum. */
export const FIVE = ['REDIS_URL', 'DATABASE_POOL_MAX', 'STRIPE_SECRET_KEY', 'SESSION_SECRET', 'LOG_LEVEL'] as const;

export const FIVE_BROKEN: Source = {
  ...without('REDIS_URL'),
  DATABASE_POOL_MAX: 'twenty',
  STRIPE_SECRET_KEY: `sk_test_${CANARY}51HqLyjWDarjtT1`,
  SESSION_SECRET: 'change-me-to-something-long-and-random',
  LOG_LEVEL: 'loud',
};
