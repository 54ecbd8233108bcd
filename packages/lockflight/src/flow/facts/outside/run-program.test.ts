import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LockflightError } from '../../../errors.ts';
import { newFolder } from '../../../git/repository.fixture.ts';
import { hostIn, TOKEN } from './answering-server.fixture.ts';
import type { Host } from './host.ts';
import { type Program, runProgram } from './run-program.ts';

const node = (code: string, ...args: readonly string[]): readonly string[] => [process.execPath, '-e', code, '--', ...args];
const run = async (program: Omit<Program, 'name'>, more: Partial<Host> = {}): Promise<string> => {
  await using folder = await newFolder();
  try {
    return await runProgram(hostIn(folder.dir, more), { name: 'logs', ...program });
  } catch (error) {
    if (error instanceof LockflightError) return error.code;
    throw error;
  }
};

test('words stay words: there is no shell', async () => {
  const odd = '$(id) `id` ; rm -rf x && "y" {since}';
  const printed = await run({ run: node('console.log(JSON.stringify(process.argv.slice(1)))', odd, '{unknown}'), words: { since: 'S' } });
  expect(JSON.parse(printed)).toEqual([odd.replace('{since}', 'S'), '{unknown}']);
});

test('it is lent what the contract names, and nothing of the recorder', async () => {
  process.env.LOCKFLIGHT_SIGNING_KEY_PROBE = 'secret';
  try {
    const told = JSON.parse(await run({ run: node('console.log(JSON.stringify(process.env))'), env: ['LOCKFLIGHT_SOURCE_TOKEN'] }));
    expect(told.LOCKFLIGHT_SOURCE_TOKEN).toBe(TOKEN);
    expect(Object.keys(told).filter((name) => /LOCKFLIGHT|GITHUB|NODE_OPTIONS/.test(name))).toEqual(['LOCKFLIGHT_SOURCE_TOKEN']);
  } finally {
    delete process.env.LOCKFLIGHT_SIGNING_KEY_PROBE;
  }
});

test('what it has to be lent is not there', async () =>
  expect(await run({ run: node(''), env: ['LOCKFLIGHT_SOURCE_OTHER'] })).toBe('source-token-missing'));
test('no such program', async () => expect(await run({ run: ['lockflight-no-such-program'] })).toBe('source-program-missing'));
test('it fails, whatever it printed', async () =>
  expect(await run({ run: node('console.log(1); process.exitCode = 3') })).toBe('source-program-failed'));
test('it prints without end', async () =>
  expect(
    await run({ run: node('const w = () => { while (process.stdout.write("x".repeat(65536))); process.stdout.once("drain", w); }; w()') }),
  ).toBe('source-too-large'));
test('it does not end, and neither does what it started', async () => {
  await using folder = await newFolder();
  const file = join(folder.dir, 'pid');
  await writeFile(file, '');
  const code = `const c = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    require('node:fs').writeFileSync(${JSON.stringify(file)}, String(c.pid)); setInterval(() => {}, 1000);`;
  expect(await run({ run: node(code) }, { timeoutMs: 3000 })).toBe('source-timeout');
  const pid = Number(await readFile(file, 'utf8'));
  expect(pid).toBeGreaterThan(0);
  await expect.poll(() => alive(pid), { timeout: 10_000 }).toBe(false);
});

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
