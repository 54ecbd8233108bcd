/** A world in which every gate passes; each test changes it in one place. Friday 2026-11-20, noon UTC. */
import type { Contract, Environment, GateRule, Step } from '../contract/model.ts';
import { type Fact, type Facts, known, type Person } from './facts.ts';
import { judge } from './judge.ts';

export const NOW = '2026-11-20T12:00:00Z';
export const TREE = 'a'.repeat(40);
export const COMMIT = 'c'.repeat(40);
export const OTHER_TREE = 'b'.repeat(40);
const OTHER_COMMIT = 'd'.repeat(40);
export const AT = { file: 'lockflight.yaml', line: 1, column: 1 };

export const OCTOCAT: Person = { id: 1, login: 'octocat' };
export const ADA: Person = { id: 2, login: 'ada' };
export const BOB: Person = { id: 3, login: 'bob' };
export const AGENT: Person = { id: 9, login: 'ci-helper' };

export const gone: Fact<never> = {
  known: false,
  code: 'forge-unavailable',
  why: { en: 'the forge did not answer', fr: "la forge n'a pas répondu" },
  fix: { en: 'try again later', fr: 'réessayez plus tard' },
};

const environment = (name: string, kind: Environment['kind'], more: Partial<Environment> = {}): Environment => ({
  name,
  kind,
  aliases: [],
  files: [],
  boot: 'block',
  allows: [],
  forbids: [],
  facts: [],
  commands: [],
  at: AT,
  ...more,
});

export const CONTRACT: Contract = {
  version: 1,
  project: 'koomy',
  principles: [],
  status: [],
  prohibitions: [],
  language: 'fr',
  select: ['APP_ENV'],
  environments: [environment('staging', 'staging', { branch: 'staging' }), environment('production', 'production', { branch: 'main' })],
  variables: [],
  groups: [],
  services: [],
  commands: [
    {
      name: 'ci:check',
      run: 'npm run ci:check',
      after: [],
      proves: [{ kind: 'ci-check', workflow: '.github/workflows/ci.yml', job: 'check', scripts: ['scripts/check.sh'] }],
      deploys: false,
      cells: [],
      at: AT,
    },
  ],
  procedures: [],
  flow: [],
  rollback: [],
  migrations: { dir: 'prisma/migrations', down: 'down.sql', compatible: '-- lockflight: compatible' },
  sources: [{ name: 'staging-logs', kind: 'file', path: 'logs/staging.ndjson', at: AT }],
  people: [
    { name: 'product', members: ['ada'] },
    { name: 'cto', members: ['octocat'] },
    { name: 'owners', members: ['octocat'] },
    { name: 'agents', members: ['ci-helper'] },
  ],
  protect: [],
  archive: [],
  ledgerBranch: 'lockflight/ledger',
  generate: { samples: [] },
};

export const RULES = {
  'up-to-date': { gate: 'up-to-date', id: 'up-to-date', at: AT, headOnly: true },
  deployed: { gate: 'deployed', id: 'deployed', at: AT, now: true },
  'evidence:ci-check': { gate: 'evidence', id: 'evidence:ci-check', at: AT, of: 'ci-check' },
  'evidence:smoke': { gate: 'evidence', id: 'evidence:smoke', at: AT, of: 'smoke', maxAgeSeconds: 7 * 86_400 },
  'approval:release': { gate: 'approval', id: 'approval:release', at: AT, of: 'release', by: ['cto'], count: 1, solo: false },
  documented: { gate: 'documented', id: 'documented', at: AT, files: ['docs/features/*.md'] },
  'no-open-issue': { gate: 'no-open-issue', id: 'no-open-issue', at: AT, labels: ['critical'] },
  'clean-logs': { gate: 'clean-logs', id: 'clean-logs', at: AT, source: 'staging-logs', windowSeconds: 86_400, atMost: 0 },
  variables: { gate: 'variables', id: 'variables', at: AT },
  'rollback-plan': { gate: 'rollback-plan', id: 'rollback-plan', at: AT },
  soak: { gate: 'soak', id: 'soak', at: AT, seconds: 86_400 },
  window: {
    gate: 'window',
    id: 'window',
    at: AT,
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    hours: { from: '09:00', to: '17:00' },
    timezone: 'Africa/Casablanca',
  },
} as const satisfies Record<string, GateRule>;

