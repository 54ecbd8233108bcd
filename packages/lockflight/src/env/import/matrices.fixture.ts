/**
 * Matrices as teams write them, each with what has to come out of it: `VARIABLE ENVIRONMENT` to the words of the cell, without `about`. Written for
 * these tests; the shapes are those of real documents.
 */
export interface MatrixCase {
  readonly what: string;
  readonly markdown: string;
  readonly environments: readonly string[];
  readonly cells: Readonly<Record<string, unknown>>;
}

export const MATRICES: readonly MatrixCase[] = [
  {
    what: 'M01 Umgebungsvariablen',
    markdown: `# Umgebungsvariablen
| Umgebungsvariable | Entwicklung | Staging | Produktion | Beschreibung |
|---|---|---|---|---|
| \`DB_HOST\` | \`localhost\` | \`db.staging.firma.de\` | \`db.firma.de\` | Datenbankserver |
| \`DB_PASSWORT\` | nicht erforderlich | Pflicht | Pflicht | |
| \`MAIL_AKTIV\` | aus | an | an | |
| \`LOG_LEVEL\` | debug | wie Entwicklung | \`warn\` | |
`,
    environments: ['development:development', 'staging:staging', 'production:production'],
    cells: {
      'DB_HOST development': { default: 'localhost' },
      'DB_HOST staging': { is: 'db.staging.firma.de' },
      'DB_HOST production': { is: 'db.firma.de' },
      'DB_PASSWORT development': { need: 'optional' },
      'DB_PASSWORT staging': { need: 'required' },
      'DB_PASSWORT production': { need: 'required' },
      'MAIL_AKTIV development': { is: false },
      'MAIL_AKTIV staging': { is: true },
      'MAIL_AKTIV production': { is: true },
      'LOG_LEVEL development': { default: 'debug' },
      'LOG_LEVEL staging': { is: 'debug' },
      'LOG_LEVEL production': { is: 'warn' },
    },
  },
  {
    what: 'M02 Variables de entorno',
    markdown: `# Variables de entorno
| Variable | Desarrollo | Pruebas | Producción |
|--|--|--|--|
| \`CLAVE_API\` | opcional | obligatorio | obligatorio |
| \`URL_BASE\` | \`http://localhost:8000\` | \`https://pruebas.ejemplo.es\` | \`https://ejemplo.es\` |
| \`MODO_DEBUG\` | \`true\` | \`false\` | nunca |
`,
    environments: ['development:development', 'test:staging', 'production:production'],
    cells: {
      'CLAVE_API development': { need: 'optional' },
      'CLAVE_API test': { need: 'required' },
      'CLAVE_API production': { need: 'required' },
      'URL_BASE development': { default: 'http://localhost:8000' },
      'URL_BASE test': { is: 'https://pruebas.ejemplo.es' },
      'URL_BASE production': { is: 'https://ejemplo.es' },
      'MODO_DEBUG development': { is: true },
      'MODO_DEBUG test': { is: false },
      'MODO_DEBUG production': { need: 'forbidden' },
    },
  },
  {
    what: 'M03 Secrets',
    markdown: `## Secrets

| Name | Preview (Vercel) | Production (Vercel) | Local |
| --- | :---: | :---: | --- |
| NEXT_PUBLIC_API_URL | ✅ | ✅ | \`http://localhost:3001\` |
| CLERK_SECRET_KEY | :white_check_mark: | :white_check_mark: | sk_test_... |
| UPSTASH_REDIS_REST_TOKEN | x | x | - |
| SENTRY_AUTH_TOKEN | | x | |
`,
    environments: ['local:development', 'preview:preview', 'production:production'],
    cells: {
      'NEXT_PUBLIC_API_URL local': { default: 'http://localhost:3001' },
      'NEXT_PUBLIC_API_URL preview': { need: 'required' },
      'NEXT_PUBLIC_API_URL production': { need: 'required' },
      'CLERK_SECRET_KEY local': { mode: 'test' },
      'CLERK_SECRET_KEY preview': { need: 'required' },
      'CLERK_SECRET_KEY production': { need: 'required' },
      'UPSTASH_REDIS_REST_TOKEN local': { need: 'optional' },
      'UPSTASH_REDIS_REST_TOKEN preview': { need: 'required' },
      'UPSTASH_REDIS_REST_TOKEN production': { need: 'required' },
      'SENTRY_AUTH_TOKEN local': { need: 'optional' },
      'SENTRY_AUTH_TOKEN preview': { need: 'optional' },
      'SENTRY_AUTH_TOKEN production': { need: 'required' },
    },
  },
  {
    what: 'M04 Config',
    markdown: `# Config
| Key | \`.env.local\` | \`.env.staging\` | \`.env.production\` |
|---|---|---|---|
| API_BASE_URL | http://localhost:3000 | https://staging-api.foo.io | https://api.foo.io |
| ENABLE_MSW | true | false | false |
| GA_ID | (empty) | (empty) | G-XXXXXXX |
`,
    environments: ['local:development', 'staging:staging', 'production:production'],
    cells: {
      'API_BASE_URL local': { default: 'http://localhost:3000' },
      'API_BASE_URL staging': { is: 'https://staging-api.foo.io' },
      'API_BASE_URL production': { is: 'https://api.foo.io' },
      'ENABLE_MSW local': { is: true },
      'ENABLE_MSW staging': { is: false },
      'ENABLE_MSW production': { is: false },
      'GA_ID local': { need: 'optional' },
      'GA_ID staging': { need: 'optional' },
      'GA_ID production': {},
    },
  },
  {
    what: 'M05 환경 변수',
    markdown: `# 환경 변수
| 변수명 | 개발 | 스테이징 | 운영 | 비고 |
|---|---|---|---|---|
| \`DATABASE_URL\` | 선택 | 필수 | 필수 | |
| \`S3_BUCKET\` | \`dev-bucket\` | \`stg-bucket\` | \`prod-bucket\` | |
| \`DEBUG_MODE\` | true | false | 금지 | |
`,
    environments: ['development:development', 'staging:staging', 'production:production'],
    cells: {
      'DATABASE_URL development': { need: 'optional' },
      'DATABASE_URL staging': { need: 'required' },
      'DATABASE_URL production': { need: 'required' },
      'S3_BUCKET development': { default: 'dev-bucket' },
      'S3_BUCKET staging': { is: 'stg-bucket' },
      'S3_BUCKET production': { is: 'prod-bucket' },
      'DEBUG_MODE development': { is: true },
      'DEBUG_MODE staging': { is: false },
      'DEBUG_MODE production': { need: 'forbidden' },
    },
  },
  {
    what: 'M06 Переменные окружения',
    markdown: `# Переменные окружения
| Переменная | Локально | Тест | Прод |
|---|---|---|---|
| \`DATABASE_URL\` | необязательно | обязательно | обязательно |
| \`SMTP_HOST\`, \`SMTP_PORT\` | не требуется | требуется | требуется |
`,
    environments: ['local:development', 'test:staging', 'production:production'],
    cells: {
      'DATABASE_URL local': { need: 'optional' },
      'DATABASE_URL test': { need: 'required' },
      'DATABASE_URL production': { need: 'required' },
      'SMTP_HOST local': { need: 'optional' },
      'SMTP_HOST test': { need: 'required' },
      'SMTP_HOST production': { need: 'required' },
      'SMTP_PORT local': { need: 'optional' },
      'SMTP_PORT test': { need: 'required' },
      'SMTP_PORT production': { need: 'required' },
    },
  },
  {
    what: 'M07 App',
    markdown: `# App
### Backend env vars
Var | Dev | QA | UAT | Prod
--- | --- | --- | --- | ---
JWT_SECRET | dev-secret | \`from vault\` | \`from vault\` | \`from vault\`
JWT_EXPIRES_IN | 7d | 1d | 1d | 15m
MAX_UPLOAD_MB | 50 | 50 | 20 | 20
PAYPAL_MODE | sandbox | sandbox | sandbox | live
PAYPAL_CLIENT_ID | sandbox id | sandbox id | sandbox id | live id
### Frontend env vars
Var | Dev | Prod
--- | --- | ---
VITE_API_URL | http://localhost:5000 | https://api.shop.com
VITE_SENTRY_DSN | optional | required
`,
    environments: ['development:development', 'qa:staging', 'uat:staging', 'production:production'],
    cells: {
      'JWT_SECRET development': { need: 'optional' },
      'JWT_SECRET qa': { need: 'required' },
      'JWT_SECRET uat': { need: 'required' },
      'JWT_SECRET production': { need: 'required' },
      'JWT_EXPIRES_IN development': { default: '7d' },
      'JWT_EXPIRES_IN qa': { is: '1d' },
      'JWT_EXPIRES_IN uat': { is: '1d' },
      'JWT_EXPIRES_IN production': { is: '15m' },
      'MAX_UPLOAD_MB development': { is: 50 },
      'MAX_UPLOAD_MB qa': { is: 50 },
      'MAX_UPLOAD_MB uat': { is: 20 },
      'MAX_UPLOAD_MB production': { is: 20 },
      'PAYPAL_MODE development': { default: 'sandbox' },
      'PAYPAL_MODE qa': { is: 'sandbox' },
      'PAYPAL_MODE uat': { is: 'sandbox' },
      'PAYPAL_MODE production': { is: 'live' },
      'PAYPAL_CLIENT_ID development': { mode: 'test' },
      'PAYPAL_CLIENT_ID qa': { need: 'required', mode: 'test' },
      'PAYPAL_CLIENT_ID uat': { need: 'required', mode: 'test' },
      'PAYPAL_CLIENT_ID production': { need: 'required', mode: 'live' },
      'VITE_API_URL development': { default: 'http://localhost:5000' },
      'VITE_API_URL qa': { need: 'optional' },
      'VITE_API_URL uat': { need: 'optional' },
      'VITE_API_URL production': { is: 'https://api.shop.com' },
      'VITE_SENTRY_DSN development': { need: 'optional' },
      'VITE_SENTRY_DSN qa': { need: 'optional' },
      'VITE_SENTRY_DSN uat': { need: 'optional' },
      'VITE_SENTRY_DSN production': { need: 'required' },
    },
  },
  {
    what: 'M08 Env matrix',
    markdown: `# Env matrix
R = required, O = optional, F = forbidden
| Variable | L | Local | CI | Staging | Production |
|---|---|---|---|---|---|
| \`DATABASE_URL\` | x | R | R | R | R |
| \`SEED_USERS\` | | O | O | O | F |
| \`AWS_*\` | | O | O | R | R |
`,
    environments: ['local:development', 'ci:development', 'staging:staging', 'production:production'],
    cells: {
      'DATABASE_URL local': { need: 'required' },
      'DATABASE_URL ci': { need: 'required' },
      'DATABASE_URL staging': { need: 'required' },
      'DATABASE_URL production': { need: 'required' },
      'SEED_USERS local': { need: 'optional' },
      'SEED_USERS ci': { need: 'optional' },
      'SEED_USERS staging': { need: 'optional' },
      'SEED_USERS production': { need: 'forbidden' },
    },
  },
  {
    what: 'M09 环境变量',
    markdown: `# 环境变量
| 变量 | 本地 | 测试 | 生产 | 说明 |
|--|--|--|--|--|
| \`REDIS_URL\` | \`redis://localhost:6379\` | 必填 | 必填 | 缓存 |
| \`MOCK_PAY\` | 可选 | 可选 | 禁止 | |
`,
    environments: ['local:development', 'test:staging', 'production:production'],
    cells: {
      'REDIS_URL local': { default: 'redis://localhost:6379' },
      'REDIS_URL test': { need: 'required' },
      'REDIS_URL production': { need: 'required' },
      'MOCK_PAY local': { need: 'optional' },
      'MOCK_PAY test': { need: 'optional' },
      'MOCK_PAY production': { need: 'forbidden' },
    },
  },
  {
    what: 'M10 Variables d’environnement',
    markdown: `# Variables d’environnement
| Variable | Obligatoire | Développement | Préprod | Prod | Remarques |
|---|---|---|---|---|---|
| \`STRIPE_SECRET_KEY\` 🔒 | oui | \`sk_test_…\` | \`sk_test_…\` | \`sk_live_…\` | |
| \`SMTP_HOST\`<br>\`SMTP_PORT\`<br>\`SMTP_USER\` | prod uniquement | mailhog | mailtrap | SES | |
| \`TVA_URL\` | oui | \`http://localhost:9000\` | idem | \`https://tva.gouv.fr\` | si \`TVA_ACTIVE=true\` |
| \`TVA_ACTIVE\` | non | \`false\` | \`true\` | \`true\` | |
| \`PREVIEW_DATABASE_URL\` | non | — | — | — | doit être différente de \`DATABASE_URL\` |
| \`DATABASE_URL\` | oui | \`postgres://app:app@localhost/app\` | Postgres géré | Postgres HA | |
`,
    environments: ['development:development', 'preprod:staging', 'production:production'],
    cells: {
      'STRIPE_SECRET_KEY development': { mode: 'test' },
      'STRIPE_SECRET_KEY preprod': { need: 'required', mode: 'test' },
      'STRIPE_SECRET_KEY production': { need: 'required', mode: 'live' },
      'SMTP_HOST development': { need: 'optional' },
      'SMTP_HOST preprod': { need: 'optional' },
      'SMTP_HOST production': { need: 'required' },
      'SMTP_PORT development': { need: 'optional' },
      'SMTP_PORT preprod': { need: 'optional' },
      'SMTP_PORT production': { need: 'required' },
      'SMTP_USER development': { need: 'optional' },
      'SMTP_USER preprod': { need: 'optional' },
      'SMTP_USER production': { need: 'required' },
      'TVA_URL development': { need: 'required', default: 'http://localhost:9000' },
      'TVA_URL preprod': { need: 'required', is: 'http://localhost:9000' },
      'TVA_URL production': { need: 'required', is: 'https://tva.gouv.fr' },
      'TVA_ACTIVE development': { need: 'optional', is: false },
      'TVA_ACTIVE preprod': { need: 'optional', is: true },
      'TVA_ACTIVE production': { need: 'optional', is: true },
      'PREVIEW_DATABASE_URL development': { need: 'optional' },
      'PREVIEW_DATABASE_URL preprod': { need: 'optional' },
      'PREVIEW_DATABASE_URL production': { need: 'optional' },
      'DATABASE_URL development': { scheme: ['postgres', 'postgresql'], host: 'localhost' },
      'DATABASE_URL preprod': { need: 'required', scheme: ['postgres', 'postgresql'] },
      'DATABASE_URL production': { need: 'required', scheme: ['postgres', 'postgresql'] },
    },
  },
  {
    what: 'M11 Configuration',
    markdown: `# Configuration
| Setting | Default | Develop default | Staging default | Production default |
|---|---|---|---|---|
| \`DEBUG\` | False | True | False | False |
| \`ALLOWED_HOSTS\` | ? | \`*\` | \`staging.x.org\` | \`www.x.org,x.org\` |
| \`SECRET_KEY\` | ? | \`?\` | \`?\` | \`?\` |
`,
    environments: ['development:development', 'staging:staging', 'production:production'],
    cells: {
      'DEBUG development': { is: true },
      'DEBUG staging': { is: false },
      'DEBUG production': { is: false },
      'ALLOWED_HOSTS development': { default: '*' },
      'ALLOWED_HOSTS staging': { is: 'staging.x.org' },
      'ALLOWED_HOSTS production': { is: 'www.x.org,x.org' },
      'SECRET_KEY development': { need: 'optional' },
      'SECRET_KEY staging': { need: 'optional' },
      'SECRET_KEY production': { need: 'optional' },
    },
  },
  {
    what: 'M12 Ops',
    markdown: `# Ops
| Env var | Staging & Production | Dev |
|---|---|---|
| DD_API_KEY | **required** | not needed |
| DD_ENV | \`staging\` / \`production\` | \`dev\` |
| HTTP_PROXY | see [wiki](http://x) | n/a |
`,
    environments: ['development:development', 'staging:staging', 'production:production'],
    cells: {
      'DD_API_KEY development': { need: 'optional' },
      'DD_API_KEY staging': { need: 'required' },
      'DD_API_KEY production': { need: 'required' },
      'DD_ENV development': { default: 'dev' },
      'DD_ENV staging': { is: 'staging' },
      'DD_ENV production': { is: 'production' },
      'HTTP_PROXY development': { need: 'optional' },
      'HTTP_PROXY staging': {},
      'HTTP_PROXY production': {},
    },
  },
  {
    what: 'M13 Acme API',
    markdown: `# Acme API
Legend: ✅ required · ⚠️ recommended · ❌ must not be set · ➖ not needed

| Variable | Dev | Staging | Prod | Notes |
|---|:-:|:-:|:-:|---|
| \`DATABASE_URL\` | ✅ | ✅ | ✅ | Postgres |
| \`DEBUG_TOKEN\` | ➖ | ➖ | ❌ | |
| \`SENTRY_DSN\` 🔒 | ➖ | ✅ | ✅ | |
| \`MAIL_FROM\` | ➖ | ⚠️ | ✅ | must be different from \`MAIL_REPLY_TO\` |
| \`MAIL_REPLY_TO\` | ➖ | ⚠️ | ✅ | |
| **Storage** | | | | |
| \`S3_{BUCKET,REGION}\` | ➖ | ✅ | ✅ | only if \`STORAGE_DRIVER=s3\` |
| \`STORAGE_DRIVER\` | \`disk\` | \`s3\` | \`s3\` | |
`,
    environments: ['development:development', 'staging:staging', 'production:production'],
    cells: {
      'DATABASE_URL development': { need: 'required' },
      'DATABASE_URL staging': { need: 'required' },
      'DATABASE_URL production': { need: 'required' },
      'DEBUG_TOKEN development': { need: 'optional' },
      'DEBUG_TOKEN staging': { need: 'optional' },
      'DEBUG_TOKEN production': { need: 'forbidden' },
      'SENTRY_DSN development': { need: 'optional' },
      'SENTRY_DSN staging': { need: 'required' },
      'SENTRY_DSN production': { need: 'required' },
      'MAIL_FROM development': { need: 'optional' },
      'MAIL_FROM staging': { need: 'recommended' },
      'MAIL_FROM production': { need: 'required' },
      'MAIL_REPLY_TO development': { need: 'optional' },
      'MAIL_REPLY_TO staging': { need: 'recommended' },
      'MAIL_REPLY_TO production': { need: 'required' },
      'S3_BUCKET development': { need: 'optional' },
      'S3_BUCKET staging': { need: 'required' },
      'S3_BUCKET production': { need: 'required' },
      'S3_REGION development': { need: 'optional' },
      'S3_REGION staging': { need: 'required' },
      'S3_REGION production': { need: 'required' },
      'STORAGE_DRIVER development': { default: 'disk' },
      'STORAGE_DRIVER staging': { is: 's3' },
      'STORAGE_DRIVER production': { is: 's3' },
    },
  },
  {
    what: 'M14 Service settings',
    markdown: `# Service settings
| Environment | DATABASE_URL | LOG_LEVEL | FEATURE_X_ENABLED |
|---|---|---|---|
| Local | \`postgres://localhost/app\` | debug | true |
| Staging | secret manager | info | true |
| Production | secret manager | warn | false |
`,
    environments: ['local:development', 'staging:staging', 'production:production'],
    cells: {
      'DATABASE_URL local': { default: 'postgres://localhost/app' },
      'DATABASE_URL staging': {},
      'DATABASE_URL production': {},
      'LOG_LEVEL local': { default: 'debug' },
      'LOG_LEVEL staging': { is: 'info' },
      'LOG_LEVEL production': { is: 'warn' },
      'FEATURE_X_ENABLED local': { is: true },
      'FEATURE_X_ENABLED staging': { is: true },
      'FEATURE_X_ENABLED production': { is: false },
    },
  },
  {
    what: 'M15 Déploiement',
    markdown: `# Déploiement
| Nom | Développement | Recette | Préproduction | Production |
|--|--|--|--|--|
| API_KEY, API_SECRET | facultatif | obligatoire | idem | idem |
| \`TOKEN_STAGING\` | — | oui | non | non |
| \`REDIS_URL\` | \`redis://localhost:6379\` | \`redis://recette:6379\` | même valeur que recette | \`rediss://<mot-de-passe>@prod.cache.internal:6380\` |
| \`MOCK_PAIEMENT\` | ✅ | ❌ | ❌ | ❌ |
| AUTRE_REGLAGE | ?
`,
    environments: ['development:development', 'recette:staging', 'preprod:staging', 'production:production'],
    cells: {
      'API_KEY development': { need: 'optional' },
      'API_KEY recette': { need: 'required' },
      'API_KEY preprod': { need: 'required' },
      'API_KEY production': { need: 'required' },
      'API_SECRET development': { need: 'optional' },
      'API_SECRET recette': { need: 'required' },
      'API_SECRET preprod': { need: 'required' },
      'API_SECRET production': { need: 'required' },
      'TOKEN_STAGING development': { need: 'optional' },
      'TOKEN_STAGING recette': { need: 'required' },
      'TOKEN_STAGING preprod': { need: 'optional' },
      'TOKEN_STAGING production': { need: 'optional' },
      'REDIS_URL development': { default: 'redis://localhost:6379' },
      'REDIS_URL recette': { scheme: ['redis', 'rediss'], host: 'recette' },
      'REDIS_URL preprod': { scheme: ['redis', 'rediss'], host: 'recette' },
      'REDIS_URL production': { need: 'required', scheme: ['redis', 'rediss'], host: 'prod.cache.internal' },
      'MOCK_PAIEMENT development': { is: true },
      'MOCK_PAIEMENT recette': { is: false },
      'MOCK_PAIEMENT preprod': { is: false },
      'MOCK_PAIEMENT production': { is: false },
      'AUTRE_REGLAGE development': { need: 'optional' },
      'AUTRE_REGLAGE recette': { need: 'optional' },
      'AUTRE_REGLAGE preprod': { need: 'optional' },
      'AUTRE_REGLAGE production': { need: 'optional' },
    },
  },
  {
    what: 'M16 環境変数',
    markdown: `# 環境変数
| 変数名 | 必須 | 開発 | ステージング | 本番 | 説明 |
|---|---|---|---|---|---|
| DATABASE_URL | はい | \`mysql://root@localhost/app\` | 同左 | 必須 | DB |
| SMTP_HOST | いいえ | なし | 任意 | 必須 | |
| NODE_ENV | はい | development | staging | production |
`,
    environments: ['development:development', 'staging:staging', 'production:production'],
    cells: {
      'DATABASE_URL development': { need: 'required', scheme: 'mysql', host: 'localhost' },
      'DATABASE_URL staging': { need: 'required', scheme: 'mysql', host: 'localhost' },
      'DATABASE_URL production': { need: 'required' },
      'SMTP_HOST development': { need: 'optional' },
      'SMTP_HOST staging': { need: 'optional' },
      'SMTP_HOST production': { need: 'required' },
      'NODE_ENV development': { need: 'required', is: 'development' },
      'NODE_ENV staging': { need: 'required', is: 'staging' },
      'NODE_ENV production': { need: 'required', is: 'production' },
    },
  },
  {
    what: 'M17 Environment variables',
    markdown: `# Environment variables
| Variable | Description | Local example | Staging / Production |
|---|---|---|---|
| \`JWT_SECRET\` | Secret for signing JWTs | \`dev-secret-change-me\` | Long random string[^rot] |
| \`PORT\` | HTTP port | \`3000\` | \`8080\` |
| \`LOG_LEVEL\` | | \`debug\` | info |
| \`STRIPE_API_KEY\` | | sk_test_… | sk_live_… |
| \`PATTERN\` | p | \`a|b\` | \`c|d\` |
| \`SMS_TOKEN\` | | optional | required if \`SMS_ENABLED\`|
| \`SMS_ENABLED\` | | false | true |

[^rot]: Rotated every 90 days.
`,
    environments: ['local:development', 'staging:staging', 'production:production'],
    cells: {
      'JWT_SECRET local': { need: 'optional' },
      'JWT_SECRET staging': {},
      'JWT_SECRET production': {},
      'PORT local': { default: 3000 },
      'PORT staging': { is: 8080 },
      'PORT production': { is: 8080 },
      'LOG_LEVEL local': { default: 'debug' },
      'LOG_LEVEL staging': { is: 'info' },
      'LOG_LEVEL production': { is: 'info' },
      'STRIPE_API_KEY local': { mode: 'test' },
      'STRIPE_API_KEY staging': { need: 'required', mode: 'live' },
      'STRIPE_API_KEY production': { need: 'required', mode: 'live' },
      'PATTERN local': { default: 'a|b' },
      'PATTERN staging': { is: 'c|d' },
      'PATTERN production': { is: 'c|d' },
      'SMS_TOKEN local': { need: 'optional' },
      'SMS_TOKEN staging': { need: 'required', when: 'SMS_ENABLED' },
      'SMS_TOKEN production': { need: 'required', when: 'SMS_ENABLED' },
      'SMS_ENABLED local': { is: false },
      'SMS_ENABLED staging': { is: true },
      'SMS_ENABLED production': { is: true },
    },
  },
  {
    what: 'letters that the legend tells without signs, and words in capitals that name nothing',
    markdown: `# Settings
Legend: **R** required · **O** optional · **—** not applicable.

| Variable | Local | Preview | Production | Owner |
|---|---|---|---|---|
| \`QUEUE_URL\` | O | R | R | Operations |
| \`CONFIRM_REMOTE\` | R | — | — | — |
| HTTPS redirect | off | on | on | |
| \`HSTS header\` | off | on | on | |
`,
    environments: ['local:development', 'preview:preview', 'production:production'],
    cells: {
      'QUEUE_URL local': { need: 'optional' },
      'QUEUE_URL preview': { need: 'required' },
      'QUEUE_URL production': { need: 'required' },
      'CONFIRM_REMOTE local': { need: 'required' },
      'CONFIRM_REMOTE preview': { need: 'optional' },
      'CONFIRM_REMOTE production': { need: 'optional' },
    },
  },
];
