/** What looks like a secret in code is neither printed nor remembered; that there is a default is still said. */
import { expect, test } from 'vitest';
import { newFolder } from '../../git/repository.fixture.ts';
import { freshScan } from './fresh-scan.ts';
import { put } from './scanned-tree.fixture.ts';

test('a real key, a password in a URL and a list of them are kept back', async () => {
  await using folder = await newFolder();
  const key = ['sk', 'live', '51ABCDEFghijklmnopqrstuv'].join('_');
  const words = `S3cretW0rdOfSomebody${7}`;
  put(
    folder,
    'a.ts',
    `import { z } from 'zod';
export const a = process.env.STRIPE_KEY || '${key}';
export const b = process.env.STORE_URL ?? 'postgres://u:${words}@db.example.org/x';
export const c = process.env.ADMIN_PASSWORD === '${words}';
export const d = process.env.LOG_LEVEL ?? 'info';
export const e = z.object({ SESSION_SECRET: z.string().default('${words}'), MODE: z.enum(['a', 'b']).default('a') }).parse(process.env);
`,
  );
  const { answer } = await freshScan(folder.dir);
  const said = JSON.stringify(answer);
  for (const secret of [key, words]) expect(said).not.toContain(secret);
  const of = (name: string) => answer.reads.find((read) => read.name === name);
  expect(of('STRIPE_KEY')?.use).toEqual({ need: 'optional', because: 'default' });
  expect(of('LOG_LEVEL')?.use.default).toBe('info');
  expect(of('MODE')?.schema).toMatchObject({ default: 'a', values: ['a', 'b'] });
  expect(answer.reads.map(({ name }) => name).sort()).toEqual([
    'ADMIN_PASSWORD',
    'LOG_LEVEL',
    'MODE',
    'SESSION_SECRET',
    'STORE_URL',
    'STRIPE_KEY',
  ]);
});
