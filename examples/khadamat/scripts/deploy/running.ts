/** The process of a release: started beside whatever runs, known by a file in its folder, stopped gracefully. */
import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../free-port.ts';

interface Known {
  readonly pid: number;
  readonly port: number;
}

export type Started = ({ readonly healthy: true } & Known) | { readonly healthy: false; readonly why: string; readonly lastWords: string };

const PATIENCE_MS = 30_000;

/** What a machine gives to any process of it. The job's own variables, its tokens among them, are not handed on: the release has its environment's file. */
const OF_THE_MACHINE =
  /^(?:PATH|HOME|USER|LANG|LC_\w+|TZ|TMPDIR|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|NODE_USE_ENV_PROXY|https?_proxy|no_proxy)$/i;

/** What any process of a release is given: the release's own file says the rest. */
const environmentOf = (environment: 'staging' | 'production'): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => OF_THE_MACHINE.test(name))),
  NODE_ENV: environment,
});

/**
 * `npm run migrate`, by the release itself, while the one before it still serves: a migration adds, and takes away only what no running release asks for. Undefined when
 * it is done; else what it said.
 */
export const migrateRelease = (release: string, environment: 'staging' | 'production'): string | undefined => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['backend/src/database/migrate-command.ts'], {
    cwd: release,
    env: environmentOf(environment),
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `${stdout}${stderr}`.trim();
};

export const startRelease = async (release: string, environment: 'staging' | 'production'): Promise<Started> => {
  const port = await freePort();
  const log = join(release, 'process.log');
  const said = openSync(log, 'a');
  const child = spawn(
    process.execPath,
    ['--import', './backend/compile-cache.js', 'backend/src/main.ts', '--host', '127.0.0.1', '--port', String(port)],
    {
      cwd: release,
      env: environmentOf(environment),
      detached: true,
      stdio: ['ignore', said, said],
    },
  );
  child.unref();
  const { pid } = child;
  if (pid === undefined) return { healthy: false, why: 'it could not be started', lastWords: '' };
  const known: Known = { pid, port };
  await writeFile(join(release, 'process.json'), JSON.stringify(known));
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && child.exitCode === null && child.signalCode === null) {
    if (await answers(port, '/health')) return { healthy: true, ...known };
    await delay(100);
  }
  const why = child.exitCode === null ? 'in time' : `exit ${child.exitCode}`;
  if (child.exitCode === null) await end(known);
  return { healthy: false, why, lastWords: readFileSync(log, 'utf8').split('\n').slice(-12).join('\n') };
};

/** Its number may be another's by now: only what answers on its port is taken for it. */
export const isRunning = async (release: string): Promise<boolean> => {
  const known = await knownOf(release);
  return known !== undefined && (await answers(known.port, '/live'));
};

/** False: it did not stop by itself. */
export const stopProcess = async (release: string): Promise<boolean> => {
  const known = await knownOf(release);
  return known === undefined || (await end(known));
};

const end = async ({ pid }: Known): Promise<boolean> => {
  const until = Date.now() + PATIENCE_MS;
  signal(pid, 'SIGTERM');
  while (Date.now() < until) {
    if (!signal(pid, 0) || isUnburied(pid)) return true;
    await delay(50);
  }
  signal(pid, 'SIGKILL');
  return false;
};

/** Ended, and nobody has asked how: some containers have no process that does. */
const isUnburied = (pid: number): boolean => {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const signal = (pid: number, name: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
};

const knownOf = async (release: string): Promise<Known | undefined> => {
  const text = await readFile(join(release, 'process.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
};

const answers = async (port: number, path: string): Promise<boolean> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  return answer?.ok === true;
};
