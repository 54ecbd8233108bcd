/**
 * The example contracts at work. Khadamat's variables: values that are right everywhere, then every row of the matrix broken once.
 * Koomy's environments: which one is this, what may be done there, and is it in test mode.
 */
import { describe, expect, test } from 'vitest';
import { activityOfEvidence, refusalOf } from './contract/activity.ts';
import { findEnvironment } from './contract/model.ts';
import { judgeEnvironment } from './env/judge.ts';
import { judgeAll } from './env/judge-all.ts';
import { whichEnvironment } from './env/which-environment.ts';
import { contractHere } from './examples.fixture.ts';

const contract = contractHere('examples/khadamat/lockflight.yaml');
type Values = Readonly<Record<string, string>>;

const LOCAL: Values = {
  NODE_ENV: 'development',
  DATABASE_URL: 'file:./dev.db',
  SHADOW_DATABASE_URL: 'file:./shadow.db',
  MOCK_REDIS: 'true',
  UPLOAD_ANTIVIRUS: 'false',
  STRIPE_SECRET_KEY: 'sk_test_localLOCALlocalLOCAL1234',
  TRUST_PROXY: '0',
  HSTS_ENABLED: 'false',
  UPLOAD_STORAGE_DIR: './uploads',
  SMOKE_ROUTES_ENABLE: 'true',
  APP_BASE_URL: 'http://localhost:4000',
  FRONTEND_URL: 'http://localhost:5173',
};

const STAGING: Values = {
  NODE_ENV: 'staging',
  DATABASE_URL: 'postgresql://app:canary-db-staging@db.staging.internal:5432/khadamat',
  SHADOW_DATABASE_URL: 'postgresql://app:canary-shadow-staging@shadow.staging.internal:5432/khadamat',
  REDIS_URL: 'rediss://:canary-redis-staging@cache.staging.internal:6379',
  UPLOAD_ANTIVIRUS: 'true',
  CLAMAV_HOST: 'clamav',
  CLAMAV_PORT: '3310',
  STRIPE_SECRET_KEY: 'sk_test_stagingSTAGINGstaging1234',
  STRIPE_WEBHOOK_SECRET: 'whsec_stagingSTAGINGstagingSTAGING12',
  SMTP_HOST: 'sandbox.smtp.example.com',
  SMTP_PORT: '587',
  SMTP_USER: 'khadamat-staging',
  SMTP_PASSWORD: 'canary-smtp-staging',
  SMTP_FROM: 'bonjour@khadamat.example',
  SMS_PROVIDER: 'messagebird',
  SMS_API_KEY: 'test_canarySmsStaging',
  SMS_SENDER: 'Khadamat',
  SENTRY_DSN: 'https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/41',
  METRICS_TOKEN: 'canary-metrics-staging',
  TRUST_PROXY: '1',
  HSTS_ENABLED: 'true',
  UPLOAD_STORAGE_DIR: '/mnt/shared/uploads',
  BACKUP_ENABLED: 'true',
  BACKUP_SCHEDULE: '0 3 * * *',
  BACKUP_DIR: '/mnt/shared/backups',
  BACKUP_RETENTION_DAYS: '2',
  SMOKE_ROUTES_ENABLE: 'false',
  SMOKE_TOKEN: 'canary-smoke-staging',
  ADMIN_TOKEN: 'canary-admin-staging',
  ADMIN_IP_ALLOWLIST: '203.0.113.0/24',
  KYC_PROVIDER: 'onfido',
  KYC_API_KEY: 'api_sandbox.canaryKycStaging',
  KYC_WEBHOOK_SECRET: 'canary-kyc-webhook-staging',
  APP_BASE_URL: 'https://api.staging.khadamat.example',
  FRONTEND_URL: 'https://www.staging.khadamat.example',
};

const PRODUCTION: Values = {
  ...STAGING,
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://app:canary-db-live@db.prod.internal:5432/khadamat',
  SHADOW_DATABASE_URL: 'postgresql://app:canary-shadow-live@shadow.prod.internal:5432/khadamat',
  REDIS_URL: 'rediss://:canary-redis-live@cache.prod.internal:6379',
  STRIPE_SECRET_KEY: 'sk_live_productionPRODUCTION1234',
  STRIPE_WEBHOOK_SECRET: 'whsec_productionPRODUCTIONproduction1',
  SMTP_HOST: 'live.smtp.example.com',
  SMTP_PASSWORD: 'canary-smtp-live',
  SMS_API_KEY: 'live_canarySmsLive',
  SENTRY_DSN: 'https://fedcba9876543210fedcba9876543210@o1.ingest.sentry.io/42',
  METRICS_TOKEN: 'canary-metrics-live',
  UPLOAD_STORAGE_DIR: '/mnt/durable/uploads',
  BACKUP_RETENTION_DAYS: '30',
  SMOKE_TOKEN: 'canary-smoke-live',
  ADMIN_TOKEN: 'canary-admin-live',
  ADMIN_IP_ALLOWLIST: '198.51.100.7/32',
  KYC_API_KEY: 'api_live.canaryKycLive',
  KYC_WEBHOOK_SECRET: 'canary-kyc-webhook-live',
  APP_BASE_URL: 'https://api.khadamat.example',
  FRONTEND_URL: 'https://www.khadamat.example',
};

