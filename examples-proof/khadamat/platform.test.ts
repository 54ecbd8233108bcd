/**
 * The platform in its three environments, as its own commands start it, on real servers: it boots, passes its smoke run and the doctor; then each row of the
 * document's matrix is broken once, and local runs where staging and production refuse.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BROKEN_ROWS, type BrokenRow, MATRIX_ROWS } from '../../packages/lockflight/src/env/khadamat.fixture.ts';
import { doctorSays } from './doctor.fixture.ts';
import { typed } from './lockflight.fixture.ts';
import { localIn, productionOf } from './production.fixture.ts';
import { startPlatform } from './running.fixture.ts';
import { BACKEND, type Staging, startStaging } from './staging.fixture.ts';

type Values = Readonly<Record<string, string>>;

const PROJECT = join(BACKEND, '..');

let folder: string;
let staging: Staging;
let values: Readonly<Record<BrokenRow['environment'], Values>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khadamat-platform-'));
  staging = await startStaging();
  const cached = { NODE_COMPILE_CACHE: join(folder, 'cache') };
  values = {
    local: { ...localIn(folder, staging), ...cached },
    staging: { MOCK_REDIS: '', ...staging.env, ...cached },
    production: { ...productionOf(staging), ...cached },
  };
  for (const command of ['migrate', 'seed']) {
    for (const environment of ['local', 'production'] as const) {
      expect(await program(`backend/src/database/${command}-command.ts`, values[environment])).toMatchObject({ exit: 0 });
    }
  }
});
afterAll(async () => {
  await staging?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly exit: number;
  readonly said: string;
}

/** One of the platform's own programs, to its end. */
const program = (script: string, env: Values, ...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [join(PROJECT, script), ...words], { env, cwd: PROJECT }, (error, out, err) =>
      resolve({ exit: error === null ? 0 : Number(error.code), said: `${out}${err}` }),
    );
  });

test.each(['local', 'staging', 'production'] as const)('%s boots, and has all that the document says', async (environment) => {
  const env = values[environment];
  await using platform = await startPlatform(env);
  const health = await fetch(`${platform.origin}/health`);
  expect([health.status, await health.json()]).toEqual([
    200,
    {
      status: 'ok',
      checks: environment === 'local' ? { database: 'ok' } : { database: 'ok', redis: 'ok', antivirus: 'ok' },
    },
  ]);
  const smoke = await program('scripts/smoke.ts', env, '--at', platform.origin);
  expect(smoke).toMatchObject({ exit: 0, said: expect.stringContaining('smoke: passed') });
  const left = [...smoke.said.matchAll(/^ {2}left {2}(.+?):/gm)].map(([, name]) => name);
  expect(left).toEqual(
    {
      local: ['metrics', 'a booking, paid', 'a document', 'an infected document'],
      staging: ['a booking, paid'],
      production: ['a booking, cancelled', 'a booking, paid', 'a document', 'an infected document'],
    }[environment],
  );
  if (environment !== 'local') {
    const services = ['database', 'redis', 'antivirus', 'payments', 'email', 'sms', 'identity', 'errors', 'metrics', 'uploads'];
    // Signatures of our own have no date: whether they are recent cannot be seen, and the doctor says so.
    const outcome = (name: string) => (name === 'antivirus' ? ['errored', 'signatures service-not-visible'] : ['passed']);
    expect(await doctorSays(staging, platform, env)).toEqual(services.map((name) => [name, ...outcome(name)]));
  }
  expect(await platform.stop()).toBe(0);
  expect(platform.said()).not.toMatch(/CANARY|password-of-staging/);
});

test('npm run start starts production, and Lockflight lets it, once the environment is proven', async () => {
  // npm keeps what follows to itself without a `--` of its own.
  await using start = typed(['run', 'start', '--env', 'production', '--', '--', '--port', '0', '--host', '127.0.0.1'], values.production);
  const [, origin = ''] = await start.says(/listening at (http:\/\/127\.0\.0\.1:\d+)/);
  expect((await fetch(`${origin}/health`)).status).toBe(200);
  await start.stop();
  await expect(fetch(`${origin}/health`)).rejects.toThrow();
  await using refused = typed(['run', 'start', '--env', 'production'], { ...values.production, METRICS_TOKEN: '' });
  expect([await refused.ended, refused.said()]).toEqual([125, expect.stringContaining('METRICS_TOKEN')]);
});