export const stepOf = (gates: readonly GateRule[], more: Partial<Step> = {}): Step => ({
  id: 'release',
  from: 'staging',
  to: 'production',
  gates,
  waivable: { by: ['cto'], gates: ['soak', 'window'] },
  supersede: 'newest',
  expedited: false,
  linear: false,
  at: AT,
  ...more,
});

/** Every gate that there is. */
export const STEP: Step = stepOf(Object.values(RULES));

export const FACTS: Facts = {
  step: { id: 'release', from: 'staging', to: 'production' },
  candidate: { commit: COMMIT, tree: TREE },
  pullRequest: 41,
  lineage: known({
    onLine: true,
    newerThanTarget: true,
    isHead: true,
    sourceHead: { commit: COMMIT, tree: TREE },
    target: { commit: OTHER_COMMIT, tree: OTHER_TREE, standing: 'proven' },
    targetIsAncestor: false,
    missing: [],
  }),
  sourceRuns: known([
    { commit: OTHER_COMMIT, tree: OTHER_TREE, since: '2026-11-10T08:00:00Z', until: '2026-11-18T12:00:00Z' },
    { commit: COMMIT, tree: TREE, since: '2026-11-18T12:00:00Z' },
  ]),
  evidence: known([
    { kind: 'ci-check', result: 'passed', tree: TREE, at: '2026-11-18T11:00:00Z', by: 'CI' },
    { kind: 'smoke', environment: 'staging', result: 'passed', tree: TREE, at: '2026-11-18T13:00:00Z', by: 'CI' },
  ]),
  approvals: known([{ kind: 'release', tree: TREE, person: { ...OCTOCAT, bot: false }, result: 'approved', at: '2026-11-19T10:00:00Z' }]),
  members: known([
    { role: 'product', people: [ADA] },
    { role: 'cto', people: [OCTOCAT] },
    { role: 'owners', people: [OCTOCAT] },
  ]),
  agents: ['ci-helper'],
  authorship: known([{ commit: COMMIT, subject: 'Add the phone field', authors: [BOB] }]),
  changes: known([
    { path: 'src/phone.ts', change: 'added' },
    { path: 'docs/features/phone.md', change: 'added' },
  ]),
  issues: new Map([['no-open-issue', known([])]]),
  logs: new Map([['staging-logs', known({ errors: [], covers: { from: '2026-11-01T00:00:00Z', to: '2026-11-20T11:59:00Z' } })]]),
  candidateContract: known(CONTRACT),
  contractChanges: [],
  targetNames: known([]),
  wayBack: known({ archivable: true, applies: true, conflicts: [], irreversible: [], missingVariables: [] }),
  holds: known([]),
  waivers: known([]),
};

/** The world with some facts changed. */
export const factsWith = (change: Partial<Facts>): Facts => ({ ...FACTS, ...change });

export const factOf = <T>(fact: Fact<T>): T => {
  if (!fact.known) throw new Error('the world knows everything');
  return fact.value;
};

/** `outcome code` of one gate in the world, some facts, the contract or the time changed. */
export const outcomeOf = (
  rule: GateRule,
  asked: { readonly facts?: Partial<Facts>; readonly contract?: Contract; readonly now?: string } = {},
): string => {
  const { gates } = judge(asked.contract ?? CONTRACT, stepOf([rule]), factsWith(asked.facts ?? {}), asked.now ?? NOW);
  const outcome = gates.find((g) => g.id === rule.id);
  if (outcome === undefined) throw new Error(`no ${rule.id} in the verdict`);
  if (outcome.outcome !== 'passed' && outcome.fix === undefined) throw new Error(`${rule.id} does not say what would pass it`);
  return `${outcome.outcome} ${outcome.code}`;
};
