/**
 * The pipeline of the story: what the forge's runners would do, done for real on this machine. The candidate's own tests run in a checkout of its tree;
 * a deployment starts its own server on loopback; a smoke run visits that server. The forge is only told how they ended.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Stage } from './stage.ts';

const execute = promisify(execFile);

export type Where = 'staging' | 'production';

export interface Pipeline {
  /** Runs the tests of a commit, as ci.yml does. */
  check(commit: string, branch: string): Promise<boolean>;
  /** Starts the commit's server where it belongs, tells the forge, and smokes it. */
  deploy(commit: string, where: Where): Promise<boolean>;
  /** Somebody opens a page of what runs there. Gives the status. */
  visit(where: Where, path: string): Promise<number>;
  /** The values that the environment's processes have; with them, a command stands in that environment. */
  settingsOf(where: Where): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export const newPipeline = (stage: Stage): Pipeline => {
  const running = new Map<Where, ChildProcess>();
  const ports = new Map<Where, number>();
  const { sim, repository } = stage;

  const checkout = async (commit: string): Promise<string> => {
    const dir = join(stage.folder, 'runner', commit);
    await mkdir(dir, { recursive: true });
    const bare = (await stage.read('recorder', 'rev-parse', '--absolute-git-dir')).trim();
    await execute('git', ['--git-dir', bare, '--work-tree', dir, 'checkout', '--quiet', '--force', commit, '--', '.']);
    return dir;
  };

  const run = async (dir: string, argv: readonly string[], env: Readonly<Record<string, string>>): Promise<boolean> => {
    try {
      await execute(process.execPath, [...argv], { cwd: dir, env: { PATH: process.env.PATH, ...env }, timeout: 60_000 });
      return true;
    } catch {
      return false;
    }
  };

  const conclude = (workflow: string, job: string, commit: string, branch: string, passed: boolean, event: string): void => {
    sim.completeRun(repository, {
      workflow,
      jobs: [job],
      headCommit: commit,
      headBranch: branch,
      event,
      actor: 'sara',
      conclusion: passed ? 'success' : 'failure',
    });
  };

  const stopOne = async (where: Where): Promise<void> => {
    const child = running.get(where);
    running.delete(where);
    // Ctrl-C reaches the whole group: it may be gone already, by a code or by a signal.
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };

  return {
    check: async (commit, branch) => {
      const passed = await run(await checkout(commit), ['--test'], {});
      conclude('.github/workflows/ci.yml', 'check', commit, branch, passed, 'push');
      return passed;
    },
    deploy: async (commit, where) => {
      const dir = await checkout(commit);
      await stopOne(where);
      const port = await freePort();
      ports.set(where, port);
      const env = settings(where, port, stage.folder);
      await mkdir(dirname(databaseOf(where, stage.folder)), { recursive: true });
      await run(dir, ['src/migrate.js'], env);
      running.set(
        where,
        start(dir, env, join(stage.cloneOf('recorder'), 'logs', `${where}.ndjson`), () => sim.clock.now()),
      );
      await answers(port);
      sim.deploy(repository, { environment: where, commit, ref: where === 'staging' ? 'staging' : 'main' });
      const passed = await run(dir, ['src/smoke.js'], { KOOMY_ENV: where, KOOMY_URL: `http://127.0.0.1:${port}` });
      conclude('.github/workflows/smoke.yml', where, commit, where === 'staging' ? 'staging' : 'main', passed, 'deployment_status');
      return passed;
    },
    visit: async (where, path) => (await fetch(`http://127.0.0.1:${ports.get(where)}${path}`)).status,
    settingsOf: (where) => settings(where, ports.get(where) ?? 3000, stage.folder),
    stop: async () => {
      for (const where of [...running.keys()]) await stopOne(where);
    },
  };
};

/** Where the contract wants it: no environment's database is in another one's folder. */
const databaseOf = (where: Where, folder: string): string => join(folder, `koomy-${where}`, 'members.db');

/** Made up for the story, and worth nothing anywhere. */
const settings = (where: Where, port: number, folder: string): Readonly<Record<string, string>> => ({
  KOOMY_ENV: where,
  PORT: String(port),
  KOOMY_URL: `https://${where === 'staging' ? 'staging' : 'www'}.koomy.example`,
  DATABASE_URL: `file:${databaseOf(where, folder)}`,
  CARD_SIGNING_KEY: (where === 'staging' ? '5a' : 'a5').repeat(32),
  STRIPE_SECRET_KEY: where === 'staging' ? 'sk_test_made_up_for_the_story' : 'sk_live_made_up_for_the_story',
  STRIPE_WEBHOOK_SECRET: `whsec_made_up_for_${where}`,
  FIREBASE_PROJECT_ID: where === 'staging' ? 'koomy-test' : 'koomy-live',
  CDN_BASE_URL: where === 'staging' ? 'https://cdn-test.koomy.example' : 'https://cdn.koomy.example',
});

/** What the service prints is its log, shipped to where the recorder looks; each line gets the moment at which it was shipped. */
const start = (dir: string, env: Readonly<Record<string, string>>, log: string, now: () => Date): ChildProcess => {
  mkdirSync(join(log, '..'), { recursive: true });
  closeSync(openSync(log, 'a'));
  const child = spawn(process.execPath, ['src/server.js'], {
    cwd: dir,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) appendFileSync(log, `${shipped(line, now)}\n`);
  });
  return child;
};

const shipped = (line: string, now: () => Date): string => {
  try {
    return JSON.stringify({ time: now().toISOString(), ...JSON.parse(line) });
  } catch {
    return JSON.stringify({ time: now().toISOString(), level: 'info', message: line });
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const answers = async (port: number): Promise<void> => {
  for (let i = 0; i < 200; i++) {
    try {
      await fetch(`http://127.0.0.1:${port}/health`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
};
