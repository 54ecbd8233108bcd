/**
 * What matrices in the wild write, in many languages: denied needs, refused values, words that are values, heads with fillers, values with asides.
 * Each case is made up after the way that several real documents write; no cell of theirs stands here.
 */
import type { StrangerCase } from './strangers.fixture.ts';

export const ROADSIDE: readonly StrangerCase[] = [
  {
    what: 'a need that is denied is none, whatever the language',
    markdown: `# Env
| Variable | Dev | Prod |
|---|---|---|
| \`A_URL\` | no es necesario | niet verplicht |
| \`B_URL\` | nie wymagane | gerekli değil |
| \`C_URL\` | 필요 없음 | non obbligatorio |
| \`D_URL\` | необязательно | **обязателен** при RS* |
| \`E_URL\` | ❌ Not recommended | 必须配置 |
`,
    environments: ['development:development', 'production:production'],
    cells: {
      'A_URL development': { need: 'optional' },
      'A_URL production': { need: 'optional' },
      'B_URL development': { need: 'optional' },
      'B_URL production': { need: 'optional' },
      'C_URL development': { need: 'optional' },
      'C_URL production': { need: 'optional' },
      'D_URL development': { need: 'optional' },
      'D_URL production': { need: 'required' },
      'E_URL development': { need: 'optional' },
      'E_URL production': { need: 'required' },
    },
    undecided: [],
  },
  {
    what: 'a value that is refused forbids no variable',
    markdown: `# Env
| Variable | Dev | Prod |
|---|---|---|
| \`A_URL\` | never in dev | required, must not be localhost |
| \`PAY_API_KEY\` | test key, never live | live key, never test |
| \`B_URL\` | do not set | do not reuse the staging value |
`,
    environments: ['development:development', 'production:production'],
    cells: {
      'A_URL development': { need: 'forbidden' },
      'A_URL production': { need: 'required' },
      'PAY_API_KEY development': { mode: 'test' },
      'PAY_API_KEY production': { need: 'required', mode: 'live' },
      'B_URL development': { need: 'forbidden' },
      'B_URL production': {},
    },
  },
  {
    what: 'words that are values: of a host, of a whole row, of a policy, with asides and in quotes',
    markdown: `# Variables d'environnement
| Variable | Dev | Prod |
|---|---|---|
| \`SMTP_HOST\` | mailpit (conteneur) | postgres |
| \`EMBEDDINGS_MODEL\` | small | base (best) |
| \`AUTH_MODE\` | \`off\` | \`required\` |
| \`API_NAME\` | \`required\` | \`required\` |
| \`IDLE_MINUTES\` | 0 (désactivé) | 30 |
| \`BRAND_TITLE\` | "Acme Dev" | "Acme Inc" |
| \`HTTP_HOST\` | localhost:8888 | app.acme.io |
`,
    environments: ['development:development', 'production:production'],
    cells: {
      'SMTP_HOST development': { default: 'mailpit' },
      'SMTP_HOST production': { is: 'postgres' },
      'EMBEDDINGS_MODEL development': { default: 'small' },
      'EMBEDDINGS_MODEL production': { is: 'base' },
      'AUTH_MODE development': { default: 'off' },
      'AUTH_MODE production': { is: 'required' },
      'API_NAME development': { need: 'required' },
      'API_NAME production': { need: 'required' },
      'IDLE_MINUTES development': { is: 0 },
      'IDLE_MINUTES production': { is: 30 },
      'BRAND_TITLE development': { default: 'Acme Dev' },
      'BRAND_TITLE production': { is: 'Acme Inc' },
      'HTTP_HOST development': { default: 'localhost:8888' },
      'HTTP_HOST production': { is: 'app.acme.io' },
    },
    undecided: [],
  },
  {
    what: 'test beside production says the mode of a key, and not of a secret that nobody issues',
    markdown: `# Variables
| Variable | Développement | Production |
|---|---|---|
| \`STRIPE_SECRET_KEY\` | Test | Production |
| \`JWT_SECRET\` | test-secret | prod-secret |
| \`MAIL_API_KEY\` | test domain | verified domain |
| \`MAIN_DB_NAME\` | acme_test | acme_prod |
`,
    environments: ['development:development', 'production:production'],
    cells: {
      'STRIPE_SECRET_KEY development': { mode: 'test' },
      'STRIPE_SECRET_KEY production': { need: 'required', mode: 'live' },
      'JWT_SECRET development': { need: 'optional' },
      'JWT_SECRET production': { need: 'required' },
      'MAIL_API_KEY development': {},
      'MAIL_API_KEY production': {},
      'MAIN_DB_NAME development': { default: 'acme_test' },
      'MAIN_DB_NAME production': { is: 'acme_prod' },
    },
    undecided: [],
  },
  {
    what: 'heads with fillers, in full-width brackets, and what is said of an environment',
    markdown: `# 環境変数
| 環境変数 | 開発（Mac） | 本番ビルドの既定 |
|---|---|---|
| \`A_URL\` | 必須 | 省略可 |

| Variable | Required (Dev) | Produção recomendada |
|---|---|---|
| \`B_URL\` | No | Yes |
| \`C_TOKEN\` | <your-token> | yes |
`,
    environments: ['development:development', 'production:production'],
    cells: {
      'A_URL development': { need: 'required' },
      'A_URL production': { need: 'optional' },
      'B_URL development': { need: 'optional' },
      'B_URL production': { need: 'required' },
      'C_TOKEN development': { need: 'optional' },
      'C_TOKEN production': { need: 'required' },
    },
    undecided: [],
  },
  {
    what: 'a value that is only advised, and one that its type refuses, are asked for',
    markdown: `# Env
| Variable | Dev | Prod |
|---|---|---|
| \`DOCS_ENABLED\` | \`true\` | \`false\` (recommended) |
| \`HTTP_PORT\` | \`3000\` | \`8080-8090\` |
| \`CORS_ORIGINS\` | \`*\` | \`https://\` + own domains |
`,
    environments: ['development:development', 'production:production'],
    cells: {
      'DOCS_ENABLED development': { is: true },
      'DOCS_ENABLED production': { need: 'recommended' },
      'HTTP_PORT development': { default: 3000 },
      'HTTP_PORT production': { need: 'required' },
      'CORS_ORIGINS development': { default: '*' },
      'CORS_ORIGINS production': { need: 'required' },
    },
    undecided: ['DOCS_ENABLED production', 'HTTP_PORT production'],
  },
  {
    what: 'hosts that only bracket their environment, ranges, months, code that says nothing, durations',
    markdown: `# Umgebungsvariablen
| Variable | Local (dev) | VPS (prod) |
|---|---|---|
| \`API_VERSION\` | \`2025-10\` | \`2025-10\` |
| \`SAMPLE_RATE\` | \`0\` | \`0~100\` |
| \`CACHE_URL\` | \`None\` | \`redis://cache:6379\` |
| \`SSE_RETRY\` | 200ms | 2000ms |
| \`FEATURE_BACKEND\` | omit | none |
| \`PROXY_TOKEN\` | optional | random, so that nobody guesses it |
`,
    environments: ['local:development', 'production:production'],
    cells: {
      'API_VERSION local': { default: '2025-10' },
      'API_VERSION production': { is: '2025-10' },
      'SAMPLE_RATE local': { is: 0 },
      'SAMPLE_RATE production': { need: 'required' },
      'CACHE_URL local': { need: 'optional' },
      'CACHE_URL production': { scheme: ['redis', 'rediss'], host: 'cache' },
      'SSE_RETRY local': { default: '200ms' },
      'SSE_RETRY production': { is: '2000ms' },
      'FEATURE_BACKEND local': { need: 'optional' },
      'FEATURE_BACKEND production': { need: 'optional' },
      'PROXY_TOKEN local': { need: 'optional' },
      'PROXY_TOKEN production': {},
    },
    undecided: ['SAMPLE_RATE production'],
  },
];
