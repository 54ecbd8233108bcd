/** What git's search does not show at once: files in UTF-16 are found, and read, in a repository as without one. */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runGit } from '../../git/run-git.ts';
import { scanRepository } from './scan-repository.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockflight-wide-'));
  const little = Buffer.from('\uFEFFconst a = process.env.WIDE_LITTLE;\n', 'utf16le');
  const big = Buffer.from('\uFEFFconst b = process.env.WIDE_BIG;\n', 'utf16le').swap16();
  writeFileSync(join(folder, 'little.ts'), little);
  writeFileSync(join(folder, 'big.ts'), big);
  writeFileSync(join(folder, 'plain.ts'), 'export const c = process.env.PLAIN;\n');
  writeFileSync(join(folder, 'film.ts'), Buffer.concat([Buffer.from([0x47, 0, 0x1f]), Buffer.from(' env '), Buffer.alloc(64)]));
  writeFileSync(join(folder, 'other.ts'), 'export const d = 1;\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const found = async () => {
  const { reads, skipped } = await scanRepository(folder);
  return { names: reads.map(({ name }) => name).sort(), skipped };
};

test('with and without git', async () => {
  const expected = { names: ['PLAIN', 'WIDE_BIG', 'WIDE_LITTLE'], skipped: [{ file: 'film.ts', why: 'encoding' }] };
  expect(await found()).toEqual(expected);
  const made = await runGit(['-C', folder, 'init', '-q'], { extra: { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' } });
  expect(made.code).toBe(0);
  expect(await found()).toEqual(expected);
});

test('a folder below the top is searched as one by itself, whatever a user has git print', async () => {
  const below = await mkdtemp(join(folder, 'below-'));
  writeFileSync(join(below, 'a.ts'), 'export const a = process.env.BELOW;\n');
  const names = async () => (await scanRepository(below)).reads.map(({ name }) => name);
  expect(await names()).toEqual(['BELOW']);
  for (const args of [
    ['config', 'grep.fullName', 'true'],
    ['add', '--all'],
  ])
    expect((await runGit(['-C', below, ...args])).code).toBe(0);
  expect(await names()).toEqual(['BELOW']);
});
