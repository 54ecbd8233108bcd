/** Real children of a real process: exit codes, arguments, signals, refusals. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../bad-input.fixture.ts';
import { run as schema } from '../json/run.ts';

const BIN = join(import.meta.dirname, '../../../bin/lockflight.js');
const CONTRACT = `
lockflight: 1
project: shop
environments:
  local: { kind: development }
  production: { kind: production, branch: main, forbids: [seed] }
variables:
  DATABASE_URL: { type: url, secret: true, in: { local: { scheme: file, default: "file:./dev.db" }, production: { scheme: postgres, host: "*.prod.internal" } } }
commands:
  fails: { run: "exit 3" }
  says: { run: "printf '<%s>'" }
  shows: { run: "printf '%s %s' $DATABASE_URL $LOCKFLIGHT_ENV" }
  seed: { run: "touch seeded", activity: seed }
  risky: { run: "touch risked", in: { local: confirm, production: pipeline } }
  ship: { run: "touch shipped", in: { local: { mode: pipeline, on: main } } }
  naps: { run: "trap 'exit 7' TERM; trap 'exit 8' INT; echo ready; for i in 1 2 3 4 5 6 7 8 9; do sleep 1; done" }
  chain:
    run: |-
      node -e 'process.on("SIGTERM",()=>process.exit(9));setTimeout(()=>{},9000);console.log("ready")' && true
  dies: { run: "kill -KILL $$" }
  check: { run: "true", proves: { kind: ci-check, workflow: .github/workflows/ci.yml, job: check } }
procedures: { release: [check, tell, risky], broken: [check, fails, seed] }
steps: { tell: Tell everybody }
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockflight-run-'));
  await writeFile(join(folder, 'lockflight.yaml'), CONTRACT);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

const run = (argv: readonly string[], given: { env?: Record<string, string>; onReady?: (pid: number) => void } = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH ?? '', ...given.env };
    const child = spawn(process.execPath, [BIN, 'run', ...argv], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (words: string) => {
      said.out += words;
      if (said.out.includes('ready') && child.pid !== undefined) given.onReady?.(child.pid);
    });
    child.stderr.setEncoding('utf8').on('data', (words: string) => {
      said.err += words;
    });
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, ...said }));
  });

test("the child's exit code, arguments and values are its own", async () => {
  const [fails, says, shows, dies] = await Promise.all([
    run(['fails']),
    run(['says', '--', 'a b', '$HOME', '*', '--flag']),
    run(['shows']),
    run(['dies']),
  ]);
  expect(fails.exit).toBe(3);
  expect([says.exit, says.out]).toEqual([0, '<a b><$HOME><*><--flag>']);
  expect(shows.out).toBe('file:./dev.db local');
  expect(dies.exit).toBe(128 + 9);
});

test('signals reach the child, and its answer is ours', async () => {
  const [term, int, chain] = await Promise.all([
    run(['naps'], { onReady: (pid) => process.kill(pid, 'SIGTERM') }),
    run(['naps'], { onReady: (pid) => process.kill(pid, 'SIGINT') }),
    run(['chain'], { onReady: (pid) => process.kill(pid, 'SIGTERM') }),
  ]);
  expect([term.exit, int.exit]).toEqual([7, 8]);
  // The shell dies of it; what it waited for must not go on alone.
  expect(chain.exit).toBe(128 + 15);
});

test("production's database on a laptop that says it is local: nothing is started, and no value is shown", async () => {
  const env = { DATABASE_URL: 'postgres://u:CANARY@db.prod.internal/shop', LOCKFLIGHT_ENV: 'local' };
  const { exit, out, err } = await run(['seed', '--json'], { env });
  const json = JSON.parse(out);
  expect(schema.parse(json)).toEqual(json);
  expect([exit, json.started, json.judgement.issues[0].code]).toEqual([125, false, 'foreign-value']);
  expect(out + err).not.toContain('CANARY');
  await expect(rm(join(folder, 'seeded'))).rejects.toThrow();
});

test('refusals are coded, and all end with 125', async () => {
  const refusal = async (argv: readonly string[], given: Parameters<typeof call>[1] = {}) => {
    const { exit, json } = await call(['run', ...argv, '--json'], { cwd: folder, ...given });
    return [exit, json.error?.code];
  };
  const production = { DATABASE_URL: 'postgres://u:p@db.prod.internal/shop', LOCKFLIGHT_ENV: 'production' };
  const inCi = { GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/heads/other' };
  expect(await refusal(['chek'])).toEqual([125, 'no-such-command-here']);
  expect(await refusal(['release', '--from', 'nowhere'])).toEqual([125, 'no-such-command-here']);
  expect(await refusal(['seed'], { environment: production })).toEqual([125, 'command-denied']);
  expect(await refusal(['risky'])).toEqual([125, 'command-not-confirmed']);
  expect(await refusal(['risky'], { ask: async () => 'yes' })).toEqual([125, 'command-not-confirmed']);
  expect(await refusal(['ship'])).toEqual([125, 'pipeline-only']);
  expect(await refusal(['ship'], { environment: inCi })).toEqual([125, 'pipeline-only']);
  const contradicted = await call(['run', 'check', '--env', 'production', '--json'], {
    cwd: folder,
    environment: { ...production, LOCKFLIGHT_ENV: 'local' },
  });
  expect([contradicted.exit, contradicted.json.judgement.issues[0].code]).toEqual([125, 'ambiguous-environment']);
});

test('a procedure stops where it fails, or where a person is needed, and goes on from there', async () => {
  const answers = async (argv: readonly string[], ask?: (question: string) => Promise<string>) => {
    const { exit, json } = await call(['run', ...argv, '--json'], {
      cwd: folder,
      environment: { PATH: process.env.PATH },
      ...(ask ? { ask } : {}),
    });
    expect(schema.parse(json)).toEqual(json);
    return [exit, json.done, json.stopped?.from];
  };
  expect(await answers(['broken'])).toEqual([3, ['check'], '2']);
  expect(await answers(['broken', '--from', 'seed'])).toEqual([0, ['seed'], undefined]);
  expect(await answers(['release'])).toEqual([1, ['check'], '2']);
  expect(await answers(['release', '--from', '2'], async (question) => (question.includes('tell') ? 'y' : 'local'))).toEqual([
    0,
    ['tell', 'risky'],
    undefined,
  ]);
});

test('a proving command says that this run is no evidence', async () => {
  const { out, exit } = await run(['check']);
  expect([exit, out.includes('ci-check')]).toEqual([0, true]);
});
