/** Tables that look like a matrix of variables and are none. Written for these tests. */
export interface LookAlike {
  readonly what: string;
  readonly markdown: string;
}

export const LOOK_ALIKES: readonly LookAlike[] = [
  {
    what: 'features',
    markdown: `# Feature availability
| Feature | Local | Staging | Production |
|---|---|---|---|
| SSO | ❌ | ✅ | ✅ |
| CSV_EXPORT | ✅ | ✅ | ❌ |
| 2FA | optional | required | required |
`,
  },
  {
    what: 'metrics',
    markdown: `# Benchmarks
| Metric | Dev | Test |
|---|---|---|
| BERT_BASE | 84.2 | 83.9 |
| ROBERTA_LARGE | 90.1 | 89.2 |
`,
  },
  {
    what: 'pricing',
    markdown: `# Pricing
| Plan | Sandbox | Live |
|---|---|---|
| START_UP | free | $9 |
| PRO_PLUS | free | $49 |
`,
  },
  {
    what: 'tfvars',
    markdown: `# Terraform variables
| Variable | dev | prod |
|---|---|---|
| \`instance_type\` | t3.micro | m5.large |
| \`replica_count\` | 1 | 3 |
`,
  },
  {
    what: 'nocols',
    markdown: `# Environment variables
| Variable | Required | Default | Description |
|---|---|---|---|
| \`DATABASE_URL\` | yes | | Postgres |
| \`PORT\` | no | 3000 | |
`,
  },
  {
    what: 'prose',
    markdown: `# Environments
In local, \`DATABASE_URL\` is SQLite. In staging it is required. \`STRIPE_SECRET_KEY\` is test, live in production.
`,
  },
  {
    what: 'events',
    markdown: `# Tracking
| Event | Staging | Production |
|---|---|---|
| \`USER_SIGNED_UP\` | ✅ | ✅ |
| \`ORDER_ID\` | ✅ | ❌ |
`,
  },
  {
    what: 'dbtables',
    markdown: `# Data
| Name | Staging | Production |
|---|---|---|
| USERS | 1 000 rows | 2 400 000 rows |
| ORDER_ITEMS | 500 rows | 9 000 000 rows |
`,
  },
  {
    what: 'resources',
    markdown: `# Infrastructure configuration by environment
| Resource | Dev | Staging | Prod |
|---|---|---|---|
| CPU | 1 | 2 | 4 |
| RAM | 2 GB | 4 GB | 16 GB |
| MAX_CONNECTIONS | 10 | 50 | 500 |
`,
  },
  {
    what: 'checklist',
    markdown: `# Go-live checklist for environment variables
| Item | Staging | Production |
|---|---|---|
| Rotate API_KEY | done | todo |
| Set DATABASE_URL | done | in progress |
`,
  },
  {
    what: 'smoke',
    markdown: `## Smoke test results
| Check | Local | Staging | Production |
|---|---|---|---|
| DB_CONNECTION | ok | ok | ok |
| REDIS_HOST | ok | timeout | ok |
`,
  },
  {
    what: 'browsers',
    markdown: `# Browser support
| Browser | Dev | Prod |
|---|---|---|
| Chrome | latest | last 2 |
| Firefox | latest | last 2 |
`,
  },
  {
    what: 'perms',
    markdown: `# Permissions
| Permission | Sandbox | Production |
|---|---|---|
| CAN_DELETE_USER | yes | no |
| CAN_EXPORT | yes | optional |
`,
  },
  {
    what: 'nolabel',
    markdown: `# Status constants
| | Dev | Prod |
|---|---|---|
| ORDER_PENDING | 1 | 1 |
| ORDER_SHIPPED | 2 | 2 |
`,
  },
  {
    what: 'jobs',
    markdown: `# Scheduled jobs per environment
| Name | Staging | Production |
|---|---|---|
| NIGHTLY_BACKUP | disabled | 02:00 |
| SEND_DIGEST | disabled | 08:00 |
`,
  },
  {
    what: 'local-lang',
    markdown: `# Environments
| Setting | Local | Live |
|---|---|---|
| Debug | on | off |
| Caching | off | on |
| HTTPS | no | yes |
`,
  },
  {
    what: 'tests',
    markdown: `# Test report
| ID | Local | Staging | Prod |
|---|---|---|---|
| TC_LOGIN_01 | ✅ pass | ❌ fail | not run |
| TC_LOGIN_02 | ✅ pass | ✅ pass | not run |
| TC_API_KEY | ✅ | ✅ | ❌ |
`,
  },
  {
    what: 'ports',
    markdown: `# Environments
| Service | Local port | Staging port | Production |
|---|---|---|---|
| API | 3000 | 8080 | 443 |
| DB_MAIN | 5432 | 5432 | 5432 |
`,
  },
  {
    what: 'urls',
    markdown: `# Environment URLs
| Name | Staging | Production |
|---|---|---|
| API | https://api.staging.acme.io | https://api.acme.io |
| WEB | https://staging.acme.io | https://acme.io |
`,
  },
  {
    what: 'calendar',
    markdown: `# Release calendar
| Version | Staging | Production |
|---|---|---|
| v1.2 | 2026-01-02 | 2026-01-09 |
| HOTFIX_12 | 2026-01-02 | 2026-01-03 |
`,
  },
  {
    what: 'teams',
    markdown: `# Access by team
| Team | Dev | Staging | Production |
|---|---|---|---|
| QA_TEAM | read | write | none |
| OPS | admin | admin | admin |
`,
  },
  {
    what: 'errors',
    markdown: `# Errors by environment
| Code | Dev | Production |
|---|---|---|
| ERR_TIMEOUT | 500 with stack | 504 |
| ERR_AUTH_TOKEN | verbose | generic |
`,
  },
  {
    what: 'flags',
    markdown: `# Feature flags
| Key | Dev | Staging | Production |
|---|---|---|---|
| \`NEW_CHECKOUT\` | on | on | off |
| \`DARK_MODE_ENABLED\` | on | off | off |
`,
  },
  {
    what: 'credentials by what they are',
    markdown: `# Where each credential lives
| Variable | Local | Preview | Production |
|---|---|---|---|
| Tracker API token | Keychain | Automatic | GitHub Secret |
| Error tracking DSN | Keychain | Platform | Platform |
| Version control token | Git config | N/A | Automatic |
`,
  },
  {
    what: 'an audit of what is there',
    markdown: `# Environment matrix, read only
| Variable | Development | Preview | Production |
|---|---|---|---|
| APP_URL | missing | present | MISSING |
| APP_SITE_KEY | missing | missing | missing |
`,
  },
  {
    what: 'what was measured',
    markdown: `# Health
| Variable | Staging | Production |
|---|---|---|
| \`API_HEALTH\` | ✅ 99,9 % | ✅ 99,99 % |
| \`DB_LATENCY\` | 12 ms | 4 ms |
| \`QUEUE_SIZE\` | 3 | 120 |
`,
  },
  {
    what: 'folders of a program once it is packed',
    markdown: `# Frozen mode
| Variable | Development | Production (frozen) |
|---|---|---|
| \`BASE_DIR\` | folder of \`main.py\` | folder of the \`.exe\` |
| \`ASSETS_DIR\` | same as \`BASE_DIR\` | \`sys._MEIPASS/assets/\` |
`,
  },
  {
    what: 'addresses of contracts on two chains',
    markdown: `# Addresses
| Contract | Staging | Production |
|---|---|---|
| \`TOKEN_PROXY\` | \`0x11\` | \`0x22\` |
`,
  },
  {
    what: 'a checklist that nobody has ticked yet',
    markdown: `# Environment variables
| Variable | Local | Production |
|---|---|---|
| API_URL | [ ] | [ ] |
| API_TOKEN | [ ] | [ ] |
`,
  },
  {
    what: 'fingerprints of secrets, and names that were found',
    markdown: `# Secrets
| Secret | Staging | Production |
|---|---|---|
| \`SESSION_SECRET\` | \`84768065c806ccbc\` | \`ba522bdfdf5f3ab2\` |
| \`SIGNING_SECRET\` | \`327f24432425f26a\` | not found |
`,
  },
  {
    what: 'what a program does, by two variables',
    markdown: `# Debug logging
| Environment | NODE_ENV | SECURITY_DEBUG | Debug logging |
|---|---|---|---|
| Development | \`development\` | any | ✅ enabled |
| Production | \`production\` | unset | ❌ disabled |
| Production debug | \`production\` | \`true\` | ✅ enabled |
`,
  },
];