/** The values of an environment with one row broken; what is wrong only beside another variable is made so here. */
const broken = ({ environment, set, on, code }: BrokenRow): Values => {
  const own = values[environment];
  const changed = code === 'not-distinct' ? { [on]: own.DATABASE_URL ?? '' } : set;
  return Object.fromEntries(Object.entries({ ...own, ...changed }).map(([name, value]) => [name, value ?? '']));
};
/** A host or an account of another environment is no slip: even local does not start with it. */
const refuses = ({ environment, code, on }: BrokenRow): boolean => environment !== 'local' || code === 'foreign-value' || on === 'NODE_ENV';

test('staging and production refuse to start, whichever row is broken, and name it', async () => {
  const rows = BROKEN_ROWS.filter(refuses);
  const staged = rows.filter(({ environment }) => environment !== 'local');
  for (const environment of ['staging', 'production'])
    expect(MATRIX_ROWS.filter((row) => !staged.some((r) => r.environment === environment && (r.row === row || r.on === row)))).toEqual([]);
  for (const row of rows) {
    const { exit, said } = await program('backend/src/main.ts', broken(row), '--port', '0');
    const where = `${row.environment}: ${row.on} ${row.code}`;
    expect([where, exit]).toEqual([where, 1]);
    // NODE_ENV says which environment this is: one that names another is refused for everything that the other one would have.
    if (row.on !== 'NODE_ENV')
      expect([where, said]).toEqual([where, expect.stringMatching(new RegExp(`^ {2}${row.code} {2}${row.on} `, 'm'))]);
    expect([where, said]).toEqual([where, expect.not.stringMatching(/CANARY|qvxk|wzjy|listening/i)]);
  }
});

test('a provider that nobody here can talk to ends the start in one line', async () => {
  for (const name of ['SMS_PROVIDER', 'KYC_PROVIDER']) {
    const { exit, said } = await program('backend/src/main.ts', { ...values.staging, [name]: 'pigeon' }, '--port', '0');
    const lines = said.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    expect([name, exit, lines]).toEqual([name, 1, [expect.stringMatching(new RegExp(`^${name}: only \\w+ is known here`))]]);
  }
});

/** Locally any text will do for these, so that they cannot be broken: they can only be left out. */
const ANY_TEXT = ['METRICS_TOKEN', 'UPLOAD_STORAGE_DIR'];

test('local runs without what may be anything there', async () => {
  const uploads = join(BACKEND, 'uploads');
  const there = existsSync(uploads);
  const platform = await startPlatform({ ...values.local, ...Object.fromEntries(ANY_TEXT.map((name) => [name, ''])) });
  expect((await fetch(`${platform.origin}/health`)).status).toBe(200);
  for (const name of ANY_TEXT) expect(platform.said()).not.toContain(name);
  await platform[Symbol.asyncDispose]();
  // `./uploads` is the default, in the working copy itself.
  if (!there) await rm(uploads, { recursive: true, force: true });
});

test('every row of the matrix is tried locally, too', () => {
  const tried = BROKEN_ROWS.filter(({ environment }) => environment === 'local');
  expect(MATRIX_ROWS.filter((name) => !tried.some((r) => r.row === name || r.on === name))).toEqual(ANY_TEXT);
});

test.each(BROKEN_ROWS.filter((row) => !refuses(row)))('local runs although $on is $code, and says so', async (row) => {
  await using platform = await startPlatform(broken(row));
  expect((await fetch(`${platform.origin}/health`)).status).toBe(200);
  expect(platform.said()).toMatch(new RegExp(`^ {2}${row.code} {2}${row.on} `, 'm'));
});
