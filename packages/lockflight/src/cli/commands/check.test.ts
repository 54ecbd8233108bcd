import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from '../../git/repository.fixture.ts';
import type { Invocation } from '../command.ts';
import { plain } from '../paint.ts';
import { check } from './check.ts';

const GOOD = 'lockflight: 1\nproject: p\nlanguage: fr\nenvironments: { local: { kind: development } }\n';

const invocation = (directory: string, ...positionals: readonly string[]): Invocation => ({
  options: {},
  positionals,
  directory,
  again: async () => 0,
  now: () => new Date(0),
  environment: {},
  language: undefined,
  progress: () => {},
});

test('a good contract: exit 0, its own language', async () => {
  await using folder = await newFolder();
  await writeFile(join(folder.dir, 'lockflight.yaml'), GOOD);
  const report = await check.run(invocation(folder.dir));
  expect(report).toMatchObject({ exit: 0, language: 'fr', json: { ok: true, file: 'lockflight.yaml', diagnostics: [] }, annotations: [] });
  expect(report.lines(plain, 'en')).toHaveLength(1);
});

test('a wrong contract: exit 2, every diagnostic in JSON, in lines of 80 columns and as annotations', async () => {
  await using folder = await newFolder();
  await writeFile(join(folder.dir, 'other.yaml'), `${GOOD}varaibles: {}\nversion: latest\n`);
  const report = await check.run(invocation(folder.dir, 'other.yaml'));
  expect(report.exit).toBe(2);
  expect(report.json).toMatchObject({
    ok: false,
    file: 'other.yaml',
    diagnostics: [
      { code: 'unknown-key', severity: 'error', file: 'other.yaml', line: 5, column: 1 },
      { code: 'malformed-value', severity: 'error', file: 'other.yaml', line: 6, column: 10 },
    ],
  });
  expect(report.annotations?.map((a) => [a.level, a.file, a.line, a.title])).toEqual([
    ['error', 'other.yaml', 5, 'unknown-key'],
    ['error', 'other.yaml', 6, 'malformed-value'],
  ]);
  for (const language of ['en', 'fr'] as const) {
    for (const line of report.lines(plain, language)) expect(line.length).toBeLessThanOrEqual(80);
  }
});

test('warnings alone: exit 0', async () => {
  await using folder = await newFolder();
  const text =
    'lockflight: 1\nproject: p\nenvironments: { a: { kind: staging, branch: a }, b: { kind: production, branch: b } }\nflow: [{ from: a, to: b }]\n';
  await writeFile(join(folder.dir, 'lockflight.yaml'), text);
  const report = await check.run(invocation(folder.dir));
  expect(report).toMatchObject({ exit: 0, json: { ok: true } });
  expect(report.annotations?.every((a) => a.level === 'warning')).toBe(true);
  expect(report.annotations?.length).toBeGreaterThan(0);
});
