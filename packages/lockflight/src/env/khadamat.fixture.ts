/**
 * Files of variables that are right for the khadamat example, one for each environment. Every secret carries the word CANARY and a run of letters
 * of its own, so that a leak of any piece of it can be found in an output.
 */
export const KHADAMAT_FILES = {
  local: `# What a developer has
NODE_ENV=development
DATABASE_URL="file:./dev.db"
SHADOW_DATABASE_URL="file:./shadow.db"
MOCK_REDIS=true
UPLOAD_ANTIVIRUS=false
STRIPE_SECRET_KEY=sk_test_CANARYqjzwlocal
TRUST_PROXY=0
HSTS_ENABLED=false
UPLOAD_STORAGE_DIR=./uploads
SMOKE_ROUTES_ENABLE=true
APP_BASE_URL=http://localhost:4000
FRONTEND_URL=http://localhost:5173
`,
  staging: `NODE_ENV=staging
DATABASE_URL=postgresql://app:CANARYqvxkdb@db.staging.internal:5432/khadamat
SHADOW_DATABASE_URL=postgresql://app:CANARYqvxkshadow@shadow.staging.internal:5432/khadamat
REDIS_URL=rediss://:CANARYqvxkredis@cache.staging.internal:6379
UPLOAD_ANTIVIRUS=true
CLAMAV_HOST=clamav
CLAMAV_PORT=3310
STRIPE_SECRET_KEY=sk_test_CANARYqvxkstripe
STRIPE_WEBHOOK_SECRET=whsec_CANARYqvxkhook
SMTP_HOST=sandbox.smtp.example.com
SMTP_PORT=587
SMTP_USER=khadamat
SMTP_PASSWORD='CANARYqvxk smtp # not a comment'
SMTP_FROM=bonjour@khadamat.example
SMS_PROVIDER=messagebird
SMS_API_KEY=test_CANARYqvxksms
SMS_SENDER=Khadamat
SENTRY_DSN=https://0123456789abcdef@o1.ingest.sentry.io/41
METRICS_TOKEN=CANARYqvxkmetrics
TRUST_PROXY=1
HSTS_ENABLED=true
UPLOAD_STORAGE_DIR=/mnt/shared/uploads
BACKUP_ENABLED=true
BACKUP_SCHEDULE="0 3 * * *"
BACKUP_DIR=/mnt/shared/backups
BACKUP_RETENTION_DAYS=2
SMOKE_ROUTES_ENABLE=false
SMOKE_TOKEN=CANARYqvxksmoke
ADMIN_TOKEN=CANARYqvxkadmin
ADMIN_IP_ALLOWLIST=203.0.113.0/24
KYC_PROVIDER=onfido
KYC_API_KEY=api_sandbox.CANARYqvxkkyc
KYC_WEBHOOK_SECRET=CANARYqvxkkychook
APP_BASE_URL=https://api.staging.khadamat.example
FRONTEND_URL=https://www.staging.khadamat.example
`,
  production: `NODE_ENV=production
DATABASE_URL=postgresql://app:CANARYwzjydb@db.prod.internal:5432/khadamat
SHADOW_DATABASE_URL=postgresql://app:CANARYwzjyshadow@shadow.prod.internal:5432/khadamat
REDIS_URL=rediss://:CANARYwzjyredis@cache.prod.internal:6379
UPLOAD_ANTIVIRUS=true
CLAMAV_HOST=clamav
CLAMAV_PORT=3310
STRIPE_SECRET_KEY=sk_live_CANARYwzjystripe
STRIPE_WEBHOOK_SECRET=whsec_CANARYwzjyhook
SMTP_HOST=live.smtp.example.com
SMTP_PORT=587
SMTP_USER=khadamat
SMTP_PASSWORD=CANARYwzjysmtp
SMTP_FROM=bonjour@khadamat.example
SMS_PROVIDER=messagebird
SMS_API_KEY=live_CANARYwzjysms
SMS_SENDER=Khadamat
SENTRY_DSN=https://fedcba9876543210@o1.ingest.sentry.io/42
METRICS_TOKEN=CANARYwzjymetrics
TRUST_PROXY=1
HSTS_ENABLED=true
UPLOAD_STORAGE_DIR=/mnt/durable/uploads
BACKUP_ENABLED=true
BACKUP_SCHEDULE="0 3 * * *"
BACKUP_DIR=/mnt/durable/backups
BACKUP_RETENTION_DAYS=30
SMOKE_ROUTES_ENABLE=false
ADMIN_TOKEN=CANARYwzjyadmin
ADMIN_IP_ALLOWLIST=198.51.100.7/32
KYC_PROVIDER=onfido
KYC_API_KEY=api_live.CANARYwzjykyc
KYC_WEBHOOK_SECRET=CANARYwzjykychook
APP_BASE_URL=https://api.khadamat.example
FRONTEND_URL=https://www.khadamat.example
`,
} as const;

