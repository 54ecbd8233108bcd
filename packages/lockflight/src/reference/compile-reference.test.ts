/** The document holds every fact of the contract, in its language, and is well-formed whatever the contract says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { WHOLE_CONTRACT } from '../contract/whole-contract.fixture.ts';
import { anyContract } from '../env/samples/any-contract.fixture.ts';
import { CONTRACT_FILES, contractHere } from '../examples.fixture.ts';
import { compileAgents } from './compile-agents.ts';
import { compileReference } from './compile-reference.ts';

const KHADAMAT = compileReference(contractHere('examples/khadamat/lockflight.yaml'));
const KOOMY = compileReference(contractHere('examples/koomy/lockflight.yaml'));

/** The cells of the one row whose first cell holds these words, in the section of that title. */
const rowOf = (document: string, section: string, words: string): readonly string[] => {
  const rows = sectionOf(document, section)
    .split('\n')
    .filter((line) => line.startsWith('| ') && (line.split(' | ')[0] ?? '').includes(words));
  if (rows.length !== 1) throw new Error(`${rows.length} rows for ${words}`);
  return (rows[0] ?? '').slice(2, -2).split(' | ');
};

/** From a heading to the next one of its level or above. */
const sectionOf = (document: string, title: string): string => {
  const lines = document.split('\n');
  const start = lines.findIndex((line) => line.replace(/^#+ /, '') === title && line.startsWith('#'));
  if (start === -1) throw new Error(`no section ${title}`);
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0;
  const end = lines.findIndex((line, at) => at > start && new RegExp(`^#{1,${level}} `).test(line));
  return lines.slice(start, end === -1 ? undefined : end).join('\n');
};

describe('khadamat: its matrix of variables, row by row', () => {
  const MATRIX: readonly (readonly [string, string, string, string])[] = [
    ['`NODE_ENV`', '`development`', '`staging`', '`production`'],
    ['`DATABASE_URL`<br>', 'SQLite locale', 'Postgres staging', 'Postgres production'],
    ['`SHADOW_DATABASE_URL`', 'SQLite shadow', 'Postgres shadow', 'Postgres shadow'],
    ['`REDIS_URL`<br>', 'Vide', '`*.staging.internal`', '`*.prod.internal`'],
    ['`UPLOAD_ANTIVIRUS`', '`false`', '`true`', '`true`'],
    ['`CLAMAV_HOST`<br>', 'facultative', 'requise', 'requise'],
    ['`CLAMAV_PORT`<br>', 'facultative', 'requise', 'requise'],
    ['`STRIPE_SECRET_KEY`', 'mode test', 'mode test', 'mode live'],
    ['`STRIPE_WEBHOOK_SECRET`', 'facultative', 'requise', 'requise'],
    ['`SMTP_*`', 'facultatif', 'sandbox', 'live'],
    ['`SMS_*`', 'facultatif', 'sandbox', 'live'],
    ['`SENTRY_DSN`', 'facultative', 'requise', 'requise'],
    ['`METRICS_TOKEN`', 'facultative', 'requise', 'requise'],
    ['`TRUST_PROXY`', '`0`', '`1`', '`1`'],
    ['`HSTS_ENABLED`', '`false`', '`true`', '`true`'],
    ['`UPLOAD_STORAGE_DIR`', '`./uploads`', 'Stockage partagé', 'Stockage durable'],
    ['`BACKUP_ENABLED`', 'facultative', 'Activé (tests)', 'Activé (critique)'],
    ['`BACKUP_*`', 'facultatif', 'requis', 'requis'],
    ['`SMOKE_ROUTES_ENABLE`', '`true`', '`false`', '`false`'],
    ['`ADMIN_IP_ALLOWLIST`', 'facultative', 'Restreint', 'Obligatoire'],
    ['`KYC_*`', 'facultatif', 'sandbox', 'live'],
    ['`APP_BASE_URL`', 'localhost', '`*.staging.khadamat.example`', '`khadamat.example`'],
    ['`FRONTEND_URL`', 'localhost', '`*.staging.khadamat.example`', '`khadamat.example`'],
  ];
  test.each(MATRIX)('%s in the matrix', (name, local, staging, production) => {
    const cells = rowOf(KHADAMAT, 'Matrice des variables', name);
    expect(cells).toHaveLength(4);
    expect(cells[1]).toContain(local);
    expect(cells[2]).toContain(staging);
    expect(cells[3]).toContain(production);
  });

  test('what validates them, and where an omission stops the application', () => {
    expect(sectionOf(KHADAMAT, 'Matrice des variables')).toContain(
      "> Toutes les variables sont validées au démarrage par `validateEnv()` dans `backend/src/config/env.ts`. Toute omission critique bloque l'application dans `staging` et `production`.",
    );
  });
});

describe('khadamat: its overview', () => {
  test.each([
    [
      'Local',
      [
        '`.env.example`',
        '`backend/.env.sample.local`',
        'SQLite',
        'Redis mock',
        'ClamAV, désactivé',
        '`npm run dev`',
        '`npm run smoke:all`',
        '`npm run ci:check`',
      ],
    ],
    [
      'Staging',
      [
        '`backend/.env.sample.staging`',
        'Postgres managé',
        'Redis managé',
        'ClamAV actif',
        'Stripe, mode test (sandbox)',
        'SMTP, mode test (sandbox)',
        '`npm run build`',
        '`npm run smoke:all`',
        '`npm run ci:check`',
        '`node scripts/deploy.ts` (pipeline)',
      ],
    ],
    [
      'Production',
      [
        '`backend/.env.sample.production`',
        'Postgres HA',
        'Redis haute dispo',
        'ClamAV actif',
        'Stripe, mode live',
        'SMTP, mode live',
        'Observabilité complète',
        '`npm run build`',
        '`npm run start`',
        '`npm run smoke:all`',
        '`npm run ci:check`',
        '`node scripts/deploy.ts`',
      ],
    ],
  ])('%s in the overview', (name, facts) => {
    const row = rowOf(KHADAMAT, "Vue d'ensemble", `**${name}**`).join(' | ');
    expect(facts.filter((fact) => !row.includes(fact))).toEqual([]);
  });
});

describe('khadamat: its services', () => {
  test.each([
    [
      'database',
      [
        '`DATABASE_URL`',
        '`SHADOW_DATABASE_URL`',
        'SQLite embarquée',
        'Postgres managé',
        'Postgres HA avec sauvegardes',
        '`BACKUP_ENABLED`',
      ],
    ],
    ['redis', ['`REDIS_URL`', '`MOCK_REDIS`', 'Redis mock ou conteneur local', 'Redis managé', 'haute disponibilité']],
    ['antivirus', ['`CLAMAV_HOST`', '`CLAMAV_PORT`', 'désactivé', 'Docker ou service managé', 'supervisé']],
    ['payments', ['`STRIPE_SECRET_KEY`', '`STRIPE_WEBHOOK_SECRET`', 'mode test', 'mode live']],
    ['email', ['facultatif', 'requis, mode test (sandbox)', 'requis, mode live']],
    ['sms', ['facultatif', 'requis, mode test (sandbox)', 'requis, mode live']],
    ['identity', ['facultatif', 'mode test (sandbox)', 'mode live']],
    ['errors', ['`SENTRY_DSN`', 'facultatif', 'requis', 'alertes']],
    ['metrics', ['`METRICS_TOKEN`', 'facultatif', 'Métriques personnalisées', 'Observabilité complète : Sentry, métriques, alertes']],
    ['uploads', ['`UPLOAD_STORAGE_DIR`', 'partagé', 'durable']],
  ])('the service %s', (name, facts) => {
    const row = rowOf(KHADAMAT, 'Services par environnement', `**${name}**`).join(' | ');
    expect(facts.filter((fact) => !row.includes(fact))).toEqual([]);
  });
});

describe('khadamat: its commands and procedures', () => {
  test.each([
    [
      'Local',
      [
        '`npm run dev` : Lance client + backend',
        '`npm run dev:frontend`',
        '`npm run dev:backend`',
        '`npm run smoke:all`',
        '`npm run ci:check` : Lint et tests rapides alignés avec la CI',
        '`npm run seed` : Insère les données de référence',
      ],
    ],
    [
      'Staging',
      [
        '`npm run build` : Build client + backend',
        '`npm run ci:check`',
        '`npm run smoke:all`',
        '`npm run seed` : Provisionne staging',
        '`node scripts/deploy.ts` (pipeline seulement, à chaque push sur `main`) : Déclenché sur `main` après succès des checks CI',
      ],
    ],
    [
      'Production',
      [
        '`npm run build`',
        '`npm run start`',
        'obligatoires avant tout go-live',
        '`npm run seed` (sur confirmation) : Provisionne les données catalogues en cas de réinstallation',
        '`node scripts/deploy.ts` (pipeline seulement, à chaque push sur `main`)',
      ],
    ],
  ])('%s and its commands', (name, facts) => {
    const section = sectionOf(sectionOf(KHADAMAT, 'Environnements'), name);
    expect(facts.filter((fact) => !section.includes(fact))).toEqual([]);
  });

  test('the common procedure, step by step', () => {
    const steps = sectionOf(KHADAMAT, 'release')
      .split('\n')
      .filter((line) => /^\d/.test(line));
    expect(steps.map((line) => /`(?:npm|node)[^`]*`/.exec(line)?.[0] ?? line)).toEqual([
      '1. Copier le fichier `.env.sample.<env>` adapté dans `backend/.env` (ou `backend/.env.production`).',
      '2. Compléter toutes les variables sensibles.',
      '`npm run ci:check`',
      '`npm run smoke:all`',
      '`node scripts/deploy.ts`',
      '`npm run migrate`',
      '`npm run seed`',
    ]);
    expect(sectionOf(KHADAMAT, 'initialise-data')).toContain(
      '`npm run seed --workspace backend` : Insère les données de base : services, providers, catégories',
    );
    expect(rowOf(KHADAMAT, 'Commandes', '`node scripts/deploy.ts`')[0]).toContain(
      'seulement après `npm run ci:check`, `npm run smoke:all`',
    );
  });
});

describe('koomy', () => {
  test.each([
    [
      'Preview Replit',
      [
        "Environnement de travail et d'exploration",
        '**Contractuel** : non',
        '**Stable** : non',
        '**Persistant** : non',
        'exploration du code',
        'compréhension',
        'tests unitaires',
        'décision produit',
        'test métier validant',
        'promotion directe',
      ],
    ],
    [
      'Staging (ex-Sandbox)',
      [
        'Source de vérité fonctionnelle',
        '**Données** : cohérentes',
        '**Logs** : complets',
        'Firebase, mode test',
        'CDN, mode test',
        'Stripe, mode test',
        'tests fonctionnels',
        'tests utilisateur réels',
        'validation des parcours',
      ],
    ],
    [
      'Production',
      [
        'Environnement client',
        '**Données** : réelles',
        '**Accès** : restreint',
        'exploitation',
        'support',
        'observation',
        'debug à chaud',
        'patch sans rollback',
      ],
    ],
  ])('%s: its role, facts, and what may be done there', (name, facts) => {
    const section = sectionOf(sectionOf(KOOMY, 'Environnements'), name);
    expect(facts.filter((fact) => !section.includes(fact))).toEqual([]);
  });

  test('flow, gates with who can pass them, protection, archive, prohibitions, status', () => {
    expect(sectionOf(KOOMY, 'Flux et portes')).toContain('**Preview Replit → Staging (ex-Sandbox) → Production**');
    expect(rowOf(KOOMY, 'Flux et portes', 'approval:feature-validation')).toEqual([
      '`approval:feature-validation`',
      "une approbation `feature-validation` par product (amina), selon `docs/05-validation-feature.md`, jamais par l'auteur du changement",
      'product (amina)',
    ]);
    expect(rowOf(KOOMY, 'Protection des branches', '`main`').slice(1)).toEqual([
      'personne',
      'personne',
      'personne',
      'obligatoire, une approbation',
    ]);
    expect(sectionOf(KOOMY, 'Archivage')).toContain('`archive/{branch}/{date}/{version}`');
    expect(rowOf(KOOMY, 'Interdictions formelles', 'Bypasser GitHub.')[1]).toContain('pull request obligatoire');
    expect(sectionOf(KOOMY, 'Statut')).toContain('Opposable à ChatGPT');
    expect(KOOMY).toContain('Chez KOOMY, la production est un sanctuaire, pas un laboratoire.');
  });

  test('every gate has its row', () => {
    const { flow } = contractHere('examples/koomy/lockflight.yaml');
    for (const gate of flow.flatMap(({ gates }) => gates)) expect(rowOf(KOOMY, 'Flux et portes', `\`${gate.id}\``)).toHaveLength(3);
  });
});

test.each(CONTRACT_FILES.slice(0, 2))('%s: its objective, principles and status', (file) => {
  const made = contractHere(file);
  const { about, principles, status } = made;
  const document = compileReference(made);
  expect(about).toBeDefined();
  for (const text of [...(about === undefined ? [] : [about]), ...principles, ...status]) expect(document).toContain(text.fr);
});

test.each([
  ['en', 'told to the forge as a deployment'],
  ['fr', 'annoncé à la forge comme un déploiement'],
])('%s: a command that deploys says so, and no other does', (language, words) => {
  const text = `lockflight: 1
project: p
language: ${language}
environments: { a: { kind: staging, branch: a } }
commands: { ship: { run: ship it, deploys: true, in: { a: pipeline } }, make: { run: make it } }
`;
  const { contract, diagnostics } = readContract({ file: 'c', text });
  if (contract === undefined) throw new Error(JSON.stringify(diagnostics));
  const rows = compileReference(contract).split('\n');
  expect(rows.filter((row) => row.includes(words)).map((row) => row.includes('`ship it`'))).toEqual([true]);
});

/** Tables whose rows all have as many cells as their head; no line that is a marker of ours; one title. */
const expectWellFormed = (document: string): void => {
  const lines = document.split('\n');
  let width = 0;
  for (const line of lines) {
    const cells = line.startsWith('|') ? line.split('|').length : 0;
    if (cells > 0 && width > 0) expect([line, cells]).toEqual([line, width]);
    width = cells;
  }
  expect(document).not.toMatch(/^<!-- lockflight/m);
  expect(document).not.toMatch(/[\r\u2028\u2029]|undefined|\[object|\n\n\n/);
  expect(document.endsWith('\n') && !document.endsWith('\n\n')).toBe(true);
};

test.each(CONTRACT_FILES)('%s is well-formed, in either language', (file) => {
  const made = contractHere(file);
  for (const language of ['en', 'fr'] as const) {
    expectWellFormed(compileReference({ ...made, language }));
    expectWellFormed(compileAgents({ ...made, language }));
  }
});

test('every word of the language has a place in it', () => {
  const { contract } = readContract({ file: 'lockflight.yaml', text: WHOLE_CONTRACT });
  const made = contract as Contract;
  const document = compileReference(made);
  expectWellFormed(document);
  for (const { name } of made.variables) expect(document).toContain(`\`${name}\``);
  for (const { run } of made.commands) expect(document).toContain(run);
  for (const step of made.flow) for (const gate of step.gates) expect(document).toContain(`\`${gate.id}\``);
  for (const { enforcedBy } of made.prohibitions) for (const pointer of enforcedBy) expect(document).toContain(pointer);
});

test('any contract gives a well-formed document and section, the same each time', () => {
  fc.assert(
    fc.property(anyContract, (made) => {
      for (const compile of [compileReference, compileAgents]) {
        const document = compile(made);
        expect(compile(structuredClone(made))).toBe(document);
        expectWellFormed(document);
      }
    }),
    { numRuns: 300 },
  );
});