const ALL = { local: LOCAL, staging: STAGING, production: PRODUCTION };
type Name = keyof typeof ALL;

/** The right values of an environment, save some; undefined takes one away. */
const broken = (environment: Name, changes: Readonly<Record<string, string | undefined>>) =>
  new Map(Object.entries({ ...ALL[environment], ...changes }).filter((pair): pair is [string, string] => pair[1] !== undefined));
const issues = (environment: Name, changes: Readonly<Record<string, string | undefined>> = {}) =>
  judgeEnvironment(contract, environment, broken(environment, changes));

test.each(['local', 'staging', 'production'] as const)('the right values start %s', (environment) => {
  expect(issues(environment)).toEqual([]);
});

test('no environment carries the secret of another one', () => {
  const every = new Map((['local', 'staging', 'production'] as const).map((name) => [name as string, { values: broken(name, {}) }]));
  expect([...judgeAll(contract, every)].flatMap((judgement) => judgement.issues)).toEqual([]);
});

describe('production, each row of the matrix broken once', () => {
  /** Row, the variable that is said to be wrong, its code, and what is wrong. */
  const ROWS: readonly (readonly [string, string, string, Readonly<Record<string, string | undefined>>])[] = [
    ['NODE_ENV', 'NODE_ENV', 'invalid', { NODE_ENV: 'prod-eu' }],
    ['DATABASE_URL', 'DATABASE_URL', 'foreign-value', { DATABASE_URL: STAGING.DATABASE_URL }],
    ['SHADOW_DATABASE_URL', 'SHADOW_DATABASE_URL', 'not-distinct', { SHADOW_DATABASE_URL: PRODUCTION.DATABASE_URL }],
    ['REDIS_URL', 'REDIS_URL', 'missing', { REDIS_URL: undefined }],
    ['REDIS_URL', 'MOCK_REDIS', 'forbidden', { MOCK_REDIS: 'true' }],
    ['UPLOAD_ANTIVIRUS', 'UPLOAD_ANTIVIRUS', 'invalid', { UPLOAD_ANTIVIRUS: 'false' }],
    ['CLAMAV_HOST / CLAMAV_PORT', 'CLAMAV_PORT', 'invalid', { CLAMAV_PORT: '70000' }],
    ['STRIPE_SECRET_KEY', 'STRIPE_SECRET_KEY', 'wrong-mode', { STRIPE_SECRET_KEY: STAGING.STRIPE_SECRET_KEY }],
    ['STRIPE_WEBHOOK_SECRET', 'STRIPE_WEBHOOK_SECRET', 'missing', { STRIPE_WEBHOOK_SECRET: undefined }],
    ['SMTP_*', 'SMTP_HOST', 'wrong-mode', { SMTP_HOST: 'sandbox.smtp.example.com' }],
    ['SMS_PROVIDER + clés', 'SMS_API_KEY', 'wrong-mode', { SMS_API_KEY: STAGING.SMS_API_KEY }],
    ['SENTRY_DSN', 'SENTRY_DSN', 'missing', { SENTRY_DSN: undefined }],
    ['METRICS_TOKEN', 'METRICS_TOKEN', 'placeholder', { METRICS_TOKEN: 'change-me' }],
    ['TRUST_PROXY', 'TRUST_PROXY', 'invalid', { TRUST_PROXY: '0' }],
    ['HSTS_ENABLED', 'HSTS_ENABLED', 'missing', { HSTS_ENABLED: '' }],
    ['UPLOAD_STORAGE_DIR', 'UPLOAD_STORAGE_DIR', 'invalid', { UPLOAD_STORAGE_DIR: './uploads' }],
    ['BACKUP_*', 'BACKUP_ENABLED', 'invalid', { BACKUP_ENABLED: 'off' }],
    ['SMOKE_ROUTES_ENABLE', 'SMOKE_ROUTES_ENABLE', 'invalid', { SMOKE_ROUTES_ENABLE: 'true' }],
    ['ADMIN_IP_ALLOWLIST', 'ADMIN_IP_ALLOWLIST', 'invalid', { ADMIN_IP_ALLOWLIST: '0.0.0.0/0' }],
    ['KYC_PROVIDER & clés', 'KYC_API_KEY', 'wrong-mode', { KYC_API_KEY: STAGING.KYC_API_KEY }],
    ['APP_BASE_URL / FRONTEND_URL', 'FRONTEND_URL', 'foreign-value', { FRONTEND_URL: 'http://localhost:5173' }],
  ];

  test.each(ROWS)('%s: %s is %s', (_row, variable, code, changes) => {
    expect(issues('production', changes).map((issue) => [issue.variable, issue.code, issue.severity])).toEqual([[variable, code, 'error']]);
  });

  test('every row is broken', () => {
    expect(new Set(ROWS.map(([row]) => row)).size).toBe(20);
  });

  test('all rows broken at once: every one is told, and no secret is', () => {
    const together = issues('production', { ...Object.assign({}, ...ROWS.map((row) => row[3])), SHADOW_DATABASE_URL: undefined });
    expect(new Set(together.map((issue) => issue.variable))).toEqual(new Set(ROWS.map(([, variable]) => variable)));
    expect(JSON.stringify(together)).not.toMatch(/canary|sk_test_|sk_live_|change-me/i);
  });
});

