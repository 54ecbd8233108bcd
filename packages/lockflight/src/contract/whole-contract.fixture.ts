/** A contract that uses every word of the language once: the fragments of the language's own description, put together. */
export const WHOLE_CONTRACT = `
lockflight: 1
project: koomy
about: { fr: "Aucun environnement ne doit être ambigu.", en: No environment may be ambiguous. }
principles: [ { fr: "Tout ce qui est en production doit avoir fonctionné en staging." } ]
status: [Archived at the root of the repository]
prohibitions:
  - { text: { fr: "corriger un bug directement en production" }, enforced-by: [audit:direct, protect:production.push] }
language: fr
select: [LOCKFLIGHT_ENV, APP_ENV]
environments:
  local:
    kind: development
    aliases: [development, dev]
    files: [backend/.env]
  preview:
    kind: preview
    title: Preview Replit
    host: replit
    allows: [explore, unit-tests]
    forbids: [product-decision, business-validation, direct-promotion]
  staging:
    kind: staging
    aliases: [sandbox]
    branch: staging
    data: consistent
    logs: complete
    allows: [unit-tests, functional-tests, user-tests, journey-validation, smoke, seed]
    commands: ["ci:check", "smoke:all"]
  production:
    kind: production
    branch: main
    data: real
    boot: block
    role: { fr: environnement client }
    contractual: true
    stable: true
    persistent: true
    access: restricted
    allows: [operate, support, observe, smoke, seed]
    forbids: [hot-debug, patch-without-rollback, experiment]

variables:
  DATABASE_URL:
    type: url
    secret: true
    about: Primary database
    in:
      local:      { scheme: file, default: "file:./dev.db" }
      staging:    { scheme: [postgres, postgresql], host: "*.staging.internal" }
      production: { scheme: [postgres, postgresql], host: "*.prod.internal" }
  SHADOW_DATABASE_URL: { type: url, secret: true, differs-from: DATABASE_URL }
  NODE_ENV:     { type: enum, values: [development, staging, production],
                  in: { local: { is: development }, staging: { is: staging }, production: { is: production } } }
  UPLOAD_ANTIVIRUS: { type: boolean, in: { local: { is: false }, staging: { is: true }, production: { is: true } } }
  CLAMAV_HOST:  { type: host, when: UPLOAD_ANTIVIRUS }
  CLAMAV_PORT:  { type: port, when: UPLOAD_ANTIVIRUS, default: 3310 }
  STRIPE_SECRET_KEY: { type: stripe-secret-key, in: { local: test, staging: test, production: live } }
  STRIPE_WEBHOOK_SECRET: { type: stripe-webhook-secret, in: { local: optional } }
  SMS_PROVIDER: { type: enum, values: [twilio, none] }
  TWILIO_AUTH_TOKEN: { type: string, secret: true, when: { SMS_PROVIDER: twilio } }
  SMOKE_ROUTES_ENABLE: { type: boolean, in: { local: { default: true }, staging: { is: false }, production: { is: false } } }
  DEBUG_TOKEN:  { type: string, secret: true, in: { local: optional, staging: optional, production: forbidden } }
  ADMIN_IP_ALLOWLIST: { type: cidr-list, in: { local: optional, staging: { need: required, not: [0.0.0.0/0, "::/0"] }, production: required } }
  UPLOAD_STORAGE_DIR: { type: path, default: ./uploads }
  BACKUP_ENABLED: boolean
  REDIS_URL: { type: url, scheme: [redis, rediss], port: 6379 }
  MOCK_REDIS: boolean
  SMTP_HOST: host
  SMTP_PORT: { type: port, values: [25, 465, 587] }
  SMTP_USER: { type: string, length: { min: 1, max: 80 }, phase: boot }
  SMTP_PASSWORD: { type: string, secret: true, length: 32, rotate: 90d, owner: ops, matches: "^[a-z0-9]+$" }
  SMTP_FROM: { type: email, example: ops@example.org }
  TENANT: { type: string, modes: { test: "^T-", live: "^L-" }, in: { staging: sandbox, production: { need: required, mode: live } } }
  WORKERS: { type: integer, min: 1, max: 64, default: 4, when: { not: { any: [MOCK_REDIS, { SMS_PROVIDER: [none] }] } } }
  OLD_TOKEN: { type: string, deprecated: { use: TENANT }, in: { staging: optional, production: recommended } }
  VITE_APP_NAME: { type: string, exposed: client, phase: [build], distinct: true, need: recommended }
groups:
  smtp:
    variables: [SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_FROM]
    rule: all-or-none
    in: { local: optional, staging: { need: required }, production: { need: required } }
  cache: { variables: [REDIS_URL, MOCK_REDIS], rule: at-least-one, in: { staging: { only: [REDIS_URL] }, production: { only: [REDIS_URL] } } }
  tenants: { variables: [TENANT], rule: exactly-one, mode: test, in: { production: live } }

services:
  database:  { kind: postgres, url: DATABASE_URL, shadow: SHADOW_DATABASE_URL, in: { local: { kind: sqlite }, staging: { managed: true }, production: { highly-available: true, backups: BACKUP_ENABLED } } }
  redis:     { kind: redis, url: REDIS_URL, mock: MOCK_REDIS, in: { local: optional, staging: required, production: { need: required, highly-available: true } } }
  antivirus: { kind: clamav, host: CLAMAV_HOST, port: CLAMAV_PORT, in: { local: off, staging: required, production: { need: required, supervised: true } } }
  payments:  { kind: stripe, key: STRIPE_SECRET_KEY, webhook: STRIPE_WEBHOOK_SECRET, in: { local: test, staging: test, production: live } }
  uploads:   { kind: storage, path: UPLOAD_STORAGE_DIR, in: { staging: { shared: true }, production: { durable: true } } }

commands:
  "ci:check":  { run: npm run ci:check, proves: { kind: ci-check, workflow: .github/workflows/ci.yml, job: check } }
  "smoke:all": { run: npm run smoke:all, proves: [ { kind: smoke, environment: local, workflow: .github/workflows/ci.yml, job: smoke },
                 { kind: smoke, environment: staging, workflow: .github/workflows/smoke.yml, job: staging, scripts: [scripts/smoke.sh], activity: smoke }, { kind: smoke, environment: production, workflow: .github/workflows/smoke.yml, job: production } ] }
  migrate:     { run: npx prisma migrate deploy }
  seed:        { run: npm run seed --workspace backend, activity: seed, in: { local: allow, staging: allow, production: confirm } }
  deploy:      { run: npm run deploy, after: ["ci:check", "smoke:all"], in: { staging: { mode: pipeline, on: main, identity: required }, production: pipeline } }
procedures:
  release: [copy-sample, fill-in, "ci:check", "smoke:all", deploy, migrate, seed]
steps: { copy-sample: { fr: Copier le fichier d'exemple }, fill-in: { fr: Compléter les variables sensibles } }

flow:
  - from: preview
    to: staging
  - id: release
    from: staging
    to: production
    gates:
      - up-to-date: { head-only: true }
      - deployed: { now: true }
      - evidence: { of: ci-check }
      - evidence: { of: smoke, max-age: 7d }
      - approval: { of: feature-validation, by: [product], count: 1, see: docs/05-feature-validation.md }
      - approval: { of: release, by: [cto], count: 1 }
      - documented: { files: "docs/features/*.md" }
      - no-open-issue: { labels: [critical] }
      - clean-logs: { source: staging-logs, window: 24h, at-most: 0 }
      - variables
      - rollback-plan
      - soak: 24h
      - window: { days: mon-fri, hours: "09:00-17:00", timezone: Africa/Casablanca }
    waivable: { by: [cto], gates: [soak, window] }
    verify: { kinds: [smoke], within: 2h }
    via: github
    supersede: newest
  - { id: expedited, from: staging, to: production, expedited: true, gates: [up-to-date, { evidence: { of: ci-check } }, { approval: { of: release, by: [cto] } }, rollback-plan] }
rollback: { production: { approvals: { by: [cto], count: 1 }, then: hold-until-post-mortem } }
migrations: { dir: backend/prisma/migrations, down: down.sql, compatible: "-- lockflight: compatible" }
sources: { staging-logs: { kind: file, path: logs/staging.ndjson } }
version: package.json
people:  { product: ["@org/product"], cto: [octocat], owners: [octocat], agents: [ci-helper] }
protect:
  production: { push: nobody, force-push: nobody, delete: nobody, pull-request: { approvals: 1 } }
  staging:    { push: writers, force-push: nobody, delete: nobody }
archive: { production: "archive/{branch}/{date}/{version}" }
ledger:  { branch: lockflight/ledger }
generate:
  validator: backend/src/config/env.ts
  samples:   { local: [.env.example, backend/.env.sample.local], staging: backend/.env.sample.staging, production: backend/.env.sample.production }
  reference: docs/environments.md
  agents:    AGENTS.md
  report:    backend/src/config/lockflight-report.ts
  recorder:  { runs-on: { group: recorder, labels: [self-hosted] }, ephemeral: true, token: workflow, integrity: sha512-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA== }
`.trimStart();
