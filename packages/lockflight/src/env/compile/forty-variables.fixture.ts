/** A contract of forty variables as a service of middling size has them: what speed and size are measured on. */
export const FORTY_VARIABLES = `lockflight: 1
project: forty
language: en
select: [APP_ENV]
environments:
  local: { kind: development, aliases: [development] }
  staging: { kind: staging }
  production: { kind: production }
variables:
  NODE_ENV: { type: enum, values: [development, test, production] }
  LOG_LEVEL: { type: enum, values: [debug, info, warn, error], default: info }
  PORT: { type: port, default: 3000 }
  HOST: { type: host, default: localhost }
  APP_URL: { type: url, scheme: [http, https] }
  API_URL: { type: url, scheme: [http, https] }
  CDN_URL: { type: url, scheme: https, need: optional }
  DATABASE_URL: { type: url, secret: true, scheme: [postgres, postgresql] }
  DATABASE_POOL_MIN: { type: integer, min: 0, max: 100, default: 2 }
  DATABASE_POOL_MAX: { type: integer, min: 1, max: 500, default: 10 }
  DATABASE_SSL: { type: boolean, default: true }
  REDIS_URL: { type: url, secret: true, scheme: [redis, rediss] }
  REDIS_PREFIX: { type: string, default: "app:" }
  SESSION_SECRET: { type: string, secret: true, length: { min: 32 } }
  SESSION_TTL: { type: integer, min: 60, default: 86400 }
  JWT_SECRET: { type: string, secret: true, length: { min: 32 } }
  JWT_ISSUER: { type: string }
  JWT_AUDIENCE: { type: string }
  CORS_ORIGIN: { type: url }
  RATE_LIMIT_MAX: { type: integer, min: 1, default: 100 }
  RATE_LIMIT_WINDOW: { type: integer, min: 1, default: 60000 }
  SMTP_HOST: { type: host }
  SMTP_PORT: { type: port }
  SMTP_USER: { type: string }
  SMTP_PASSWORD: { type: string, secret: true }
  SMTP_FROM: { type: email }
  SUPPORT_EMAIL: { type: email, need: optional }
  STRIPE_SECRET_KEY: { type: string, secret: true, matches: "^sk_(test|live)_" }
  STRIPE_WEBHOOK_SECRET: { type: string, secret: true, matches: "^whsec_" }
  AWS_REGION: { type: string }
  AWS_ACCESS_KEY_ID: { type: string, secret: true }
  AWS_SECRET_ACCESS_KEY: { type: string, secret: true }
  S3_BUCKET: { type: string, matches: "^[a-z0-9.-]+$" }
  SENTRY_DSN: { type: url, need: optional }
  METRICS_ENABLED: { type: boolean, default: false }
  METRICS_PORT: { type: port, default: 9090 }
  FEATURE_SIGNUP: { type: boolean, default: true }
  FEATURE_BETA: { type: boolean, default: false }
  SAMPLE_RATE: { type: number, min: 0, max: 1, default: 0.1 }
  RELEASE_ID: { type: uuid, need: optional }
`;

/** Values that are right for it in production. */
export const FORTY_VALUES: Readonly<Record<string, string>> = {
  APP_ENV: 'production',
  NODE_ENV: 'production',
  LOG_LEVEL: 'info',
  PORT: '8080',
  HOST: 'app.internal',
  APP_URL: 'https://www.acme.test',
  API_URL: 'https://api.acme.test/v1',
  CDN_URL: 'https://cdn.acme.test/',
  DATABASE_URL: 'postgresql://app:s3cretword@db.internal:5432/app?sslmode=require',
  DATABASE_POOL_MIN: '2',
  DATABASE_POOL_MAX: '20',
  DATABASE_SSL: 'true',
  REDIS_URL: 'rediss://:s3cretword@cache.internal:6379/0',
  REDIS_PREFIX: 'acme:',
  SESSION_SECRET: 'k7Jw2mQ9tR4vX1zB6nD3fH8sL5pC0yGa',
  SESSION_TTL: '86400',
  JWT_SECRET: 'A5dF8hJ2kL6nQ1rT4uW7yB0cE3gI9mOp',
  JWT_ISSUER: 'https://auth.acme.test/',
  JWT_AUDIENCE: 'acme-api',
  CORS_ORIGIN: 'https://www.acme.test',
  RATE_LIMIT_MAX: '300',
  RATE_LIMIT_WINDOW: '60000',
  SMTP_HOST: 'smtp.acme.test',
  SMTP_PORT: '587',
  SMTP_USER: 'mailer',
  SMTP_PASSWORD: 'pw-84h2k19dk2',
  SMTP_FROM: 'hello@acme.test',
  SUPPORT_EMAIL: 'support@acme.test',
  STRIPE_SECRET_KEY: 'sk_live_51H8s9Kd02jf83hd',
  STRIPE_WEBHOOK_SECRET: 'whsec_83hfs92hf92hf9',
  AWS_REGION: 'eu-west-3',
  AWS_ACCESS_KEY_ID: 'AKIAQ83HF72HDK29',
  AWS_SECRET_ACCESS_KEY: 'h38fh29fh2+93hf9/29hf92hf92h',
  S3_BUCKET: 'acme-uploads',
  SENTRY_DSN: 'https://abc123@o1.sentry.test/42',
  METRICS_ENABLED: 'true',
  METRICS_PORT: '9090',
  FEATURE_SIGNUP: 'true',
  FEATURE_BETA: 'false',
  SAMPLE_RATE: '0.25',
  RELEASE_ID: '123e4567-e89b-12d3-a456-426614174000',
};
