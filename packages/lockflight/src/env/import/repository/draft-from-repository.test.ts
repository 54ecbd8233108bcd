/** What a repository's facts become: environments and branches, needs, services, the flow. Cases from repositories as people have them. */
import { expect, test } from 'vitest';
import type { Read } from '../../scan/read.ts';
import { writeDraft } from '../draft/write-draft.ts';
import { draftFromRepository } from './draft-from-repository.ts';
import { repositoryFacts } from './repository-facts.fixture.ts';

const read = (name: string, more: Partial<Read> = {}): Read => ({
  name,
  file: 'src/app.ts',
  line: 1,
  column: 1,
  via: 'process.env',
  use: {},
  side: 'server',
  phase: 'run',
  test: false,
  ...more,
});
const reads = (...all: readonly Read[]) => ({ findings: { reads: all, dynamic: [], skipped: [] } });
const workflow = (text: string, file = '.github/workflows/ci.yml') => ({ file, text });
const branches = (...names: readonly string[]) => ({ branches: names.map((name) => ({ name, isDefault: name === 'main' })) });
const as = (expression: string): string => `\${{ ${expression} }}`;

const draftOf = (more: Parameters<typeof repositoryFacts>[0]) => {
  const { draft, secrets } = draftFromRepository(repositoryFacts(more));
  return {
    ...draft,
    secrets,
    text: writeDraft(draft),
    asked: draft.undecided.map(({ message, variable }) => `${variable ?? ''}${message.en}`),
    places: draft.environments.map(({ name, facts }) => [name, facts.kind, facts.branch]),
    needOf: (name: string) => draft.variables.find((each) => each.name === name)?.facts.need,
    flow: draft.parts?.find(({ key }) => key === 'flow')?.value,
  };
};

const CHECK = 'jobs: { test: { steps: [{ run: npm test }] } }\n';
const TESTED = { manifests: [{ file: 'package.json', text: '{"scripts":{"test":"x"}}' }] };

test('an expression says which branch leads where', () => {
  const deploy = `on: { push: { branches: [develop, main] } }\njobs:\n  deploy:\n    environment: ${as("github.ref_name == 'main' && 'production' || 'staging'")}\n`;
  const { places, asked } = draftOf({ ...branches('develop', 'main'), workflows: [workflow(deploy)] });
  expect(places).toEqual([
    ['local', 'development', undefined],
    ['staging', 'staging', 'develop'],
    ['production', 'production', 'main'],
  ]);
  expect(asked.filter((words) => words.includes('deployed somewhere'))).toEqual([]);
});

test('a shared server of developers is asked about, and `prod` is the one production', () => {
  const deploy =
    'on: { push: { branches: [develop, main] } }\njobs:\n  a: { if: "github.ref == \'refs/heads/develop\'", environment: dev }\n  b: { if: "github.ref == \'refs/heads/main\'", environment: prod-eu }\n';
  const { places, asked, environments, variables } = draftOf({
    ...branches('develop', 'main'),
    workflows: [workflow(deploy)],
    ...reads(read('APP_ENV', { use: { equals: ['prod'] } })),
  });
  expect(places.map(([name]) => name)).toEqual(['local', 'production-eu']);
  expect(environments[1]?.facts.aliases).toEqual(['prod-eu', 'prod']);
  expect(asked.filter((words) => words.includes('pushes to develop deploy to `dev`'))).toHaveLength(1);
  expect(variables[0]?.cells.map(({ environment, facts }) => [environment, facts])).toEqual([['production-eu', { is: 'prod' }]]);
});

test('a list of names that is not whole refuses no environment', () => {
  const { variables } = draftOf({
    samples: [
      { file: '.env.staging.example', text: 'A=1\n' },
      { file: '.env.production.example', text: 'A=1\n' },
    ],
    ...reads(read('APP_ENV', { use: { equals: ['production', 'dev'] } })),
  });
  expect(variables.find(({ name }) => name === 'APP_ENV')?.facts).toMatchObject({ type: 'string' });
});

test('one push that goes all the way: the branch is production’s, and a flow would need two', () => {
  const text = 'on: { push: { branches: [main] } }\njobs: { a: { environment: staging }, b: { environment: production } }\n';
  const { places, asked, flow } = draftOf({ ...branches('main'), workflows: [workflow(text)] });
  expect(places.map(([name, , branch]) => [name, branch])).toEqual([
    ['local', undefined],
    ['staging', undefined],
    ['production', 'main'],
  ]);
  expect(asked.filter((words) => words.startsWith('pushes to main deploy to staging and to production'))).toHaveLength(1);
  expect(flow).toBeUndefined();
});

test('branches of releases are asked about; why main is production is said as it is', () => {
  const alone = draftOf({ ...branches('main'), releases: ['release/4.1', 'release/4.2'] });
  expect(alone.asked.filter((words) => words.startsWith('branches of releases (2: release/4.1, release/4.2)'))).toHaveLength(1);
  expect(alone.text).toContain('# git: main, the default branch');
  expect(alone.text).not.toMatch(/merged|\.git:1/);
  expect(draftOf({ ...branches('main', 'staging'), merges: [{ from: 'staging', into: 'main', times: 3 }] }).text).toContain(
    'the branch main, into which others are merged',
  );
});

