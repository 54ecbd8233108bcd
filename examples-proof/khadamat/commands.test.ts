/** The commands of the document as a developer types them, through Lockflight, on a machine that has nothing but the example. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../packages/lockflight/test-servers/server.fixture.ts';
import { typed } from './lockflight.fixture.ts';

let folder: string;
let values: Readonly<Record<string, string>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khadamat-commands-'));
  values = {
    NODE_ENV: 'development',
    NODE_COMPILE_CACHE: join(folder, 'cache'),
    // Of whoever runs the tests nothing is read, and nothing of theirs is written.
    HOME: folder,
    DATABASE_URL: `file:${join(folder, 'dev.db')}`,
    SHADOW_DATABASE_URL: `file:${join(folder, 'shadow.db')}`,
    UPLOAD_STORAGE_DIR: join(folder, 'uploads'),
    STRIPE_SECRET_KEY: '',
    ADMIN_TOKEN: '',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = async (...words: readonly string[]) => {
  await using command = typed(['run', ...words], values);
  return { exit: await command.ended, said: command.said() };
};

test('the reference data: migrated, inserted, and inserted again to no effect', async () => {
  expect(await run('migrate')).toMatchObject({ exit: 0, said: expect.stringContaining('local: 0001-first-tables') });
  expect(await run('seed')).toMatchObject({ exit: 0, said: expect.stringMatching(/local: catalogue in place \([1-9]\d* rows added/) });
  expect(await run('seed:backend')).toMatchObject({ exit: 0, said: expect.stringContaining('(0 rows added, 0 brought up to date)') });
});

test('smoke:all needs nothing but itself, and says that it proves nothing here', async () => {
  const { exit, said } = await run('smoke:all');
  expect([exit, said]).toEqual([0, expect.stringMatching(/a booking, paid: paid, as the signed webhook says[\s\S]*smoke: passed/)]);
});

const answers = async (url: string, words: RegExp): Promise<void> => {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true && words.test(await answer.text())) return;
  }
};

test('dev starts the client and the API, and says what to do about Stripe; each starts by itself, too', async () => {
  const at = async () => ({ APP_BASE_URL: `http://localhost:${await freePort()}`, FRONTEND_URL: `http://localhost:${await freePort()}` });
  const [both, alone] = [await at(), await at()];
  await using dev = typed(['run', 'dev'], { ...values, ...both });
  await dev.says(/STRIPE_SECRET_KEY is not set[\s\S]*npm run dev:stand-ins/);
  await answers(`${both.FRONTEND_URL}/`, /<div id="root">/);
  // Through the client's own server, as the browser asks.
  await answers(`${both.FRONTEND_URL}/api/services`, /plomberie/);
  await dev.stop();
  await using frontend = typed(['run', 'dev:frontend'], { ...values, ...alone });
  await using backend = typed(['run', 'dev:backend'], { ...values, ...alone });
  await answers(`${alone.APP_BASE_URL}/health`, /"ok"/);
  await answers(`${alone.FRONTEND_URL}/api/services`, /plomberie/);
  await Promise.all([frontend.stop(), backend.stop()]);
  for (const url of [...Object.values(both), ...Object.values(alone)]) await expect(fetch(url)).rejects.toThrow();
});
