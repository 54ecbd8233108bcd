/**
 * The one schema of the comparison: 40 variables as a production service has them, each with a value that every contestant must accept. What a peer can
 * say of it in its own words stands in contestants/; what Lockflight says is `contractText`.
 */
export type Rule =
  | { readonly type: 'string'; readonly min: number; readonly prefix?: string }
  | { readonly type: 'url'; readonly schemes: readonly string[]; readonly hostSuffix?: string }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'host' | 'port' | 'boolean' | 'email' };

export interface Variable {
  readonly name: string;
  readonly rule: Rule;
  readonly secret: boolean;
  /** What production has. Every secret holds CANARY, which may appear in no error. */
  readonly value: string;
}

export type Source = Readonly<Record<string, string>>;

export const CANARY = 'kQ7vCanary';

const plain = (name: string, rule: Rule, value: string): Variable => ({ name, rule, value, secret: false });
const secret = (name: string, rule: Rule, value: string): Variable => ({ name, rule, value, secret: true });
const text = (min: number): Rule => ({ type: 'string', min });
const starting = (prefix: string, min: number): Rule => ({ type: 'string', min, prefix });
const integer = (min: number, max: number): Rule => ({ type: 'integer', min, max });
const oneOf = (...values: readonly string[]): Rule => ({ type: 'enum', values });
const https: Rule = { type: 'url', schemes: ['https'] };
const [host, port, boolean, email] = (['host', 'port', 'boolean', 'email'] as const).map((type): Rule => ({ type })) as [
  Rule,
  Rule,
  Rule,
  Rule,
];

export const VARIABLES: readonly Variable[] = [
  plain('APP_ENV', oneOf('local', 'staging', 'production'), 'production'),
  plain('NODE_ENV', oneOf('development', 'production'), 'production'),
  plain('LOG_LEVEL', oneOf('debug', 'info', 'warn', 'error'), 'info'),
  plain('HOST', host, '10.0.12.7'),
  plain('PORT', port, '8080'),
  plain('PUBLIC_URL', https, 'https://shop.example.com'),
  plain('API_URL', https, 'https://api.shop.example.com/v2'),
  secret(
    'DATABASE_URL',
    { type: 'url', schemes: ['postgres', 'postgresql'], hostSuffix: '.prod.internal' },
    `postgresql://shop:${CANARY}db@primary.prod.internal:5432/shop`,
  ),
  plain('DATABASE_POOL_MIN', integer(0, 100), '2'),
  plain('DATABASE_POOL_MAX', integer(1, 200), '20'),
  plain('DATABASE_SSL', boolean, 'true'),
  secret('REDIS_URL', { type: 'url', schemes: ['redis', 'rediss'] }, `rediss://default:${CANARY}redis@cache.prod.internal:6380/0`),
  plain('REDIS_TLS', boolean, 'true'),
  plain('SMTP_HOST', host, 'smtp.mail.example.com'),
  plain('SMTP_PORT', port, '587'),
  plain('SMTP_USER', text(1), 'postmaster'),
  secret('SMTP_PASSWORD', text(12), `${CANARY}smtp-9d2f`),
  plain('SMTP_FROM', email, 'shop@example.com'),
  plain('SUPPORT_EMAIL', email, 'support@example.com'),
  plain('ADMIN_EMAIL', email, 'admin@example.com'),
  secret('JWT_SECRET', text(32), `${CANARY}jwt-6b1f0a9c8e7d5342b1a0f9e8`),
  secret('SESSION_SECRET', text(32), `${CANARY}session-0a9c8e7d5342b1a0f9e8`),
  secret('ENCRYPTION_KEY', text(32), `${CANARY}key-8e7d5342b1a0f9e8d7c6b5a4`),
  secret('STRIPE_SECRET_KEY', starting('sk_live_', 16), `sk_live_${CANARY}51HqLyjWDarjtT1`),
  plain('STRIPE_PUBLISHABLE_KEY', starting('pk_live_', 16), 'pk_live_51HqLyjWDarjtT1zdp7dc'),
  secret('STRIPE_WEBHOOK_SECRET', starting('whsec_', 16), `whsec_${CANARY}8WkqMnb31`),
  plain('SENTRY_DSN', https, 'https://d41d8cd98f00b204e9800998ecf8427e@o4504.ingest.example.com/4505'),
  plain('S3_ENDPOINT', https, 'https://s3.eu-west-3.example.com'),
  plain('S3_BUCKET', text(3), 'shop-uploads-production'),
  plain('S3_REGION', oneOf('eu-west-1', 'eu-west-3', 'us-east-1'), 'eu-west-3'),
  secret('S3_ACCESS_KEY_ID', text(16), `AKIA${CANARY}3EXAMPLE`),
  secret('S3_SECRET_ACCESS_KEY', text(32), `${CANARY}s3-wJalrUtnFEMIbPRfiCYzEXAMPLEKEY`),
  plain('CLAMAV_HOST', host, 'clamav.prod.internal'),
  plain('CLAMAV_PORT', port, '3310'),
  plain('RATE_LIMIT_MAX', integer(1, 100_000), '600'),
  plain('RATE_LIMIT_WINDOW_MS', integer(1, 86_400_000), '60000'),
  plain('CACHE_TTL_SECONDS', integer(0, 31_536_000), '3600'),
  plain('FEATURE_SIGNUP', boolean, 'true'),
  plain('MAINTENANCE_MODE', boolean, 'false'),
  plain('METRICS_ENABLED', boolean, 'true'),
];

export const GOOD: Source = Object.fromEntries(VARIABLES.map(({ name, value }) => [name, value]));

/** What Lockflight knows without being told is left to it: that a Stripe key has a mode, that staging's host is not production's. */
const inContract = ({ name, rule, secret }: Variable): string => {
  const facts = ((): readonly string[] => {
    if (name === 'DATABASE_URL') {
      const places =
        '{ local: { scheme: [postgres, postgresql] }, staging: { host: "*.staging.internal" }, production: { host: "*.prod.internal" } }';
      return ['type: url', 'scheme: [postgres, postgresql]', `in: ${places}`];
    }
    switch (rule.type) {
      case 'string': {
        const mode = 'in: { local: test, staging: test, production: live }';
        if (rule.prefix === 'sk_live_') return ['type: stripe-secret-key', mode];
        if (rule.prefix === 'pk_live_') return ['type: stripe-publishable-key', mode];
        return [rule.prefix === 'whsec_' ? 'type: stripe-webhook-secret' : 'type: string', `length: { min: ${rule.min} }`];
      }
      case 'url':
        return ['type: url', `scheme: [${rule.schemes.join(', ')}]`];
      case 'enum':
        return ['type: enum', `values: [${rule.values.join(', ')}]`];
      case 'integer':
        return ['type: integer', `min: ${rule.min}`, `max: ${rule.max}`];
      default:
        return [`type: ${rule.type}`];
    }
  })();
  return `  ${name}: { ${[...facts, ...(secret ? ['secret: true'] : [])].join(', ')} }`;
};

export const contractText = (): string =>
  [
    'lockflight: 1',
    'project: shop',
    'select: [APP_ENV]',
    'environments:',
    '  local: { kind: development }',
    '  staging: { kind: staging, branch: staging }',
    '  production: { kind: production, branch: main }',
    'variables:',
    ...VARIABLES.map(inContract),
    '',
  ].join('\n');
