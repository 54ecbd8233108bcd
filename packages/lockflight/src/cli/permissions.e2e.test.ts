/** docs/PERMISSIONS.md, held against a forge: each command runs with exactly what its row says, asks for nothing else, and with one permission less says which one it lacks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdoptedWorld, playing } from '../flow/e2e/adopted-world.fixture.ts';
import { newForgeWorld } from '../flow/e2e/forge-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from '../flow/e2e/small-contract.fixture.ts';
import { actorOf } from '../flow/observe/observation.ts';
import { readSituation } from '../flow/verdict/situation.ts';
import { generateKey, readSigningKey } from '../ledger/keys.ts';
import { callAs } from './bad-input.fixture.ts';
import { neededSince, type Permissions, pageOf, type Row, rowsIn } from './permissions.fixture.ts';
import { COMMANDS } from './registry.ts';

const PAGE = join(import.meta.dirname, '../../../../docs/PERMISSIONS.md');
const UPDATE = process.env.UPDATE_DOCS === '1';

interface Scene {
  /** As it is called; what differs from one call to the next stands in braces. */
  readonly command: string;
  /** With the App's token, and the key. */
  readonly as?: 'recorder';
  readonly exits: readonly number[];
  /** The permission that is taken away, or cut down to reading, and the code that this is told by. */
  readonly without: readonly [name: string, code: string];
  readonly cut?: 'read';
  /** What the forge leaves out of an answer, without a refusal, to a token that lacks it. */
  readonly sees?: Permissions;
  readonly before?: () => Promise<unknown>;
  /** Of the process, beside the token. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** What `{...}` stands for. */
  readonly fill?: () => Promise<string>;
}

let world: AdoptedWorld;
beforeAll(async () => {
  const deploys = "commands:\n  deploy: { run: 'exit 0', deploys: true, in: { staging: { mode: pipeline, on: staging } } }\n";
  const files = { ...SMALL_FILES, 'lockflight.yaml': SMALL_CONTRACT.replace('commands:\n', deploys) };
  world = playing(await newForgeWorld({ files, private: true }));
  world.sim.setSecret(world.repository, { environment: 'production', name: 'DATABASE_URL', value: 'x' });
});
afterAll(async () => world[Symbol.asyncDispose]());

const FORBIDDEN = 'forge-forbidden';
/** git's own refusal. */
const REFUSED = 'remote-refused';
/** Merge settings are for who may write, who gets past a ruleset for who may change it. */
const WHOLE: Permissions = { administration: 'write', contents: 'write' };

