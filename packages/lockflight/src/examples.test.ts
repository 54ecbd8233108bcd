/**
 * The example contracts say what the documents said that they came from. The tables below are those documents, row by row; a contract that
 * drifts from them fails here, and docs/REQUIREMENTS.md points at these tests.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Cell } from './contract/model.ts';
import { findEnvironment } from './contract/model.ts';
import { CONTRACT_FILES, contractHere, ROOT, readHere } from './examples.fixture.ts';

test.each(CONTRACT_FILES)('%s has nothing to be told', (file) => {
  expect(readHere(file).diagnostics).toEqual([]);
});

test('our own contract names what the command line reads, and nothing else', () => {
  const folder = `${ROOT}packages/lockflight/src/`;
  const source = ['cli', 'flow', 'forge', 'ledger']
    .flatMap((room) => readdirSync(folder + room, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}${room}/${name}`))
    .filter((path) => path.endsWith('.ts') && !/\.(?:test|fixture)\.ts$/.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const declared = contractHere('lockflight.yaml').variables.map((v) => v.name);
  const read = [...source.matchAll(/\b(?:environment|process\.env)\.([A-Z][A-Z_]+)\b/g)].map((match) => match[1]);
  expect(read.filter((name) => !declared.includes(name ?? ''))).toEqual([]);
  expect(declared.filter((name) => name !== 'LOCKFLIGHT_ENV' && !source.includes(name))).toEqual([]);
});

describe('khadamat', () => {
  const contract = contractHere('examples/khadamat/lockflight.yaml');
  const ENVIRONMENTS = ['local', 'staging', 'production'] as const;
  type Expected = Pick<Cell, 'need' | 'mode' | 'is' | 'default'>;

  const optional: Expected = { need: 'optional' };
  const required: Expected = { need: 'required' };
  const optionalThenRequired = [optional, required, required] as const;
  const sandboxThenLive = [optional, { need: 'required', mode: 'test' }, { need: 'required', mode: 'live' }] as const;
  const fixed = (local: Cell['is'], staging: Cell['is'], production: Cell['is']) =>
    [
      { need: 'optional', is: local } as Expected,
      { need: 'required', is: staging } as Expected,
      { need: 'required', is: production } as Expected,
    ] as const;
  const defaulted = (value: string) => [{ need: 'optional', default: value } as Expected, required, required] as const;

  /** Row of the document, variable, then what it says in local, staging, production. */
  const MATRIX: readonly (readonly [string, string, readonly [Expected, Expected, Expected]])[] = [
    ['NODE_ENV', 'NODE_ENV', fixed('development', 'staging', 'production')],
    ['DATABASE_URL', 'DATABASE_URL', defaulted('file:./dev.db')],
    ['SHADOW_DATABASE_URL', 'SHADOW_DATABASE_URL', defaulted('file:./shadow.db')],
    ['REDIS_URL', 'REDIS_URL', optionalThenRequired],
    ['REDIS_URL', 'MOCK_REDIS', [optional, { need: 'forbidden' }, { need: 'forbidden' }]],
    ['UPLOAD_ANTIVIRUS', 'UPLOAD_ANTIVIRUS', fixed(false, true, true)],
    ['CLAMAV_HOST / CLAMAV_PORT', 'CLAMAV_HOST', optionalThenRequired],
    ['CLAMAV_HOST / CLAMAV_PORT', 'CLAMAV_PORT', optionalThenRequired],
    ['STRIPE_SECRET_KEY', 'STRIPE_SECRET_KEY', [{ need: 'optional', mode: 'test' }, sandboxThenLive[1], sandboxThenLive[2]]],
    ['STRIPE_WEBHOOK_SECRET', 'STRIPE_WEBHOOK_SECRET', optionalThenRequired],
    ['SMTP_*', 'SMTP_HOST', sandboxThenLive],
    ['SMTP_*', 'SMTP_PORT', optionalThenRequired],
    ['SMTP_*', 'SMTP_USER', optionalThenRequired],
    ['SMTP_*', 'SMTP_PASSWORD', optionalThenRequired],
    ['SMTP_*', 'SMTP_FROM', optionalThenRequired],
    ['SMS_PROVIDER + clés', 'SMS_PROVIDER', optionalThenRequired],
    ['SMS_PROVIDER + clés', 'SMS_API_KEY', sandboxThenLive],
    ['SMS_PROVIDER + clés', 'SMS_SENDER', optionalThenRequired],
    ['SENTRY_DSN', 'SENTRY_DSN', optionalThenRequired],
    ['METRICS_TOKEN', 'METRICS_TOKEN', optionalThenRequired],
    ['TRUST_PROXY', 'TRUST_PROXY', fixed(0, 1, 1)],
    ['HSTS_ENABLED', 'HSTS_ENABLED', fixed(false, true, true)],
    ['UPLOAD_STORAGE_DIR', 'UPLOAD_STORAGE_DIR', defaulted('./uploads')],
    ['BACKUP_*', 'BACKUP_ENABLED', [optional, { need: 'required', is: true }, { need: 'required', is: true }]],
    ['BACKUP_*', 'BACKUP_SCHEDULE', optionalThenRequired],
    ['BACKUP_*', 'BACKUP_DIR', optionalThenRequired],
    ['BACKUP_*', 'BACKUP_RETENTION_DAYS', optionalThenRequired],
    [
      'SMOKE_ROUTES_ENABLE',
      'SMOKE_ROUTES_ENABLE',
      [
        { need: 'optional', default: true },
        { need: 'required', is: false },
        { need: 'required', is: false },
      ],
    ],
    ['ADMIN_IP_ALLOWLIST', 'ADMIN_IP_ALLOWLIST', optionalThenRequired],
    ['KYC_PROVIDER & clés', 'KYC_PROVIDER', optionalThenRequired],
    ['KYC_PROVIDER & clés', 'KYC_API_KEY', sandboxThenLive],
    ['KYC_PROVIDER & clés', 'KYC_WEBHOOK_SECRET', optionalThenRequired],
    ['APP_BASE_URL / FRONTEND_URL', 'APP_BASE_URL', defaulted('http://localhost:4000')],
    ['APP_BASE_URL / FRONTEND_URL', 'FRONTEND_URL', defaulted('http://localhost:5173')],
  ];

  const cell = (variable: string, environment: string) => {
    const found = contract.variables.find((v) => v.name === variable)?.cells.find((c) => c.environment === environment);
    if (found === undefined) throw new Error(`khadamat says nothing of ${variable} in ${environment}`);
    return found;
  };
  const cases = MATRIX.flatMap(([row, variable, expected]) =>
    ENVIRONMENTS.map((environment, i) => ({ row, variable, environment, expected: expected[i] })),
  );

  test('the matrix has the twenty rows of the document', () => {
    expect(new Set(MATRIX.map(([row]) => row)).size).toBe(20);
  });

  test.each(cases)('matrix: $row, $variable in $environment', ({ variable, environment, expected }) => {
    const { need, mode, is, default: fallback } = cell(variable, environment);
    expect({ need, mode, is, default: fallback }).toEqual({ mode: undefined, is: undefined, default: undefined, ...expected });
  });

  test('what the matrix says in words is a constraint', () => {
    for (const url of ['DATABASE_URL', 'SHADOW_DATABASE_URL']) {
      expect(cell(url, 'local').scheme).toEqual(['file']);
      expect(cell(url, 'staging')).toMatchObject({ scheme: ['postgres', 'postgresql'], host: ['*.staging.internal'] });
      expect(cell(url, 'production')).toMatchObject({ scheme: ['postgres', 'postgresql'], host: ['*.prod.internal'] });
    }
    expect(cell('SHADOW_DATABASE_URL', 'production').differsFrom).toEqual(['DATABASE_URL']);
    expect(cell('ADMIN_IP_ALLOWLIST', 'staging').not).toEqual(['0.0.0.0/0', '::/0']);
    expect(cell('APP_BASE_URL', 'local').host).toEqual(['localhost']);
    expect(cell('BACKUP_RETENTION_DAYS', 'production').min).toBeGreaterThan(cell('BACKUP_RETENTION_DAYS', 'staging').min ?? 0);
  });

  test('every secret stays in its environment', () => {
    const secrets = contract.variables.filter((v) => v.secret);
    expect(secrets.map((v) => v.name)).toEqual(
      expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'SMTP_PASSWORD', 'METRICS_TOKEN']),
    );
    expect(secrets.every((v) => v.distinct && !v.exposed)).toBe(true);
  });

  test('a critical omission blocks staging and production, and warns in local', () => {
    expect(contract.environments.map((e) => [e.name, e.kind, e.boot])).toEqual([
      ['local', 'development', 'warn'],
      ['staging', 'staging', 'block'],
      ['production', 'production', 'block'],
    ]);
    expect(contract.select).toEqual(['NODE_ENV']);
    expect(findEnvironment(contract, 'development')?.name).toBe('local');
  });

  test('services are what the document says in each environment', () => {
    const said = (name: string) =>
      contract.services.find((s) => s.name === name)?.cells.map((c) => [c.kind, c.need, c.mode, ...c.facts]) ?? `no service ${name}`;
    expect(said('database')).toMatchObject([['sqlite'], ['postgres'], ['postgres']].map((row) => expect.arrayContaining(row)));
    expect(said('database').at(1)).toContain('managed');
    expect(said('database').at(2)).toContain('highly-available');
    expect(said('redis')).toEqual([
      ['redis', 'optional', undefined],
      ['redis', 'required', undefined, 'managed'],
      ['redis', 'required', undefined, 'highly-available'],
    ]);
    expect(said('antivirus')).toEqual([
      ['clamav', 'off', undefined],
      ['clamav', 'required', undefined],
      ['clamav', 'required', undefined, 'supervised'],
    ]);
    expect((said('payments') as string[][]).map((c) => c[2])).toEqual(['test', 'test', 'live']);
    for (const name of ['email', 'sms', 'identity']) {
      expect((said(name) as string[][]).map((c) => [c[1], c[2]])).toEqual([
        ['optional', undefined],
        ['required', 'test'],
        ['required', 'live'],
      ]);
    }
    for (const name of ['errors', 'metrics']) {
      expect((said(name) as string[][]).map((c) => c[1])).toEqual(['optional', 'required', 'required']);
      expect(said(name).at(2)).toContain('alerts');
    }
    expect(said('uploads').at(1)).toContain('shared');
    expect(said('uploads').at(2)).toContain('durable');
  });

  const everywhere = ['allow', 'allow', 'allow'];
  test.each([
    ['dev', 'npm run dev', ['allow', 'deny', 'deny']],
    ['dev:frontend', 'npm run dev:frontend', ['allow', 'deny', 'deny']],
    ['dev:backend', 'npm run dev:backend', ['allow', 'deny', 'deny']],
    ['ci:check', 'npm run ci:check', everywhere],
    ['smoke:all', 'npm run smoke:all', everywhere],
    ['build', 'npm run build', everywhere],
    ['start', 'npm run start', ['deny', 'pipeline', 'allow']],
    ['migrate', 'npm run migrate', everywhere],
    ['seed', 'npm run seed', ['allow', 'allow', 'confirm']],
    ['seed:backend', 'npm run seed --workspace backend', ['allow', 'allow', 'confirm']],
    // What `npm run deploy` carries out: the script of that name is `lockflight run deploy`.
    ['deploy', 'node scripts/deploy.ts', ['deny', 'pipeline', 'pipeline']],
  ])('command %s', (name, run, modes) => {
    const command = contract.commands.find((c) => c.name === name);
    expect(command?.run).toBe(run);
    expect(command?.cells.map((c) => c.mode)).toEqual(modes);
  });

  test('staging deploys from main, once both checks have passed', () => {
    const deploy = contract.commands.find((c) => c.name === 'deploy');
    expect(deploy?.after).toEqual(['ci:check', 'smoke:all']);
    expect(deploy?.cells.find((c) => c.environment === 'staging')?.on).toBe('main');
    const smoke = contract.commands.find((c) => c.name === 'smoke:all');
    // On the stack that the CI sets up for itself: a proof of the tree. On a deployed one: a proof of the environment, too.
    expect(smoke?.proves.map((p) => [p.kind, p.environment])).toEqual(
      [undefined, 'staging', 'production'].map((where) => ['smoke', where]),
    );
  });

  test('procedures follow the order of the document', () => {
    const steps = (name: string) =>
      contract.procedures.find((p) => p.name === name)?.steps.map((s) => ('command' in s ? s.command : `person:${s.person}`));
    expect(steps('release')).toEqual(['person:copy-sample', 'person:fill-in', 'ci:check', 'smoke:all', 'deploy', 'migrate', 'seed']);
    expect(steps('initialise-data')).toEqual(['seed:backend']);
    expect(steps('go-live')).toEqual(['ci:check', 'smoke:all', 'build', 'start']);
  });

  test('priority commands and generated files are those of the overview', () => {
    const priority = (name: string) => findEnvironment(contract, name)?.commands;
    expect(priority('local')).toEqual(['dev', 'dev:frontend', 'dev:backend', 'smoke:all', 'ci:check', 'seed']);
    expect(priority('staging')).toEqual(['build', 'ci:check', 'smoke:all', 'seed', 'deploy']);
    expect(priority('production')).toEqual(['build', 'start', 'ci:check', 'smoke:all', 'seed', 'deploy']);
    expect(contract.generate.validator).toBe('backend/src/config/env.ts');
    expect(contract.generate.samples).toEqual([
      { environment: 'local', files: ['.env.example', 'backend/.env.sample.local'] },
      { environment: 'staging', files: ['backend/.env.sample.staging'] },
      { environment: 'production', files: ['backend/.env.sample.production'] },
    ]);
  });

  test('it has no flow, because its document has none', () => {
    expect(contract.flow).toEqual([]);
  });
});

