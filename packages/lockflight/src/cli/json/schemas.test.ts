/** docs/schemas/ is written from the schemas, and what every command really prints is held against them. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type ForgeWorld, newForgeWorld } from '../../flow/e2e/forge-world.fixture.ts';
import { SMALL_FILES } from '../../flow/e2e/small-contract.fixture.ts';
import { callAs } from '../bad-input.fixture.ts';
import { COMMANDS } from '../registry.ts';
import { FAILURE, JSON_SCHEMAS } from './schemas.ts';

const FOLDER = join(import.meta.dirname, '../../../../../docs/schemas');
const PUBLISHED = new Map([...JSON_SCHEMAS, ['error', FAILURE] as const]);

const document = (name: string, schema: z.ZodType): string => {
  const title = name === 'error' ? 'lockflight: an error, of any command, with --json' : `lockflight ${name} --json`;
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
};
const fileOf = (name: string): string => `${name.replaceAll(' ', '-')}.schema.json`;

test('docs/schemas holds the schema of every answer, and no other', () => {
  if (process.env.UPDATE_DOCS === '1') {
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, schema] of PUBLISHED) writeFileSync(join(FOLDER, fileOf(name)), document(name, schema));
  }
  expect(readdirSync(FOLDER).sort()).toEqual([...PUBLISHED.keys()].map(fileOf).sort());
  for (const [name, schema] of PUBLISHED) expect(readFileSync(join(FOLDER, fileOf(name)), 'utf8'), name).toBe(document(name, schema));
});

test('every command that answers has one', () => {
  const names = COMMANDS.map((c) => c.name).filter((name) => name !== 'demo');
  expect([...JSON_SCHEMAS.keys()].sort()).toEqual(names.sort());
});

let world: ForgeWorld;
beforeAll(async () => {
  world = await newForgeWorld({ files: { ...SMALL_FILES, 'sample.env': 'PORT=1\n' } });
});
afterAll(async () => world[Symbol.asyncDispose]());

/** A key that the schema does not know is stripped, and so told. */
const answers = async (login: string, ...argv: readonly string[]): Promise<void> => {
  const { json, out, err } = await callAs(world, login, [...argv, '--json']);
  const name = [argv.slice(0, 2).join(' '), argv[0] ?? ''].find((n) => JSON_SCHEMAS.has(n)) ?? '';
  expect(json, out + err).toBeTypeOf('object');
  const read = JSON_SCHEMAS.get(name)?.safeParse(json);
  expect(read?.error?.issues, `${argv.join(' ')}: ${out}${err}`).toBeUndefined();
  expect(read?.data, argv.join(' ')).toEqual(json);
};

test('what the commands print is what is published', async () => {
  await answers('octocat', 'status');
  await answers('octocat', 'audit');
  await answers('octocat', 'adopt');
  await answers('octocat', 'check');
  await answers('octocat', 'env', 'check', '--env', 'staging');
  await answers('octocat', 'env', 'check', '--all', '--file', 'staging=sample.env');
  await answers('octocat', 'explain', 'not-adopted');
  await answers('octocat', 'generate', '--check');
  await answers('octocat', 'env', 'show');
  const staged = await world.push('sara', 'staging', { 'a.txt': 'one' });
  world.sim.completeRun(world.repository, {
    workflow: '.github/workflows/ci.yml',
    jobs: ['check'],
    headCommit: staged,
    headBranch: 'staging',
  });
  await answers('octocat', 'verdict', 'staging', 'production');
  await answers('karim', 'promote', 'staging', 'production');
  await answers('octocat', 'approve', 'release');
  await answers('amina', 'attest', 'user-tests', '--result', 'passed');
  await answers('octocat', 'status');
  await answers('recorder', 'record');
  await answers('karim', 'promote', 'staging', 'production', '--wait', '--timeout', '1');
  await answers('recorder', 'record');
  await answers('octocat', 'rollback', 'production');
  await answers('octocat', 'hold', 'release', '--why', 'because', '--until', '2026-12-01');
  await answers('octocat', 'waive', 'up-to-date', '--why', 'because', '--until', '2026-11-30');
  await world.push('octocat', 'main', { 'hot.txt': 'fix' }, 'Fix in production');
  await answers('recorder', 'record');
  await answers('octocat', 'status');
  await answers('octocat', 'audit');
  await answers('octocat', 'ledger', 'log', '--fetch');
  await answers('octocat', 'ledger', 'show', '0');
  await answers('octocat', 'ledger', 'verify');
});

test('a hold that is lifted', async () => {
  const [run] = world.sim.queuedRuns(world.repository);
  if (run !== undefined) world.sim.finishRun(world.repository, run.id, { jobs: ['record'] });
  await callAs(world, 'recorder', ['record']);
  const { json } = await callAs(world, 'octocat', ['status', '--json']);
  await answers('octocat', 'release-hold', json.holds[0].id);
});

test('errors', async () => {
  for (const argv of [['chekc'], ['verdict', 'a', 'b'], ['check', '--nope']]) {
    const { json } = await callAs(world, 'octocat', [...argv, '--json']);
    expect(FAILURE.parse(json)).toEqual(json);
  }
});
