import { expect, test } from 'vitest';
import type { DraftEnvironment } from '../../draft/model.ts';
import { workflowFacts } from '../places/workflow-facts.ts';
import { repositoryFacts } from '../repository-facts.fixture.ts';
import { findCommands } from './find-commands.ts';

const ENVIRONMENTS: readonly DraftEnvironment[] = [
  { name: 'local', facts: { kind: 'development' }, reasons: [] },
  { name: 'staging', facts: { kind: 'staging' }, reasons: [] },
  { name: 'production', facts: { kind: 'production' }, reasons: [] },
];

interface Written {
  readonly [file: string]: { readonly name?: string; readonly workspaces?: readonly string[]; readonly scripts?: readonly string[] };
}

const commandsOf = (packages: Written, workflow = '', files: readonly string[] = [], pnpm?: string) => {
  const facts = repositoryFacts({
    files,
    manifests: Object.entries(packages).map(([file, { scripts = [], ...rest }]) => ({
      file,
      text: JSON.stringify({ ...rest, scripts: Object.fromEntries(scripts.map((script) => [script, `do ${script}`])) }, undefined, 1),
    })),
    workspaces: pnpm === undefined ? undefined : { file: 'pnpm-workspace.yaml', text: pnpm },
  });
  const read = workflowFacts({ file: '.github/workflows/ci.yml', text: workflow });
  return findCommands(
    facts,
    read === undefined ? [] : [read],
    ENVIRONMENTS,
    (words) => ENVIRONMENTS.find(({ name }) => name === words)?.name,
  );
};

const MONOREPO: Written = {
  'package.json': { workspaces: ['apps/*', 'packages/*'], scripts: ['build', 'test'] },
  'apps/api/package.json': { name: '@acme/api', scripts: ['build', 'dev', 'migrate', 'seed', 'smoke'] },
  'apps/web/package.json': { name: 'web', scripts: ['build', 'test:e2e'] },
  'packages/db/package.json': { name: '@acme/db', scripts: ['db:migrate', 'lint'] },
  'other/api/package.json': { scripts: ['migrate'] },
  'examples/x/package.json': { scripts: ['deploy'] },
};

test('the root has its own commands; packages below have those that act on an environment, each with a name of its own', () => {
  expect(commandsOf(MONOREPO).map(({ name, facts }) => [name, facts.run])).toEqual([
    ['build', 'npm run build'],
    ['test', 'npm run test'],
    ['api:migrate', 'npm run migrate --workspace apps/api'],
    ['api:seed', 'npm run seed --workspace apps/api'],
    ['api:smoke', 'npm run smoke --workspace apps/api'],
    ['web:test:e2e', 'npm run test:e2e --workspace apps/web'],
    ['other-api:migrate', 'npm run migrate --prefix other/api'],
    ['db:migrate', 'npm run db:migrate --workspace packages/db'],
  ]);
});

test('a repository without scripts at its root has all of its packages', () => {
  const found = commandsOf(
    { 'backend/package.json': { scripts: ['dev', 'test', 'migrate'] }, 'web/package.json': { scripts: ['build'] } },
    'on: pull_request\njobs: { t: { defaults: { run: { working-directory: backend } }, steps: [{ run: yarn test }] } }\n',
    ['backend/yarn.lock', 'web/bun.lock'],
  );
  expect(found.map(({ name, facts }) => [name, facts.run])).toEqual([
    ['backend:dev', 'yarn --cwd backend run dev'],
    ['backend:test', 'yarn --cwd backend run test'],
    ['backend:migrate', 'yarn --cwd backend run migrate'],
    ['web:build', 'bun run --cwd web build'],
  ]);
  expect(found[1]?.facts.proves).toMatchObject({ kind: 'ci-check', job: 't' });
});

test('what a job runs of a package is not taken for the same script of the root', () => {
  const workflow = `on: { push: { branches: [main] }, pull_request: {} }
jobs:
  check: { steps: [{ run: npm run build -w web }, { run: npm test }] }
  staging: { environment: staging, steps: [{ run: npm run smoke, working-directory: apps/api }, { run: npm run migrate -w @acme/api }] }
`;
  const found = new Map(commandsOf(MONOREPO, workflow).map(({ name, facts }) => [name, facts]));
  expect(found.get('build')?.proves).toBeUndefined();
  expect(found.get('test')?.proves).toMatchObject({ kind: 'ci-check', job: 'check' });
  expect(found.get('api:smoke')?.proves).toMatchObject({ kind: 'smoke', environment: 'staging', job: 'staging' });
  expect(found.get('api:migrate')?.in).toEqual({ local: 'allow', staging: 'pipeline', production: 'confirm' });
});

test('pnpm: members by pnpm-workspace.yaml, and what it leaves out', () => {
  const found = commandsOf(
    { 'package.json': { scripts: ['test'] }, 'apps/a/package.json': { scripts: ['seed'] }, 'apps/old/package.json': { scripts: ['seed'] } },
    '',
    ['pnpm-lock.yaml'],
    'packages: ["apps/*", "!apps/old"]',
  );
  expect(found.map(({ facts }) => facts.run)).toEqual(['pnpm run test', 'pnpm --dir apps/a run seed']);
});

test('a script for an environment that the draft does not have is no command', () => {
  const found = commandsOf({ 'package.json': { scripts: ['deploy:staging', 'deploy:preview', 'deploy:production', 'deploy'] } });
  expect(found.map(({ name, facts }) => [name, facts.in])).toEqual([
    ['deploy:staging', { staging: 'confirm' }],
    ['deploy:production', { production: 'confirm' }],
    ['deploy', { staging: 'confirm', production: 'confirm' }],
  ]);
});

test('a script or folder that no shell takes as it stands is left out', () => {
  expect(
    commandsOf({
      'package.json': { scripts: ['deploy:$(id)', 'test'] },
      '-x/package.json': { scripts: ['seed'] },
      'a b/package.json': { scripts: ['seed'] },
    }).map(({ name }) => name),
  ).toEqual(['test']);
});
