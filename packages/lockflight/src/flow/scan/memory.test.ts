/** A memory that is damaged, somebody else's or cannot be written is none; two that remember at once leave one of both. */
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newFolder } from '../../git/repository.fixture.ts';
import { readAnswer, type ScanAnswer } from './answer.ts';
import { recall, remember } from './memory.ts';

const KEY = 'ab'.repeat(32);
const ANSWER = '{"a":1}';
let held: Awaited<ReturnType<typeof newFolder>>;
beforeEach(async () => {
  held = await newFolder();
});
afterEach(() => held[Symbol.asyncDispose]());

const folder = () => join(held.dir, 'lockflight/env-scan');
const onlyFile = () => join(folder(), readdirSync(folder())[0] ?? '');

test('what was remembered is told again, of this folder alone, and is readable by its owner alone', () => {
  remember(held.dir, '/root', { key: KEY, answer: ANSWER });
  expect(recall(held.dir, '/root')).toEqual({ key: KEY, answer: ANSWER });
  expect(recall(held.dir, '/root/below')).toBeUndefined();
  expect(lstatSync(onlyFile()).mode & 0o777).toBe(0o600);
  remember(held.dir, '/root', { key: 'cd'.repeat(32), answer: ANSWER });
  expect(recall(held.dir, '/root')?.key).toBe('cd'.repeat(32));
  expect(readdirSync(folder())).toHaveLength(1);
});

test('every damage makes it absent', () => {
  remember(held.dir, '/root', { key: KEY, answer: ANSWER });
  const whole = readFileSync(onlyFile());
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    writeFileSync(onlyFile(), damaged);
    const found = recall(held.dir, '/root');
    // A letter of the key may be another letter: then it is the answer of a tree that there is not.
    if (found !== undefined) expect(found.key).not.toBe(KEY);
    writeFileSync(onlyFile(), whole.subarray(0, at));
    expect(recall(held.dir, '/root')).toBeUndefined();
  }
});

test('a link, a folder and what others may write are no memory', () => {
  remember(held.dir, '/root', { key: KEY, answer: ANSWER });
  chmodSync(onlyFile(), 0o666);
  expect(recall(held.dir, '/root')).toBeUndefined();
  const [name = ''] = readdirSync(folder());
  const path = join(folder(), name);
  chmodSync(path, 0o600);
  writeFileSync(join(held.dir, 'elsewhere'), readFileSync(path), { mode: 0o600 });
  rmSync(path);
  symlinkSync(join(held.dir, 'elsewhere'), path);
  expect(recall(held.dir, '/root')).toBeUndefined();
  rmSync(path);
  mkdirSync(path);
  expect(recall(held.dir, '/root')).toBeUndefined();
});

test('where nothing can be written, or a link leads away, nothing is remembered and nobody is told', () => {
  writeFileSync(join(held.dir, 'lockflight'), '');
  remember(held.dir, '/root', { key: KEY, answer: ANSWER });
  expect(readFileSync(join(held.dir, 'lockflight'), 'utf8')).toBe('');
  rmSync(join(held.dir, 'lockflight'));
  mkdirSync(join(held.dir, 'away'));
  symlinkSync(join(held.dir, 'away'), join(held.dir, 'lockflight'));
  remember(held.dir, '/root', { key: KEY, answer: ANSWER });
  expect(existsSync(join(held.dir, 'away/env-scan'))).toBe(false);
  remember(join(held.dir, 'nowhere/at\0all'), '/root', { key: KEY, answer: ANSWER });
});

test('folders that were scanned long ago are forgotten, and what an interrupted call left', () => {
  remember(held.dir, '/0', { key: KEY, answer: ANSWER });
  writeFileSync(`${onlyFile()}.0123456789ab`, 'unfinished');
  writeFileSync(join(folder(), 'not-ours.json'), '');
  for (let at = 1; at <= 20; at++) remember(held.dir, `/${at}`, { key: KEY, answer: ANSWER });
  expect(readdirSync(folder())).toHaveLength(17);
  expect(readdirSync(folder())).toContain('not-ours.json');
  expect(recall(held.dir, '/20')).toBeDefined();
});

const answer: ScanAnswer = {
  contracts: [{ file: 'lockflight.yaml', language: 'fr', declared: ['A'] }],
  reads: [
    {
      name: 'A',
      file: 'a.ts',
      line: 1,
      column: 2,
      via: 'zod',
      by: 'need',
      use: { parse: 'integer', default: 3, need: 'optional', because: 'default', equals: ['x'] },
      schema: { library: 'zod', type: 'port', values: [1, 'a'], min: 1, secret: false, section: 'client' },
      side: 'client',
      phase: 'run',
      test: false,
    },
  ],
  findings: [{ code: 'unused-variable', name: 'B', places: [{ file: 'a.ts', line: 1, via: 'zod' }], contract: 'lockflight.yaml', rule: 4 }],
  platform: ['CI'],
  dynamic: [{ file: 'a.ts', line: 3 }],
  skipped: [{ file: 'b.ts', why: 'syntax', line: 1 }],
  files: 3,
};

test('an answer of another shape is none', () => {
  expect(readAnswer(JSON.stringify(answer))).toEqual(answer);
  const spoilt: readonly unknown[] = [
    null,
    [],
    'text',
    {},
    { ...answer, files: -1 },
    { ...answer, more: 1 },
    { ...answer, platform: [1] },
    { ...answer, contracts: [{ file: 'a', language: 'de', declared: [] }] },
    { ...answer, reads: [{ ...answer.reads[0], use: { equals: 'x' } }] },
    { ...answer, reads: [{ ...answer.reads[0], side: 'both' }] },
    { ...answer, findings: [{ ...answer.findings[0], places: {} }] },
    { ...answer, skipped: [{ file: 'b.ts', why: 'unknown' }] },
  ];
  for (const each of spoilt) expect(readAnswer(JSON.stringify(each))).toBeUndefined();
  expect(readAnswer('{')).toBeUndefined();
});