test('a preview and one branch are no flow, and no branch is closed for it', () => {
  const { flow, parts } = draftOf({ ...branches('main'), files: ['.replit'] });
  expect(flow).toBeUndefined();
  expect(parts?.some(({ key }) => key === 'protect')).toBe(false);
});

test.each([
  ['on: { push: { branches: [main] } }\n', 0],
  ['on: { push: { branches: [main, "stag*"] } }\n', 1],
  ['on: push\n', 1],
  ['on: pull_request\n', 1],
])('a check that %s: evidence is asked for where it can be had', (on, gates) => {
  const { flow, asked } = draftOf({ ...branches('main', 'staging'), ...TESTED, workflows: [workflow(`${on}${CHECK}`)] });
  expect(JSON.stringify(flow).match(/ci-check/g) ?? []).toHaveLength(gates);
  expect(asked.filter((words) => words.includes('never runs on what staging has'))).toHaveLength(1 - gates);
});

test('several productions are fed by the last staging', () => {
  const job = (name: string, branch: string): string => `  ${name}: { if: "github.ref == 'refs/heads/${branch}'", environment: ${name} }\n`;
  const text = `on: push\njobs:\n${job('staging', 'staging')}${job('prod-eu', 'main')}${job('prod-us', 'live')}`;
  const { flow, asked } = draftOf({ ...branches('main', 'staging', 'live'), workflows: [workflow(text)] });
  expect((flow as readonly { from: string; to: string }[]).map(({ from, to }) => `${from} -> ${to}`)).toEqual([
    'staging -> production-eu',
    'staging -> production-us',
  ]);
  expect(asked.filter((words) => words.startsWith('which environment feeds which'))).toHaveLength(1);
});

test('what only seeds, tools and tests read is nobody’s duty; pipelines’ names stand last', () => {
  const { variables, needOf } = draftOf(
    reads(
      read('PIPELINE_TOKEN', { file: '.github/workflows/ci.yml', via: 'workflow' }),
      read('SEED_PASSWORD', { file: 'prisma/seed.ts', use: { need: 'required', because: 'throws' } }),
      read('TOOL_KEY', { file: 'apps/web/scripts/x.ts', use: { need: 'required', because: 'throws' } }),
      read('BOTH', { file: 'scripts/x.ts' }),
      read('BOTH', { use: { need: 'required', because: 'throws' } }),
    ),
  );
  expect(['SEED_PASSWORD', 'TOOL_KEY', 'BOTH', 'PIPELINE_TOKEN'].map(needOf)).toEqual(['optional', 'optional', 'required', 'optional']);
  expect(variables.map(({ name }) => name)).toEqual(['BOTH', 'SEED_PASSWORD', 'TOOL_KEY', 'PIPELINE_TOKEN']);
});

const COMPOSE = `services:
  web:
    build: .
    environment:
      - DATABASE_URL=postgres://app:app@db:5432/app
      - TOKEN=\${TOKEN:?set it}
  paid: { image: x, environment: { STRIPE_SECRET_KEY: sk_live_CANARYqvxk0123456789, NOT_OURS: 1 } }
  db: { image: "postgres:16" }
  cache: { image: "redis:7" }
  mongo: { image: "mongo:7" }
`;

test('without code that can be read, what compose gives to the application is drafted, and what it refuses to start without is required', () => {
  const token = read('TOKEN', { file: 'compose.yml', via: 'compose', use: { need: 'required', because: 'throws' } });
  const { needOf, services, asked, secrets, text } = draftOf({ compose: [{ file: 'compose.yml', text: COMPOSE }], ...reads(token) });
  expect(['DATABASE_URL', 'TOKEN', 'NOT_OURS'].map(needOf)).toEqual(['recommended', 'required', undefined]);
  expect(services.map(({ facts }) => facts.kind)).toEqual(['postgres']);
  expect(asked.filter((words) => words.startsWith('compose runs')).map((words) => words.split(/[ ,]/)[2])).toEqual(['redis', 'mongo']);
  expect(secrets.map(({ at }) => [at.file, at.line])).toEqual([['compose.yml', 7]]);
  expect(text).not.toContain('CANARY');
  const pulled =
    'services: { relay: { image: "ghcr.io/a/relay:1", environment: { LISTEN: x } }, c: { image: "valkey/valkey:8", environment: { NO: 1 } } }';
  const relay = draftOf({ compose: [{ file: 'docker-compose.prod.yml', text: pulled }] });
  expect(['LISTEN', 'NO'].map(relay.needOf)).toEqual(['recommended', undefined]);
  // With code, the code says what is read.
  expect(draftOf({ compose: [{ file: 'compose.yml', text: COMPOSE }], ...reads(token, read('A')) }).needOf('DATABASE_URL')).toBeUndefined();
});

test('what holds in every environment is said once, and an example is not the default again', () => {
  const { variables } = draftOf({
    samples: [{ file: '.env.example', text: '# required\nA_KEY=\nPORT=3000\nDATABASE_URL=postgres://user:password@host:port/db\n' }],
    ...reads(read('A_KEY'), read('PORT', { use: { parse: 'integer', default: 3000 } }), read('DATABASE_URL')),
  });
  expect(variables.map(({ facts, cells }) => [facts.type, facts.need, facts.default, facts.example, cells])).toEqual([
    ['string', 'required', undefined, undefined, []],
    ['port', undefined, 3000, undefined, []],
    ['url', undefined, undefined, undefined, []],
  ]);
});