/** The life of a repository, in which each command has its turn. */
const SCENES: readonly Scene[] = [
  { command: 'adopt', exits: [0], without: ['administration', FORBIDDEN] },
  {
    command: 'status',
    exits: [0],
    without: ['deployments', FORBIDDEN],
    before: async () => world.pass(await world.push('sara', 'staging', { 'a.txt': 'one' })),
  },
  { command: 'verdict staging production', exits: [1], without: ['actions', FORBIDDEN] },
  { command: 'promote staging production', exits: [1], without: ['contents', REFUSED], cut: 'read' },
  { command: 'approve release', exits: [0], without: ['pull_requests', FORBIDDEN], cut: 'read' },
  { command: 'attest user-tests --result passed', exits: [0], without: ['pull_requests', FORBIDDEN] },
  { command: 'record', as: 'recorder', exits: [0], without: ['contents', REFUSED], cut: 'read' },
  { command: 'promote staging production --wait --timeout 20', exits: [0], without: ['contents', FORBIDDEN], cut: 'read' },
  { command: 'rollback production', exits: [1], without: ['contents', REFUSED], cut: 'read', before: () => world.judged() },
  { command: 'hold release --why because', exits: [0], without: ['actions', FORBIDDEN], cut: 'read' },
  {
    command: 'release-hold {id}',
    exits: [0],
    without: ['actions', FORBIDDEN],
    fill: async () => {
      for (const { id } of world.sim.queuedRuns(world.repository)) world.sim.finishRun(world.repository, id, { jobs: ['record'] });
      await world.record();
      return (await world.view()).holds.find(({ rollback }) => rollback === undefined)?.id ?? 'none';
    },
  },
  { command: 'waive up-to-date --why because --until 2026-11-30', exits: [0], without: ['contents', REFUSED] },
  { command: 'ledger rotate', as: 'recorder', exits: [0], without: ['environments', FORBIDDEN], cut: 'read' },
  {
    command: 'ledger revoke {key} --why because',
    as: 'recorder',
    exits: [0],
    without: ['contents', REFUSED],
    cut: 'read',
    // A rotation that died in the middle: the new key is announced, and nobody has it.
    fill: async () => {
      const recorder = await world.worldOf('recorder');
      const { ledger } = await readSituation(recorder);
      const { keyId, publicKey } = generateKey();
      const [occurredAt, actor] = [recorder.now().toISOString(), actorOf(await recorder.forge.viewer())];
      const draft = { key: `key:rotate:${keyId}`, occurredAt, actor, body: { type: 'key', action: 'rotate', keyId, publicKey } } as const;
      const { sleep, random } = recorder;
      await ledger.append(readSigningKey(world.environmentOf('recorder').LOCKFLIGHT_SIGNING_KEY ?? ''), [draft], {
        now: () => occurredAt,
        sleep,
        random,
      });
      return keyId;
    },
  },
  {
    command: 'run deploy --env staging',
    exits: [0],
    without: ['deployments', FORBIDDEN],
    cut: 'read',
    variables: { PATH: process.env.PATH, GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/heads/staging' },
    before: () => world.git('octocat', 'checkout', '--quiet', '-B', 'staging', 'origin/staging'),
  },
  { command: 'protect', exits: [1], without: ['secrets', FORBIDDEN], sees: WHOLE },
  { command: 'protect --apply --yes --app lockflight', exits: [0], without: ['administration', FORBIDDEN], sees: WHOLE },
  { command: 'audit', exits: [0], without: ['contents', REFUSED] },
  { command: 'ledger log --fetch', exits: [0], without: ['contents', REFUSED] },
  { command: 'ledger verify --fetch', exits: [0], without: ['contents', REFUSED] },
];

const WITHOUT_FORGE = ['check', 'generate', 'env check', 'env show', 'env explain', 'env scan', 'init', 'doctor', 'explain', 'ledger show'];

const EVERYTHING: Permissions = Object.fromEntries(
  [
    'actions',
    'actions_variables',
    'administration',
    'checks',
    'contents',
    'deployments',
    'environments',
    'issues',
    'members',
    'pull_requests',
    'secrets',
  ].map((name) => [name, 'write'] as const),
);

const tokenOf = ({ as }: Scene, permissions: Permissions): string =>
  as === 'recorder' ? world.sim.appToken('lockflight', { permissions }) : world.sim.personToken('octocat', { permissions });

/** The command with a token of these permissions; what it took, and whether the forge refused anything. */
const ran = async (scene: Scene, permissions: Permissions, filled: string) => {
  world.sim.clock.advance(60_000);
  const since = world.sim.requests.length;
  const argv = scene.command.split(' ').map((word) => (word.startsWith('{') ? filled : word));
  const called = await callAs(world, scene.as ?? 'octocat', [...argv, '--json'], {
    environment: { ...scene.variables, GITHUB_TOKEN: tokenOf(scene, permissions) },
  });
  const refused = world.sim.requests.slice(since).filter(
    // An App's token is nobody's: it is refused there by design, and asks elsewhere.
    ({ status, path }) => (status === 403 || status === 401) && !path.endsWith('/user'),
  );
  return { ...called, needed: neededSince(world, since), refused };
};

const measured: Row[] = [];
const page = readFileSync(PAGE, 'utf8');
const rows = new Map(rowsIn(page).map(({ command, permissions }) => [command, permissions]));

describe('each command', () => {
  test.each(SCENES)('$command', async (scene) => {
    await scene.before?.();
    const filled = (await scene.fill?.()) ?? '';
    const row = UPDATE ? EVERYTHING : (rows.get(scene.command) ?? {});
    if (!UPDATE) await lacks(scene, row, filled);
    const exact = await ran(scene, row, filled);
    expect(scene.exits, exact.out + exact.err).toContain(exact.exit);
    expect(exact.refused, exact.out).toEqual([]);
    expect(exact.out).not.toContain('unreadable');
    const permissions = { ...exact.needed, ...scene.sees };
    measured.push({ command: scene.command, permissions });
    if (!UPDATE) expect(permissions).toEqual(row);
  });
});

/** One permission less, another one from command to command: the forge refuses, and the answer says so. */
const lacks = async (scene: Scene, row: Permissions, filled: string): Promise<void> => {
  const [missing, code] = scene.without;
  expect(Object.keys(row), scene.command).toContain(missing);
  const { [missing]: _, ...less } = row;
  const { out, err, json, exit } = await ran(scene, scene.cut === undefined ? less : { ...less, [missing]: scene.cut }, filled);
  const said = `${out}${err}`.replaceAll(/\s+/g, ' ');
  expect(said, `${scene.command} without ${missing}`).toContain(code);
  // Of one gate or change among others the permission is in its own way out.
  if (code === FORBIDDEN && json?.unavailable === undefined) expect(said).toContain(`${missing}=`);
  // Whatever keeps `run` from starting its child has one code of its own.
  if (json?.error !== undefined) expect(exit).toBe(scene.command.startsWith('run ') ? 125 : 3);
};

test('docs/PERMISSIONS.md says every command, and what it takes', () => {
  if (UPDATE) writeFileSync(PAGE, pageOf(measured, WITHOUT_FORGE));
  expect(readFileSync(PAGE, 'utf8')).toBe(pageOf(measured, WITHOUT_FORGE));
  const said = [...SCENES.map(({ command }) => command), ...WITHOUT_FORGE, 'demo', 'ledger rebuild'];
  expect(
    COMMANDS.filter(({ name }) => !said.some((words) => words === name || words.startsWith(`${name} `))).map(({ name }) => name),
  ).toEqual([]);
});
