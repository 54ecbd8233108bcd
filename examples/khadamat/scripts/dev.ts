/**
 * `npm run dev`: the API and the client, side by side, until Ctrl-C or until one of them ends. The local database is brought up to date first.
 * What is missing is said before anything starts, with what to do. `npm run dev:stand-ins` needs no account anywhere: stand-ins answer for the vendors.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadEnvFile } from '../backend/src/env-file.ts';
import { readEnvironment } from '../backend/src/environment.ts';
import { startStandIns } from '../stand-ins/stand-ins.ts';
import { PROJECT } from './project.ts';
import { accountsAt } from './smoke/accounts.ts';

const VITE = join(PROJECT, 'node_modules/vite/bin/vite.js');

const { values } = parseArgs({ options: { 'stand-ins': { type: 'boolean', default: false } } });
loadEnvFile();
const standIns = values['stand-ins'] ? await startStandIns() : undefined;
if (standIns !== undefined) Object.assign(process.env, { ...accountsAt(standIns, 'http://localhost:4000'), ...process.env }, standIns.env);

const env = readEnvironment();
if (env.name !== 'local') {
  process.stderr.write(`npm run dev is for local, and NODE_ENV says ${env.name}\n`);
  process.exit(1);
}
const hints: readonly (readonly [unknown, string])[] = [
  [
    env.STRIPE_SECRET_KEY,
    'STRIPE_SECRET_KEY is not set: everything works but paying. Put a test key of yours (https://dashboard.stripe.com/test/apikeys)\n  into backend/.env, or stop and type `npm run dev:stand-ins`, which needs none.',
  ],
  [env.ADMIN_TOKEN, 'ADMIN_TOKEN is not set: the administration is closed. Put any words into backend/.env to open it.'],
];
for (const [value, words] of hints) if (value === undefined) process.stderr.write(`- ${words}\n`);

const migrated = spawnSync('npm', ['run', '--silent', 'migrate'], { cwd: PROJECT, stdio: 'inherit' });
if (migrated.status !== 0) process.exit(migrated.status ?? 1);
process.stdout.write(`The client: ${env.FRONTEND_URL}   the API: ${env.APP_BASE_URL}   an empty catalogue? npm run seed\n`);
if (standIns !== undefined)
  process.stdout.write(`The vendors: stand-ins at ${standIns.gateway.origin}; ADMIN_TOKEN is ${env.ADMIN_TOKEN}\n`);

// Not through npm: a shell between them would swallow the signal that is to end them.
const start = (folder: string, ...words: readonly string[]): ChildProcess =>
  spawn(process.execPath, words, { cwd: join(PROJECT, folder), stdio: 'inherit' });
const both = [start('backend', '--watch', 'src/main.ts'), start('frontend', VITE)];
const stop = (): void => {
  for (const child of both) child.kill('SIGTERM');
};
// At a terminal Ctrl-C reaches them by itself; this one waits for them.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', stop);
const ended = both.map(async (child) => {
  const [code] = await once(child, 'exit');
  stop();
  return typeof code === 'number' ? code : 0;
});
process.exitCode = Math.max(...(await Promise.all(ended)));
await standIns?.[Symbol.asyncDispose]();
