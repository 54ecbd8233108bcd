import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCode, LockflightError } from '../../errors.ts';
import { ENV_ERROR_CODES } from './error-codes.ts';
import { MAX_ENV_FILE, parseEnvText, readEnvFile, requireEnvFile } from './files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockflight-env-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const parse = (text: string | Uint8Array) => parseEnvText(typeof text === 'string' ? Buffer.from(text) : text, '.env');
const codeOf = async (attempt: () => unknown): Promise<string> => {
  try {
    await attempt();
    return 'fine';
  } catch (error) {
    return error instanceof LockflightError ? error.code : 'thrown';
  }
};

describe('clean reading', () => {
  test('a byte order mark, CRLF, comments, export, quotes and several lines', () => {
    const values = parse('\uFEFFA=1\r\n# note\r\nexport B="two words" # note\r\nC=\'#3\'\r\nD="one\r\ntwo"\r\nE=\r\n');
    expect([...values]).toEqual([
      ['A', '1'],
      ['B', 'two words'],
      ['C', '#3'],
      ['D', 'one\ntwo'],
      ['E', ''],
    ]);
  });

  test('a # begins a comment after a blank, and is kept between quotes', () => {
    expect([...parse('A=1 # note\nB=\'x#y\'\nC="x#y" # a#b\nD= # note\nE=#note\nF=x \t# a#b\n')]).toEqual([
      ['A', '1'],
      ['B', 'x#y'],
      ['C', 'x#y'],
      ['D', ''],
      ['E', ''],
      ['F', 'x'],
    ]);
  });

  test('names of prototypes are names', () => {
    expect(parse('constructor=1\ntoString=2\n').get('constructor')).toBe('1');
  });

  test('a value of a megabyte and ten thousand variables', () => {
    expect(parse(`BIG="${'x'.repeat(1_000_000)}"\n`).get('BIG')?.length).toBe(1_000_000);
    expect(parse(Array.from({ length: 10_000 }, (_, i) => `V${i}=${i}`).join('\n')).size).toBe(10_000);
  });
});

describe('refused', () => {
  test.each([
    ['env-file-not-text', Buffer.from('A=1\0')],
    ['env-file-not-text', Buffer.from([0x41, 0x3d, 0xff, 0xfe])],
    ['env-file-not-text', Buffer.from('A=1\n', 'utf16le')],
    ['env-file-unclosed-quote', Buffer.from('A="CANARY\nB=2\n')],
    ['env-file-unclosed-quote', Buffer.from("A='\n")],
    ['env-file-malformed-line', Buffer.from('A=1\nno equals sign\n')],
    ['env-file-malformed-line', Buffer.from('A="one" two\n')],
    ['env-file-malformed-line', Buffer.from('KEY=-----BEGIN-----\nCANARY\n-----END-----\n')],
    ['env-file-malformed-line', Buffer.from('__proto__=1\n')],
    ['env-file-cut-value', Buffer.from('A=1\nB=CANARY#CANARY\n')],
    ['env-file-cut-value', Buffer.from('A=1#2\n')],
    ['env-file-cut-value', Buffer.from('export A=https://x.example/#part # note\n')],
    ['env-file-repeated-name', Buffer.from('A=1\nB=2\nexport A=3\n')],
  ])('%s', async (code, bytes) => {
    expect(await codeOf(() => parse(bytes))).toBe(code);
  });

  test('the line is told, and what stands on it is not', () => {
    const failureOf = (text: string) => {
      try {
        parse(text);
      } catch (error) {
        if (error instanceof LockflightError) return [error.failure.at, JSON.stringify(error.failure).includes('CANARY')];
      }
      return undefined;
    };
    expect(failureOf('A=1\n\n# note\nB="CANARY\nC=2\n')).toEqual([{ file: '.env', line: 4, column: 1 }, false]);
    expect(failureOf('A="two\nlines"\nCANARY\n')).toEqual([{ file: '.env', line: 3, column: 1 }, false]);
    expect(failureOf("A='CANARY'\nA='other CANARY'\n")).toEqual([{ file: '.env', line: 2, column: 1 }, false]);
  });

  test('the same value twice means the same to every loader', () => {
    expect(parse('A=1\nA="1"\n').get('A')).toBe('1');
  });

  test('a file too large, a folder, nothing', async () => {
    const large = join(folder, 'large.env');
    await writeFile(large, Buffer.alloc(MAX_ENV_FILE + 1, 'x'));
    expect(await codeOf(() => readEnvFile(folder, 'large.env'))).toBe('env-file-too-large');
    expect(await codeOf(() => readEnvFile(folder, '.'))).toBe('env-file-unreadable');
    expect(await readEnvFile(join(folder, 'none'), '.env')).toBeUndefined();
    expect(await codeOf(() => requireEnvFile(folder, 'none'))).toBe('env-file-not-found');
  });

  test('any bytes give values or a coded error that repeats nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => Buffer.from(`A="${text}\nCANARY=${text}`)),
        ),
        (bytes) => {
          try {
            parse(bytes);
          } catch (error) {
            expect(hasCode(error, ...Object.keys(ENV_ERROR_CODES))).toBe(true);
            expect(String(error)).not.toContain('CANARY');
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('a link in a checkout fetches nothing from outside of it, and nothing of it is shown', async () => {
  const checkout = join(folder, 'checkout');
  await mkdir(join(checkout, '.git'), { recursive: true });
  await mkdir(join(checkout, 'sub'));
  await writeFile(join(folder, 'elsewhere.env'), 'HIDDEN_NAME=hidden-value\n');
  await writeFile(join(checkout, 'sub', 'own.env'), 'A=1\n');
  await symlink('../elsewhere.env', join(checkout, '.env'));
  await symlink('..', join(checkout, 'up'));
  await symlink('sub/own.env', join(checkout, 'inner.env'));
  await symlink('nowhere', join(checkout, 'dangling.env'));
  for (const path of ['.env', 'up/elsewhere.env', 'sub/../.env']) {
    const error = await readEnvFile(checkout, path).catch((thrown: unknown) => thrown);
    expect(hasCode(error, 'env-file-elsewhere')).toBe(true);
    expect(JSON.stringify(error)).not.toMatch(/hidden/i);
  }
  expect(await codeOf(() => requireEnvFile(join(checkout, 'sub'), '../.env'))).toBe('env-file-elsewhere');
  expect(await readEnvFile(checkout, 'inner.env')).toEqual(new Map([['A', '1']]));
  expect(await readEnvFile(checkout, 'dangling.env')).toBeUndefined();
  // Named by itself, it is what somebody chose; and a release that is no checkout has links of whoever deployed it.
  expect((await requireEnvFile(checkout, '../elsewhere.env')).size).toBe(1);
  const release = join(folder, 'release');
  await mkdir(release);
  await symlink('../elsewhere.env', join(release, '.env'));
  expect((await requireEnvFile(release, '.env')).size).toBe(1);
});
