/**
 * `npm run dev`: the API and the client, side by side, until Ctrl-C or until one of them ends. The local database is brought up to date first.
 * What is missing is said before anything starts, with what to do.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { validateEnv } from '../backend/src/config/env.ts';
import { loadEnvFile } from '../backend/src/env-file.ts';
import { PROJECT } from './project.ts';

loadEnvFile();
const env = validateEnv();
if (env.name !== 'local') throw new Error(`npm run dev is for local, and NODE_ENV says ${env.name}`);

const hints: readonly (readonly [unknown, string])[] = [
  [
    env.STRIPE_SECRET_KEY,
    'STRIPE_SECRET_KEY is not set: everything works but payment. Either put a test key of yours (https://dashboard.stripe.com/test/apikeys)\n  into backend/.env, or type `npm run dev:stand-ins`, which needs none.',
  ],
  [env.ADMIN_TOKEN, 'ADMIN_TOKEN is not set: the administration is closed. Put any words into backend/.env to open it.'],
];
for (const [value, words] of hints) if (value === undefined) process.stderr.write(`- ${words}\n`);

const migrated = spawnSync('npm', ['run', '--silent', 'migrate'], { cwd: PROJECT, stdio: 'inherit' });
if (migrated.status !== 0) process.exit(migrated.status ?? 1);
process.stdout.write(`The client: ${env.FRONTEND_URL}   the API: ${env.APP_BASE_URL}   an empty catalogue? npm run seed\n`);

const start = (script: string): ChildProcess => spawn('npm', ['run', '--silent', script], { cwd: PROJECT, stdio: 'inherit' });
const both = [start('dev:backend'), start('dev:frontend')];
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
