/** Looking at a part of a file finds what looking at all of it finds: every way of reading, in files most of which have nothing to do with it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { livePart } from '../../env/scan/code/live-part.ts';
import { scanRepository } from './scan-repository.ts';

const FIXTURES = join(import.meta.dirname, '../../env/scan/ways/fixtures');
const UNRELATED = Array.from(
  { length: 12 },
  (_, part) => `
export const unrelated${part} = (words: readonly string[], limit = ${part}): string => {
  const kept = words.filter((word) => word.length > limit).map((word) => word.trim());
  if (kept.length > ${part}) throw new RangeError(String(kept.length));
  return kept.join('-');
};
`,
).join('');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockflight-parts-'));
  cpSync(FIXTURES, folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (/\.[mc]?tsx?$/.test(entry.name)) writeFileSync(path, `${readFileSync(path, 'utf8')}\n${UNRELATED}`);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(readdirSync(FIXTURES))('%s', async (way) => {
  const root = join(folder, way);
  const whole = await scanRepository(root, undefined, true);
  const parts = await scanRepository(root);
  expect(parts).toEqual(whole);
});

const live = (text: string): string | undefined => livePart('a.ts', `${text}\n${UNRELATED}`)?.replace(/;?\s{2,}[\s\S]*$/, '');

test('a telling word, what uses its names, and what they need are kept', () => {
  const part = livePart(
    'a.ts',
    `const PREFIX = 'APP';
interface Options { readonly url: string }
const url = process.env[\`\${PREFIX}_URL\`];
let later: string | undefined;
function set() { later = url; }
export const told = () => later === 'x';
const apart = 1;
${UNRELATED}`,
  );
  expect(part).toBeDefined();
  for (const kept of ['PREFIX =', 'const url', 'let later', 'function set', 'told']) expect(part).toContain(kept);
  for (const dropped of ['interface', 'apart', 'unrelated3']) expect(part).not.toContain(dropped);
});

test('every offset stays where it was', () => {
  const text = `export const a = 1;\nconst e = process.env;\n${UNRELATED}`;
  const part = livePart('a.ts', text);
  expect(part?.length).toBe(text.length);
  expect(part?.indexOf('process.env')).toBe(text.indexOf('process.env'));
});

test('a file is read whole where a part would not tell', () => {
  expect(live('module.exports = process.env.X;')).toBeUndefined();
  expect(live('if (true) { var held = process.env.X; }')).toBeUndefined();
  expect(live('const broken = (process.env.X;')).toBeUndefined();
});
