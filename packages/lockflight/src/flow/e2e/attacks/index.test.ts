/** SECURITY.md says which test carries out which attack: each is there, under that name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../../..');
const DOCUMENT = join(SOURCE, '../../../SECURITY.md');
const SHOWN_BY = /^\| (.+?) \| .+ \| `([\w./-]+\.test\.ts)` "(.+)" \|$/;

const rows = readFileSync(DOCUMENT, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, attack, file, title] = SHOWN_BY.exec(line) ?? [];
    return attack === undefined || file === undefined || title === undefined ? [] : [{ attack, file, title }];
  });

/** What a test is called, however its name is quoted. */
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\b(?:it|test)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`([^`]*)`)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? '');

test('each of the attacks that SECURITY.md lists has its test', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const { attack, file, title } of rows) {
    const names = namesIn(readFileSync(join(SOURCE, file), 'utf8'));
    expect(
      names.some((name) => name.startsWith(title)),
      `${attack}: ${file} "${title}"`,
    ).toBe(true);
  }
});

test('every attack of this folder is listed', () => {
  const listed = new Set(rows.map(({ file }) => file));
  const here = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.e2e.test.ts'));
  expect(here.map((name) => `flow/e2e/attacks/${name}`).filter((file) => !listed.has(file))).toEqual([]);
});