test('staging refuses a live key and production refuses a sandbox', () => {
  expect(issues('staging', { STRIPE_SECRET_KEY: PRODUCTION.STRIPE_SECRET_KEY }).map((i) => i.code)).toEqual(['foreign-value']);
  expect(issues('production', { STRIPE_SECRET_KEY: STAGING.STRIPE_SECRET_KEY }).map((i) => i.code)).toEqual(['wrong-mode']);
});

test('half of a group is told once', () => {
  expect(issues('local', { SMTP_HOST: 'sandbox.smtp.example.com', SMTP_PORT: '587' }).map((i) => i.code)).toEqual(['incomplete-group']);
});

test('local warns where staging and production block', () => {
  expect(issues('local', { TRUST_PROXY: '1' }).map((i) => [i.code, i.severity])).toEqual([['invalid', 'warning']]);
  expect(issues('staging', { TRUST_PROXY: '0' }).map((i) => [i.code, i.severity])).toEqual([['invalid', 'error']]);
});

describe('koomy', () => {
  const koomy = contractHere('examples/koomy/lockflight.yaml');
  const which = (process: Values) => {
    const answer = whichEnvironment(koomy, { process: new Map(Object.entries(process)), base: new Map() });
    return answer.kind === 'known' ? answer.environment.name : answer.kind;
  };
  const KOOMY_STAGING: Values = {
    KOOMY_ENV: 'staging',
    KOOMY_URL: 'https://staging.koomy.example',
    DATABASE_URL: 'file:/var/lib/koomy-staging/koomy.db',
    CARD_SIGNING_KEY: '5e'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test_stagingSTAGINGstaging1234',
    STRIPE_WEBHOOK_SECRET: 'whsec_stagingSTAGINGstagingSTAGING12',
    FIREBASE_PROJECT_ID: 'koomy-test',
    CDN_BASE_URL: 'https://cdn-test.koomy.example',
  };
  const judged = (changes: Readonly<Record<string, string | undefined>>) => {
    const values = Object.entries({ ...KOOMY_STAGING, ...changes }).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return judgeEnvironment(koomy, 'staging', new Map(values)).map((issue) => [issue.variable, issue.code, issue.severity]);
  };
  const refused = (environment: string, activity: string) => {
    const place = findEnvironment(koomy, environment);
    return place === undefined || refusalOf(place, activity) !== undefined;
  };

  test('a process that nothing names is ambiguous, on Replit or anywhere else', () => {
    expect(which({})).toBe('ambiguous');
    expect(which({ REPL_ID: '0000' })).toBe('ambiguous');
    expect(which({ KOOMY_ENV: 'somewhere' })).toBe('unknown');
  });

  test('sandbox is another name of staging', () => {
    expect(which({ KOOMY_ENV: 'sandbox' })).toBe('staging');
  });

  test('staging starts with a complete configuration, and only then', () => {
    expect(judged({})).toEqual([]);
    for (const name of Object.keys(KOOMY_STAGING)) expect(judged({ [name]: undefined })).toEqual([[name, 'missing', 'error']]);
  });

  test.each([
    ['STRIPE_SECRET_KEY', 'sk_live_productionPRODUCTION1234'],
    ['FIREBASE_PROJECT_ID', 'koomy-live'],
    ['CDN_BASE_URL', 'https://cdn.koomy.example'],
  ])('a live %s does not enter staging', (name, value) => {
    expect(judged({ [name]: value })).toEqual([[name, 'foreign-value', 'error']]);
  });

  test('staging does not start with fewer logs than all of them', () => {
    expect(judged({ LOG_LEVEL: 'warn' })).toEqual([['LOG_LEVEL', 'invalid', 'error']]);
  });

  test.each([
    ['preview', ['explore', 'understand', 'unit-tests']],
    ['staging', ['functional-tests', 'user-tests', 'journey-validation', 'smoke']],
    ['production', ['operate', 'support', 'observe', 'smoke']],
  ])('%s allows what the document allows', (environment, activities) => {
    expect(activities.filter((activity) => refused(environment, activity))).toEqual([]);
  });

  test.each([
    ['preview', ['product-decision', 'business-validation', 'direct-promotion', 'functional-tests', 'user-tests', 'journey-validation']],
    ['production', ['hot-debug', 'patch-without-rollback', 'experiment', 'sandbox', 'functional-tests', 'user-tests']],
  ])('%s refuses what the document forbids', (environment, activities) => {
    expect(activities.filter((activity) => !refused(environment, activity))).toEqual([]);
  });

  test('a feature cannot be validated in preview', () => {
    expect(refused('preview', activityOfEvidence('feature-validation') ?? '')).toBe(true);
    expect(refused('staging', activityOfEvidence('feature-validation') ?? '')).toBe(false);
  });
});