describe('koomy', () => {
  const contract = contractHere('examples/koomy/lockflight.yaml');
  const environment = (name: string) => {
    const found = findEnvironment(contract, name);
    if (found === undefined) throw new Error(`koomy has no ${name}`);
    return found;
  };
  const release = contract.flow.find((s) => s.id === 'release');
  const gate = (id: string) => release?.gates.find((g) => g.id === id);

  test('it states its objective, principles and status', () => {
    expect(contract.about?.fr).toMatch(/stratégie officielle.*une règle simple et non négociable/s);
    expect(contract.principles.map((p) => p.fr)).toEqual([
      'Aucun environnement ne doit être ambigu. Aucun flux ne doit être improvisé.',
      'Les environnements protègent la production.',
      "Les environnements permettent l'expérimentation contrôlée.",
      'Les environnements garantissent des promotions traçables et réversibles.',
      'Chez KOOMY, le repo `staging` est la SANDBOX.',
      'Tout ce qui est en production doit avoir existé et fonctionné en staging.',
      'Chez KOOMY, la production est un sanctuaire, pas un laboratoire.',
    ]);
    expect(contract.status).toHaveLength(3);
  });

  test('there are three environments, and staging is the sandbox', () => {
    expect(contract.environments.map((e) => [e.name, e.kind, e.branch, e.boot])).toEqual([
      ['preview', 'preview', undefined, 'warn'],
      ['staging', 'staging', 'staging', 'block'],
      ['production', 'production', 'main', 'block'],
    ]);
    expect(environment('sandbox').name).toBe('staging');
    expect(environment('preview').host).toBe('replit');
    expect(contract.select).toEqual(['KOOMY_ENV']);
  });

  test.each([
    ['preview', ['explore', 'understand', 'unit-tests'], ['product-decision', 'business-validation', 'direct-promotion']],
    ['staging', ['functional-tests', 'user-tests', 'journey-validation', 'unit-tests', 'smoke'], []],
    ['production', ['operate', 'support', 'observe', 'smoke'], ['hot-debug', 'patch-without-rollback', 'experiment', 'sandbox']],
  ])('what %s allows and forbids', (name, allows, forbids) => {
    expect(environment(name)).toMatchObject({ allows, forbids });
  });

  test('characteristics are facts', () => {
    const facts = (name: string) => Object.fromEntries(environment(name).facts.map((f) => [f.name, f.value]));
    expect(facts('preview')).toMatchObject({ contractual: false, stable: false, persistent: false });
    expect(facts('preview').role).toMatchObject({ fr: "Environnement de travail et d'exploration" });
    expect(environment('staging').data).toBe('consistent');
    expect(facts('staging').logs).toMatchObject({ fr: 'complets' });
    expect(facts('staging').role).toMatchObject({ fr: expect.stringMatching(/vérité fonctionnelle.*validation.*référence/) });
    expect(environment('production').data).toBe('real');
    expect(facts('production')).toMatchObject({ stable: true, access: { fr: 'restreint' } });
    expect(facts('production').role).toMatchObject({ fr: 'Environnement client, données réelles, stabilité maximale' });
  });

  test('Firebase, CDN and Stripe are in test mode in staging, live in production', () => {
    expect(contract.services.filter((s) => s.cells.some((c) => c.mode !== undefined)).map((s) => s.kind)).toEqual([
      'stripe',
      'firebase',
      'cdn',
    ]);
    for (const name of ['STRIPE_SECRET_KEY', 'FIREBASE_PROJECT_ID', 'CDN_BASE_URL']) {
      const variable = contract.variables.find((v) => v.name === name);
      expect(variable?.cells.map((c) => c.mode)).toEqual(['test', 'test', 'live']);
    }
    for (const service of contract.services.filter((s) => s.name !== 'database')) {
      expect(service.cells.map((c) => c.mode)).toEqual(['test', 'test', 'live']);
    }
  });

  test('staging keeps complete logs', () => {
    const level = contract.variables.find((v) => v.name === 'LOG_LEVEL')?.cells.find((c) => c.environment === 'staging');
    expect(level).toMatchObject({ default: 'debug', values: ['debug'] });
  });

  test('the official flow has two steps, and no other', () => {
    expect(contract.flow.map((s) => [s.from, s.to, s.expedited])).toEqual([
      ['preview', 'staging', false],
      ['staging', 'production', false],
    ]);
  });

  test('the five prerequisites are gates, and none of them can be waived', () => {
    const five = ['up-to-date', 'approval:feature-validation', 'no-open-issue', 'clean-logs:staging-logs', 'rollback-plan'];
    expect(release?.gates.slice(0, 5).map((g) => g.id)).toEqual(five);
    expect(gate('up-to-date')).toMatchObject({ headOnly: true });
    expect(gate('approval:feature-validation')).toMatchObject({ by: ['product'], count: 1, see: 'docs/05-validation-feature.md' });
    expect(gate('no-open-issue')).toMatchObject({ labels: ['critical'] });
    expect(gate('clean-logs:staging-logs')).toMatchObject({ source: 'staging-logs', windowSeconds: 86_400, atMost: 0 });
    expect(release?.waivable.gates.filter((g) => five.includes(g))).toEqual([]);
  });

  test('what is promoted ran and was tested in staging', () => {
    expect(gate('deployed')).toMatchObject({ now: true });
    expect(release?.gates.filter((g) => g.gate === 'evidence').map((g) => g.of)).toEqual(['ci-check', 'smoke']);
  });

  test('every release is documented', () => {
    expect(gate('documented')).toMatchObject({ files: ['docs/features/*.md'] });
    expect(contract.versionFrom).toEqual({ kind: 'package', path: 'package.json' });
  });

  test('branches are protected as the document asks', () => {
    expect(contract.protect).toMatchObject([
      { environment: 'production', push: 'nobody', forcePush: 'nobody', delete: 'nobody', pullRequest: { approvals: 1 } },
      { environment: 'staging', push: 'writers', forcePush: 'nobody', delete: 'nobody' },
    ]);
  });

  test('past productions are archived by date and version, and can come back', () => {
    expect(contract.archive.map(({ at, ...rule }) => rule)).toEqual([
      { environment: 'production', pattern: 'archive/{branch}/{date}/{version}' },
    ]);
    expect(contract.rollback.map(({ at, ...rule }) => rule)).toEqual([
      // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the contract
      { environment: 'production', approvals: { by: ['cto'], count: 1 }, then: 'hold-until-post-mortem' },
    ]);
    expect(contract.migrations).toMatchObject({ dir: 'migrations', down: 'down.sql' });
  });

  test('the four prohibitions each point at what enforces them', () => {
    expect(contract.prohibitions.map((p) => p.text.fr)).toEqual([
      'Corriger un bug directement en production.',
      'Utiliser prod comme sandbox.',
      'Promouvoir sans validation.',
      'Bypasser GitHub.',
    ]);
    expect(contract.prohibitions.every((p) => p.enforcedBy.length > 0)).toBe(true);
  });

  test('its source reads the variables of its contract, and no others', () => {
    const folder = `${ROOT}examples/koomy/src/`;
    const source = readdirSync(folder)
      .filter((name) => !name.endsWith('.test.js'))
      .map((name) => readFileSync(folder + name, 'utf8'))
      .join('\n');
    const read = new Set([...source.matchAll(/(?:\benv\.|required\(')([A-Z_]+)/g)].map((match) => match[1]));
    expect([...read].sort()).toEqual(contract.variables.map((v) => v.name).sort());
  });

  test('its files are those that the contract names, and its own tests pass', () => {
    const files = readdirSync(`${ROOT}examples/koomy`, { recursive: true, encoding: 'utf8' });
    const named = [
      'docs/05-validation-feature.md',
      'package.json',
      'migrations/0001_members/down.sql',
      ...contract.commands.flatMap((c) => c.proves.flatMap((p) => [p.workflow, ...p.scripts])),
    ];
    expect(files).toEqual(expect.arrayContaining(named));
    const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, ...environment } = process.env;
    const run = spawnSync(process.execPath, ['--test'], { cwd: `${ROOT}examples/koomy`, env: environment, encoding: 'utf8' });
    expect(run.stdout + run.stderr).toMatch(/pass [1-9]/);
    expect(run.status).toBe(0);
  });
});
