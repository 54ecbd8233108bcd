/** A forge that refuses, limits, fails, talks nonsense or says nothing: each command ends with a coded error, and nothing was written. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ForgeWorld, newForgeWorld } from '../flow/e2e/forge-world.fixture.ts';
import { SMALL_FILES } from '../flow/e2e/small-contract.fixture.ts';
import { type Called, callAs, changesNothing, errorOf, keepsSecrets, noStack } from './bad-input.fixture.ts';

type Fault = Parameters<ForgeWorld['sim']['faults']['add']>[0];

const api = (_method: string, path: string): boolean => path.startsWith('/api/');
const git = (_method: string, path: string): boolean => path.includes('.git/');
const QUICK = { timeoutMs: 200, maxWaitMs: 1_000, sleep: async () => undefined };

const FAULTS: readonly (readonly [name: string, fault: Omit<Fault, 'match'>, code: string])[] = [
  ['401', { status: 401 }, 'forge-unauthorized'],
  ['403', { status: 403, body: '{"message":"Resource not accessible by integration"}' }, 'forge-forbidden'],
  ['403 with Retry-After', { status: 403, retryAfter: 120 }, 'forge-rate-limited'],
  ['404', { status: 404 }, 'forge-not-found'],
  ['409', { status: 409 }, 'forge-conflict'],
  ['422', { status: 422 }, 'forge-rejected'],
  ['429 with Retry-After', { status: 429, retryAfter: 120 }, 'forge-rate-limited'],
  ['500', { status: 500 }, 'forge-unavailable'],
  ['502 with HTML', { status: 502, body: '<html><h1>Bad Gateway</h1></html>' }, 'forge-unavailable'],
  ['HTML with 200', { body: '<html><body>Welcome</body></html>' }, 'forge-nonsense'],
  ['JSON of another shape', { body: '{"hello":["world"]}' }, 'forge-nonsense'],
  ['a list of nulls', { body: '[null,null]' }, 'forge-nonsense'],
  ['half a document', { body: '{"id": 1, "name": ' }, 'forge-nonsense'],
  ['an empty answer', { body: '' }, 'forge-nonsense'],
  ['a cut connection', { drop: true }, 'forge-unavailable'],
  ['silence', { latencyMs: 20_000 }, 'forge-unavailable'],
];

/** Who types what; all of them ask the forge. */
const COMMANDS: readonly (readonly [login: string, argv: readonly string[]])[] = [
  ['octocat', ['status']],
  ['octocat', ['verdict', 'staging', 'production']],
  ['karim', ['promote', 'staging', 'production']],
  ['octocat', ['rollback', 'production']],
  ['octocat', ['approve', 'release']],
  ['amina', ['attest', 'user-tests', '--result', 'passed']],
  ['octocat', ['hold', 'release', '--why', 'because']],
  ['octocat', ['release-hold', 'freeze']],
  ['octocat', ['waive', 'up-to-date', '--step', 'release', '--why', 'because', '--until', '2026-11-30']],
  ['recorder', ['record']],
  ['octocat', ['adopt']],
];

let world: ForgeWorld;
const called: Called[] = [];

beforeAll(async () => {
  world = await newForgeWorld({ files: SMALL_FILES });
  expect((await world.run('octocat', 'adopt')).exit).toBe(0);
  await world.push('sara', 'staging', { 'a.txt': 'one' });
  await world.record();
  expect((await world.run('karim', 'promote', 'staging', 'production')).exit).not.toBe(3);
  await world.push('sara', 'staging', { 'a.txt': 'two' });
  await world.clone('amina');
});
afterAll(async () => {
  keepsSecrets(world, called);
  await world[Symbol.asyncDispose]();
});

const underFault = async (fault: Fault, login: string, argv: readonly string[]): Promise<Called> => {
  const remove = world.sim.faults.add(fault);
  try {
    return await changesNothing(world, login, () => callAs(world, login, [...argv, '--json'], { patience: QUICK }));
  } finally {
    remove();
  }
};

test.each(FAULTS)('the REST of the forge: %s', async (_name, fault, code) => {
  for (const [login, argv] of COMMANDS) {
    const one = await underFault({ ...fault, match: api }, login, argv);
    called.push(one);
    expect(errorOf(one), argv.join(' ')).toEqual({ code, exit: 3 });
  }
});

/** git over HTTP, from the same forge. */
const GIT_FAULTS: readonly (readonly [name: string, fault: Omit<Fault, 'match'>, codes: readonly string[]])[] = [
  ['401', { status: 401 }, ['remote-refused']],
  ['403', { status: 403 }, ['remote-refused']],
  ['404', { status: 404 }, ['remote-refused']],
  ['429', { status: 429, retryAfter: 120 }, ['remote-unreachable']],
  ['500', { status: 500 }, ['remote-unreachable']],
  ['HTML with 200', { body: '<html><body>Welcome</body></html>' }, ['remote-unreachable']],
  ['a cut connection', { drop: true }, ['remote-unreachable']],
];

test.each(GIT_FAULTS)('the git of the forge: %s', async (_name, fault, codes) => {
  for (const [login, argv] of [...COMMANDS, ['octocat', ['ledger', 'verify', '--fetch']] as const]) {
    const one = await underFault({ ...fault, match: git }, login, argv);
    called.push(one);
    const { code, exit } = errorOf(one);
    expect(exit, `${argv.join(' ')}: ${code}`).toBe(3);
    expect(codes, argv.join(' ')).toContain(code);
  }
});

test.each(GIT_FAULTS.filter(([name]) => !name.startsWith('HTML')))('audit answers from the clone and says so: %s', async (_name, fault) => {
  const one = await underFault({ ...fault, match: git }, 'octocat', ['audit']);
  called.push(one);
  expect(one.json).toMatchObject({ environment: 'production' });
  expect(one.err).not.toBe('');
  noStack(one);
});

/** Each request of a command in turn gets no good answer, nor does any after it: what comes out is an answer that claims nothing, or a coded error. */
test.each(COMMANDS.map(([login, argv]) => [argv[0] ?? '', login, argv] as const))(
  '%s, one request after the other',
  async (_name, login, argv) => {
    for (let skip = 0; skip < 24; skip += 1) {
      let seen = 0;
      const [, fault] = FAULTS[(skip + 1) % (FAULTS.length - 1)] ?? ['', {}];
      const remove = world.sim.faults.add({
        ...fault,
        skip,
        match: (method, path) => {
          if (api(method, path)) seen += 1;
          return api(method, path);
        },
      });
      const one = await callAs(world, login, [...argv, '--json'], { patience: QUICK });
      remove();
      called.push(one);
      if (one.json?.error !== undefined) errorOf(one);
      else expect(one.json, one.out + one.err).toBeTypeOf('object');
      noStack(one);
      expect(one.json.outcome ?? one.json.verdict?.outcome).not.toBe('passed');
      if (seen <= skip) return;
    }
  },
);