export type KhadamatEnvironment = keyof typeof KHADAMAT_FILES;

/**
 * Every row of the matrix, broken once in each environment where it can be. `unset` takes the variable away. The issue is on the first
 * variable unless `on` names another.
 */
export interface BrokenRow {
  readonly row: string;
  readonly environment: KhadamatEnvironment;
  readonly set: Readonly<Record<string, string | null>>;
  readonly on: string;
  readonly code: string;
}

const row = (environment: KhadamatEnvironment, name: string, value: string | null, code: string, title = name): BrokenRow => ({
  row: title,
  environment,
  set: { [name]: value },
  on: name,
  code,
});

const STAGED = ['staging', 'production'] as const;

const inBoth = (name: string, value: string | null, code: string, title = name): readonly BrokenRow[] =>
  STAGED.map((environment) => row(environment, name, value, code, title));

export const BROKEN_ROWS: readonly BrokenRow[] = [
  row('local', 'NODE_ENV', 'staging', 'invalid'),
  row('staging', 'NODE_ENV', 'production', 'invalid'),
  row('production', 'NODE_ENV', 'development', 'invalid'),
  row('production', 'NODE_ENV', null, 'missing'),
  row('local', 'DATABASE_URL', 'postgres://u:CANARYqvxk@db.prod.internal/x', 'foreign-value'),
  row('local', 'DATABASE_URL', 'postgres://u:CANARYqvxk@elsewhere.example/x', 'invalid'),
  row('staging', 'DATABASE_URL', 'postgres://u:CANARYqvxk@db.prod.internal/x', 'foreign-value'),
  row('production', 'DATABASE_URL', 'postgres://u:CANARYqvxk@db.staging.internal/x', 'foreign-value'),
  ...inBoth('DATABASE_URL', 'file:./dev.db', 'invalid'),
  ...inBoth('DATABASE_URL', null, 'missing'),
  row('local', 'SHADOW_DATABASE_URL', 'file:./dev.db', 'not-distinct'),
  row('production', 'SHADOW_DATABASE_URL', 'postgresql://app:CANARYwzjydb@db.prod.internal:5432/khadamat', 'not-distinct'),
  ...inBoth('SHADOW_DATABASE_URL', null, 'missing'),
  row('local', 'REDIS_URL', 'http://CANARYqvxk', 'invalid'),
  ...inBoth('REDIS_URL', null, 'missing'),
  ...inBoth('MOCK_REDIS', 'true', 'forbidden', 'REDIS_URL'),
  row('local', 'UPLOAD_ANTIVIRUS', 'true', 'invalid'),
  ...inBoth('UPLOAD_ANTIVIRUS', 'false', 'invalid'),
  ...inBoth('CLAMAV_HOST', null, 'missing'),
  ...inBoth('CLAMAV_PORT', '0', 'invalid'),
  { ...row('local', 'CLAMAV_HOST', 'scanner.local', 'incomplete-group'), on: 'CLAMAV_PORT' },
  row('local', 'STRIPE_SECRET_KEY', 'sk_live_CANARYqvxk', 'foreign-value'),
  row('staging', 'STRIPE_SECRET_KEY', 'rk_live_CANARYqvxk', 'foreign-value'),
  row('production', 'STRIPE_SECRET_KEY', 'sk_test_CANARYqvxk', 'wrong-mode'),
  row('production', 'STRIPE_SECRET_KEY', 'CANARYqvxk', 'invalid'),
  ...inBoth('STRIPE_WEBHOOK_SECRET', null, 'missing'),
  row('local', 'STRIPE_WEBHOOK_SECRET', 'CANARYqvxk', 'invalid'),
  { ...row('local', 'SMTP_HOST', 'sandbox.smtp.example.com', 'incomplete-group'), on: 'SMTP_PORT' },
  row('staging', 'SMTP_HOST', 'live.smtp.example.com', 'foreign-value'),
  row('production', 'SMTP_HOST', 'sandbox.smtp.example.com', 'wrong-mode'),
  ...inBoth('SMTP_HOST', null, 'missing'),
  ...inBoth('SMTP_FROM', 'CANARYqvxk', 'invalid'),
  row('staging', 'SMS_API_KEY', 'live_CANARYqvxk', 'foreign-value'),
  row('production', 'SMS_API_KEY', 'test_CANARYqvxk', 'wrong-mode'),
  { ...row('local', 'SMS_API_KEY', 'test_CANARYqvxk', 'incomplete-group'), on: 'SMS_PROVIDER' },
  ...inBoth('SMS_PROVIDER', null, 'missing'),
  ...inBoth('SENTRY_DSN', null, 'missing'),
  row('local', 'SENTRY_DSN', 'CANARYqvxk', 'invalid'),
  ...inBoth('METRICS_TOKEN', 'xxx', 'placeholder'),
  row('local', 'TRUST_PROXY', '1', 'invalid'),
  ...inBoth('TRUST_PROXY', '0', 'invalid'),
  row('local', 'HSTS_ENABLED', 'on', 'invalid'),
  ...inBoth('HSTS_ENABLED', 'no', 'invalid'),
  ...inBoth('UPLOAD_STORAGE_DIR', './uploads', 'invalid'),
  ...inBoth('BACKUP_ENABLED', 'false', 'invalid'),
  { ...row('local', 'BACKUP_ENABLED', 'true', 'incomplete-group'), on: 'BACKUP_SCHEDULE' },
  ...inBoth('BACKUP_DIR', null, 'missing'),
  row('local', 'SMOKE_ROUTES_ENABLE', 'maybe', 'invalid'),
  ...inBoth('SMOKE_ROUTES_ENABLE', 'true', 'invalid'),
  ...inBoth('ADMIN_IP_ALLOWLIST', null, 'missing'),
  ...inBoth('ADMIN_IP_ALLOWLIST', '203.0.113.0/24, 1.2.3.4/0', 'invalid'),
  row('local', 'ADMIN_IP_ALLOWLIST', 'everywhere', 'invalid'),
  row('staging', 'KYC_API_KEY', 'api_live.CANARYqvxk', 'foreign-value'),
  row('production', 'KYC_API_KEY', 'api_sandbox.CANARYqvxk', 'wrong-mode'),
  { ...row('local', 'KYC_API_KEY', 'api_sandbox.CANARYqvxk', 'incomplete-group'), on: 'KYC_PROVIDER' },
  ...inBoth('KYC_PROVIDER', null, 'missing'),
  row('local', 'APP_BASE_URL', 'https://api.khadamat.example', 'foreign-value'),
  row('staging', 'APP_BASE_URL', 'https://api.khadamat.example', 'foreign-value'),
  row('production', 'APP_BASE_URL', 'http://localhost:4000', 'foreign-value'),
  row('production', 'FRONTEND_URL', 'https://khadamat.evil.example', 'invalid'),
];

/** The rows of the matrix, in its order. */
export const MATRIX_ROWS = [
  'NODE_ENV',
  'DATABASE_URL',
  'SHADOW_DATABASE_URL',
  'REDIS_URL',
  'UPLOAD_ANTIVIRUS',
  'CLAMAV_HOST',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'SMTP_HOST',
  'SMS_API_KEY',
  'SENTRY_DSN',
  'METRICS_TOKEN',
  'TRUST_PROXY',
  'HSTS_ENABLED',
  'UPLOAD_STORAGE_DIR',
  'BACKUP_ENABLED',
  'SMOKE_ROUTES_ENABLE',
  'ADMIN_IP_ALLOWLIST',
  'KYC_API_KEY',
  'APP_BASE_URL',
] as const;
