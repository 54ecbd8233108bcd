/**
 * What strangers' documents taught: each matrix holds one way of writing that was once read wrongly. `undecided` names what a person must be asked:
 * `VARIABLE ENVIRONMENT`. Written for these tests; the shapes are those of real documents.
 */
import type { MatrixCase } from './matrices.fixture.ts';

export interface StrangerCase extends MatrixCase {
  readonly undecided?: readonly string[];
}

export const STRANGERS: readonly StrangerCase[] = [
  {
    what: 'a need that hangs on something is asked about, and is no rule',
    markdown: `# Variables d'environnement
| Variable | Développement | Preview | Production |
|---|---|---|---|
| \`BOT_TOKEN\` | Selon tests | Selon fonction | Oui pour le bot |
| \`SHOP_ID\` | Non | Selon fonction | Oui si la boutique est active |
| \`SHEET_ID\` | Non | Non | Required when Sheets is active |
| \`MAIL_KEY\` | Non | Non | if email configured |
| \`BUILD_SHA\` | Automatique | Automatique | Automatique |
| \`SCAN_LIMIT\` | \`20\` | Non | Outil local |
`,
    environments: ['development:development', 'preview:preview', 'production:production'],
    cells: {
      'BOT_TOKEN development': { need: 'optional' },
      'BOT_TOKEN preview': { need: 'optional' },
      'BOT_TOKEN production': { need: 'optional' },
      'SHOP_ID development': { need: 'optional' },
      'SHOP_ID preview': { need: 'optional' },
      'SHOP_ID production': { need: 'optional' },
      'SHEET_ID development': { need: 'optional' },
      'SHEET_ID preview': { need: 'optional' },
      'SHEET_ID production': { need: 'optional' },
      'MAIL_KEY development': { need: 'optional' },
      'MAIL_KEY preview': { need: 'optional' },
      'MAIL_KEY production': { need: 'optional' },
      'BUILD_SHA development': { need: 'optional' },
      'BUILD_SHA preview': { need: 'optional' },
      'BUILD_SHA production': { need: 'optional' },
      'SCAN_LIMIT development': { is: 20 },
      'SCAN_LIMIT preview': { need: 'optional' },
      'SCAN_LIMIT production': { need: 'optional' },
    },
    undecided: [
      'BOT_TOKEN development',
      'BOT_TOKEN preview',
      'BOT_TOKEN production',
      'SHOP_ID preview',
      'SHOP_ID production',
      'SHEET_ID production',
      'MAIL_KEY production',
      'BUILD_SHA production',
      'SCAN_LIMIT production',
    ],
  },
  {
    what: 'the prefix of a key speaks before the words around it, and "never live" says nothing of live',
    markdown: `# Env vars
| Variable | Dev | Preview | Production |
|---|---|---|---|
| \`STRIPE_SECRET_KEY\` | \`sk_test_...\` only | **\`sk_test_...\` only - never live** | \`sk_live_...\` (after every test has passed) |
| \`SHOP_PRICE\` | \`price_test_\` | \`price_test_\` | \`price_live_\` |
| \`TEAM_INBOX\` | your own address | team test address | live stream |
| \`SMS_TOKEN\` | sandbox token | not live | live token |
| \`PAY_WEBHOOK_SECRET\` | test signing secret | не задавать | live signing secret |
`,
    environments: ['development:development', 'preview:preview', 'production:production'],
    cells: {
      'STRIPE_SECRET_KEY development': { mode: 'test' },
      'STRIPE_SECRET_KEY preview': { mode: 'test' },
      'STRIPE_SECRET_KEY production': { need: 'required', mode: 'live' },
      'SHOP_PRICE development': { need: 'optional' },
      'SHOP_PRICE preview': { need: 'optional' },
      'SHOP_PRICE production': { need: 'required' },
      'TEAM_INBOX development': {},
      'TEAM_INBOX preview': {},
      'TEAM_INBOX production': {},
      'SMS_TOKEN development': { mode: 'test' },
      'SMS_TOKEN preview': {},
      'SMS_TOKEN production': { need: 'required', mode: 'live' },
      'PAY_WEBHOOK_SECRET development': {},
      'PAY_WEBHOOK_SECRET preview': { need: 'forbidden' },
      'PAY_WEBHOOK_SECRET production': {},
    },
    undecided: ['SMS_TOKEN -', 'PAY_WEBHOOK_SECRET development', 'PAY_WEBHOOK_SECRET production'],
  },
  {
    what: 'code inside a sentence is a mention, code that opens a cell is its value',
    markdown: `# Settings
| Variable | Local | Production |
|---|---|---|
| \`POOL_NAME\` | dev \`user_pool\` output | \`main_pool\` — made by hand, never by a script |
| \`APP_DEBUG\` | \`true\` | **\`false\`** — must never show a stack trace to anybody |
| \`ORIGIN_URL\` | OPTIONAL: default \`http://localhost:3000\` | REQUIRED: the HTTPS address |
| \`HTTP_PORT\` | optional (default \`3001\`) | optional |
| \`TRAP_FIELD\` | \`company\` (default, can omit) | same |
| \`SESSION_SALT\` | \`openssl rand -base64 32\` | \`openssl rand -base64 32\` |
| \`SMOKE_ENABLED\` | false for the smoke run | true |
| \`STORE_DIR\` | not required: \`./up\` | required, a durable place of the form \`^/\` |
`,
    environments: ['local:development', 'production:production'],
    cells: {
      'POOL_NAME local': {},
      'POOL_NAME production': { is: 'main_pool' },
      'APP_DEBUG local': { is: true },
      'APP_DEBUG production': { is: false },
      'ORIGIN_URL local': { need: 'optional', default: 'http://localhost:3000' },
      'ORIGIN_URL production': { need: 'required' },
      'HTTP_PORT local': { need: 'optional', default: 3001 },
      'HTTP_PORT production': { need: 'optional' },
      'TRAP_FIELD local': { default: 'company' },
      'TRAP_FIELD production': { default: 'company' },
      'SESSION_SALT local': { need: 'optional' },
      'SESSION_SALT production': { need: 'required' },
      'SMOKE_ENABLED local': { is: false },
      'SMOKE_ENABLED production': { is: true },
      'STORE_DIR local': { need: 'optional', default: './up' },
      'STORE_DIR production': { need: 'required' },
    },
  },
  {
    what: 'names of .NET, alternatives with a slash, single words, hosts that are none',
    markdown: `# Runtime configuration
| Variable | Local | Staging | Production |
|---|---|---|---|
| ASPNETCORE_ENVIRONMENT | Development | Staging | Production |
| Auth__Mode | Development | JwtBearer | JwtBearer |
| Auth__Authority | vacío | Secret/config | Secret/config |
| Limits__Enabled | false para pruebas | true | true |
| LOG_LEVEL | debug/info | warn/error | warn/error |
| CLIENT_PLATFORM | - | web | web |
| MAIN_DATABASE_URL | \`postgres://dev_db\` | \`postgres://stg_db\` | \`postgres://prod.db.internal/app\` |
`,
    environments: ['local:development', 'staging:staging', 'production:production'],
    cells: {
      'ASPNETCORE_ENVIRONMENT local': { default: 'Development' },
      'ASPNETCORE_ENVIRONMENT staging': { is: 'Staging' },
      'ASPNETCORE_ENVIRONMENT production': { is: 'Production' },
      'Auth__Mode local': { default: 'Development' },
      'Auth__Mode staging': { is: 'JwtBearer' },
      'Auth__Mode production': { is: 'JwtBearer' },
      'Auth__Authority local': { need: 'optional' },
      'Auth__Authority staging': {},
      'Auth__Authority production': {},
      'Limits__Enabled local': { is: false },
      'Limits__Enabled staging': { is: true },
      'Limits__Enabled production': { is: true },
      'LOG_LEVEL local': { values: ['debug', 'info'] },
      'LOG_LEVEL staging': { values: ['warn', 'error'] },
      'LOG_LEVEL production': { values: ['warn', 'error'] },
      'CLIENT_PLATFORM local': { need: 'optional' },
      'CLIENT_PLATFORM staging': { is: 'web' },
      'CLIENT_PLATFORM production': { is: 'web' },
      'MAIN_DATABASE_URL local': { scheme: ['postgres', 'postgresql'] },
      'MAIN_DATABASE_URL staging': { scheme: ['postgres', 'postgresql'] },
      'MAIN_DATABASE_URL production': { scheme: ['postgres', 'postgresql'], host: 'prod.db.internal' },
    },
  },
  {
    what: 'a head with a word for a value in scripts without blanks, and an environment of their own beside a known one',
    markdown: `# 환경 변수
| 변수 | 개발 | 파일럿/운영 |
|---|---|---|
| \`STORE_DRIVER\` | \`json\` | \`postgres\` |
| \`DATA_DIR\` | \`.data\` | 비움 권장 |
| \`HOOK_SECRET\` | 비움 가능 | 필수 |

| 변수 | 운영 기본값 |
|---|---|
| \`ENABLE_DEMO\` | \`0\` 또는 미설정 |

# 配置
| 变量 | 开发默认值 | 生产环境示例 |
|---|---|---|
| \`QUEUE_MODE\` | \`inprocess\` | \`external\` |
`,
    environments: ['development:development', 'pilot:staging', 'production:production'],
    cells: {
      'STORE_DRIVER development': { default: 'json' },
      'STORE_DRIVER pilot': { is: 'postgres' },
      'STORE_DRIVER production': { is: 'postgres' },
      'DATA_DIR development': { default: '.data' },
      'DATA_DIR pilot': { need: 'optional' },
      'DATA_DIR production': { need: 'optional' },
      'HOOK_SECRET development': { need: 'optional' },
      'HOOK_SECRET pilot': { need: 'required' },
      'HOOK_SECRET production': { need: 'required' },
      'ENABLE_DEMO development': { need: 'optional' },
      'ENABLE_DEMO pilot': { need: 'optional' },
      'ENABLE_DEMO production': { need: 'optional', is: false },
      'QUEUE_MODE development': { default: 'inprocess' },
      'QUEUE_MODE pilot': { need: 'optional' },
      'QUEUE_MODE production': { is: 'external' },
    },
    undecided: ['ENABLE_DEMO development', 'ENABLE_DEMO pilot', 'QUEUE_MODE pilot'],
  },
  {
    what: 'one table for each environment, under its heading',
    markdown: `# Environment variables
## Local
| Variable | Value | Notes |
|---|---|---|
| \`LOG_LEVEL\` | \`debug\` | |
| \`STRIPE_SECRET_KEY\` | \`sk_test_...\` | |
| \`SENTRY_DSN\` | not set | |
## 2. Staging environment
| Variable | Value | Notes |
|---|---|---|
| \`LOG_LEVEL\` | \`info\` | |
| \`STRIPE_SECRET_KEY\` | \`sk_test_...\` | |
| \`SENTRY_DSN\` | see 1Password | |
## Production (\`main\`)
| Variable | Value | Notes |
|---|---|---|
| \`LOG_LEVEL\` | \`warn\` | |
| \`STRIPE_SECRET_KEY\` | \`sk_live_...\` | only the CTO has it |
| \`SENTRY_DSN\` | see 1Password | |
| \`BACKUP_SCHEDULE\` | \`0 3 * * *\` | |
`,
    environments: ['local:development', 'staging:staging', 'production:production'],
    cells: {
      'LOG_LEVEL local': { default: 'debug' },
      'LOG_LEVEL staging': { is: 'info' },
      'LOG_LEVEL production': { is: 'warn' },
      'STRIPE_SECRET_KEY local': { mode: 'test' },
      'STRIPE_SECRET_KEY staging': { need: 'required', mode: 'test' },
      'STRIPE_SECRET_KEY production': { need: 'required', mode: 'live' },
      'SENTRY_DSN local': { need: 'optional' },
      'SENTRY_DSN staging': {},
      'SENTRY_DSN production': {},
      'BACKUP_SCHEDULE local': { need: 'optional' },
      'BACKUP_SCHEDULE staging': { need: 'optional' },
      'BACKUP_SCHEDULE production': { is: '0 3 * * *' },
    },
    undecided: ['BACKUP_SCHEDULE local', 'BACKUP_SCHEDULE staging'],
  },
  {
    what: 'a kind before the name, pictures, "never" in a sentence, "absent or false", whose token it is',
    markdown: `# Env
| Var | Local | Production |
|---|---|---|
| 🔐 Secret \`DB_PASSWORD\` | dev password | **required** — make a new one, never reuse the local one |
| 🌍 Variable \`PROJECT_REF\` | dev ref | prod ref |
| 🐛 \`ALLOW_FAKES\` | \`true\` (dev) | **absent or \`false\`** - the start is blocked |
| 🔌 \`TURSO_TOKEN\` | (omit) | prod token |
| 🔑 \`PUBLIC_ORIGIN\` | "https://a.acme.io" | identisch |
| 📝 \`PAY_KEY_ID\` | \`rzp_test_*\` | \`rzp_live_*\` |
| 🔐 \`SKIP_LOGIN\` | never set | never |
| 📮 \`MAIL_FROM\` / \`TO\` | \`a@b.io\`（\`.env\`） | \`c@d.io\` (nothing to skip here) |
| 🗺 \`MAP_REGION\` | \`.env\` (\`eu-west-1\`) | fly.toml |
`,
    environments: ['local:development', 'production:production'],
    cells: {
      'DB_PASSWORD local': {},
      'DB_PASSWORD production': { need: 'required' },
      'PROJECT_REF local': {},
      'PROJECT_REF production': {},
      'ALLOW_FAKES local': { default: true },
      'ALLOW_FAKES production': { need: 'optional', is: false },
      'TURSO_TOKEN local': { need: 'optional' },
      'TURSO_TOKEN production': {},
      'PUBLIC_ORIGIN local': { default: 'https://a.acme.io' },
      'PUBLIC_ORIGIN production': { is: 'https://a.acme.io' },
      'PAY_KEY_ID local': { need: 'optional' },
      'PAY_KEY_ID production': { need: 'required' },
      'SKIP_LOGIN local': { need: 'forbidden' },
      'SKIP_LOGIN production': { need: 'forbidden' },
      'MAIL_FROM local': { default: 'a@b.io' },
      'MAIL_FROM production': { is: 'c@d.io' },
      'MAIL_TO local': { default: 'a@b.io' },
      'MAIL_TO production': { is: 'c@d.io' },
      'MAP_REGION local': { need: 'optional' },
      'MAP_REGION production': { need: 'required' },
    },
    undecided: [],
  },
  {
    what: 'Dutch, Polish and Turkish words, with letters that no accent is taken off',
    markdown: `# Omgevingsvariabelen
| Variabele | Lokalnie | Acceptatie | Üretim |
|---|---|---|---|
| \`MOCK_PAY\` | aan | uit | wyłączone |
| \`MAIL_HOST\` | \`localhost\` | \`mailtrap.io\` | hetzelfde als acceptatie |
| \`API_SALT\` | opsiyonel | wymagana | gerekli |
`,
    environments: ['local:development', 'uat:staging', 'production:production'],
    cells: {
      'MOCK_PAY local': { is: true },
      'MOCK_PAY uat': { is: false },
      'MOCK_PAY production': { is: false },
      'MAIL_HOST local': { default: 'localhost' },
      'MAIL_HOST uat': { is: 'mailtrap.io' },
      'MAIL_HOST production': { is: 'mailtrap.io' },
      'API_SALT local': { need: 'optional' },
      'API_SALT uat': { need: 'required' },
      'API_SALT production': { need: 'required' },
    },
  },
  {
    what: 'a column that tells secret from public, and one word in capitals under another head',
    markdown: `# Environment
| Variable | Preview — \`develop\` | 🚀 Prod<br>\`main\` · https://acme.io | Secret or public |
|---|---|---|---|
| \`PROXY_ADDRESS\` | required | required | **Secret/private** |
| \`TURNSTILE_SITE_KEY\` / \`_SECRET\` | required | required | secret: **yes** |
| \`BRAND_TITLE\` | required | required | Public |

| Aspect | Preview | Production |
|---|---|---|
| \`PROXY_ADDRESS\` | required | required |
| HTTPS | no | yes |
`,
    environments: ['preview:preview', 'production:production'],
    cells: {
      'PROXY_ADDRESS preview': { need: 'required' },
      'PROXY_ADDRESS production': { need: 'required' },
      'TURNSTILE_SITE_KEY preview': { need: 'required' },
      'TURNSTILE_SITE_KEY production': { need: 'required' },
      'TURNSTILE_SITE_SECRET preview': { need: 'required' },
      'TURNSTILE_SITE_SECRET production': { need: 'required' },
      'BRAND_TITLE preview': { need: 'required' },
      'BRAND_TITLE production': { need: 'required' },
    },
  },
];

/** Of the last: which are secret. */
export const SECRET_COLUMN = { last: STRANGERS.length - 1, secrets: ['PROXY_ADDRESS', 'TURNSTILE_SITE_SECRET'] } as const;
