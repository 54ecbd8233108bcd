/** A platform for one smoke run: its own folder, an empty SQLite, nothing else; stand-ins for the vendors. What backend/.env says does not reach it. */
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { validateEnv } from '../../backend/src/config/env.ts';
import { startStandIns } from '../../stand-ins/stand-ins.ts';
import { freePort } from '../free-port.ts';
import { PROJECT } from '../project.ts';
import { accountsAt } from './accounts.ts';
import { ask, type Target } from './target.ts';

export interface OwnPlatform extends AsyncDisposable {
  readonly target: Target;
  /** SIGTERM, as any supervisor sends it. False: it did not end, or not well. */
  stop(): Promise<boolean>;
  /** The end of its log. */
  lastWords(): string;
}

const PATIENCE_MS = 20_000;

export const startOwnPlatform = async (): Promise<OwnPlatform> => {
  const folder = await mkdtemp(join(tmpdir(), 'khadamat-smoke-'));
  const vendors = await startStandIns();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const metricsToken = randomUUID();
  const accounts = accountsAt(vendors, url);
  const values = {
    NODE_ENV: 'development',
    DATABASE_URL: `file:${join(folder, 'smoke.db')}`,
    SHADOW_DATABASE_URL: `file:${join(folder, 'shadow.db')}`,
    MOCK_REDIS: 'true',
    UPLOAD_ANTIVIRUS: 'false',
    UPLOAD_STORAGE_DIR: join(folder, 'uploads'),
    SMOKE_ROUTES_ENABLE: 'true',
    METRICS_TOKEN: metricsToken,
    APP_BASE_URL: url,
    FRONTEND_URL: url,
    ...accounts,
  };
  const unset = Object.fromEntries(Object.keys(validateEnv(values)).map((name) => [name, '']));
  delete unset.name;
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_OPTIONS: process.env.NODE_OPTIONS,
    ...unset,
    ...values,
    ...vendors.env,
  };
  const seeded = spawnSync(process.execPath, ['backend/src/database/seed-command.ts'], { cwd: PROJECT, env, encoding: 'utf8' });
  const child = spawn(process.execPath, ['backend/src/main.ts', '--port', String(port)], { cwd: PROJECT, env });
  let said = `${seeded.stdout}${seeded.stderr}`;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const target: Target = { url, environment: 'local', metricsToken, adminToken: accounts.ADMIN_TOKEN, vendors };
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await ask(target, '/health').catch(() => undefined);
    if (answer?.status === 200) break;
    await delay(50);
  }
  const stop = async (): Promise<boolean> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode === 0;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    await gone;
    clearTimeout(late);
    return child.exitCode === 0;
  };
  return {
    target,
    stop,
    lastWords: () => said.split('\n').slice(-20).join('\n'),
    [Symbol.asyncDispose]: async () => {
      await stop();
      await vendors[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
