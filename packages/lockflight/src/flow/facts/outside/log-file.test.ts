import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LogSource } from '../../../contract/model.ts';
import { newFolder } from '../../../git/repository.fixture.ts';
import type { Fact, LogFact } from '../../../policy/facts.ts';
import { readLogs } from './read-logs.ts';

const SOURCE: LogSource = {
  name: 'staging-logs',
  kind: 'file',
  path: 'logs/staging.ndjson',
  at: { file: 'x', line: 1, column: 1 },
};

const read = (directory: string): Promise<Fact<LogFact>> =>
  readLogs({ directory, variable: () => undefined, now: () => new Date('2026-11-20T12:00:00Z'), timeoutMs: 1000 }, SOURCE, 0);

const readText = async (text: string): Promise<Fact<LogFact>> => {
  await using folder = await newFolder();
  await mkdir(join(folder.dir, 'logs'));
  await writeFile(join(folder.dir, 'logs/staging.ndjson'), text);
  // Awaited here: the folder goes when this function returns.
  return await read(folder.dir);
};

const line = (fields: Record<string, unknown>): string => `${JSON.stringify({ time: '2026-11-20T10:00:00Z', level: 'info', ...fields })}\n`;
const errorsIn = async (text: string): Promise<number> => {
  const fact = await readText(text);
  if (!fact.known) throw new Error(fact.code);
  return fact.value.errors.length;
};
const codeOf = (fact: Fact<LogFact>): string => (fact.known ? 'known' : fact.code);

describe('readLogs', () => {
  test('tells the errors and the time that the source covers', async () => {
    const text =
      line({ time: '2026-11-20T09:00:00Z' }) +
      line({ level: 'error', msg: 'lost', time: '2026-11-20T10:30:00+01:00' }) +
      line({ time: '2026-11-20T10:00:00Z' });
    expect(await readText(text)).toEqual({
      known: true,
      value: {
        errors: [{ at: '2026-11-20T09:30:00.000Z', message: 'lost' }],
        covers: { from: '2026-11-20T09:00:00.000Z', to: '2026-11-20T10:00:00.000Z' },
      },
    });
  });

  test('a line from the future keeps no source alive, and its error counts', async () => {
    const text = line({ time: '2026-11-20T09:00:00Z' }) + line({ time: '2099-01-01T00:00:00Z', level: 'error' });
    expect(await readText(text)).toMatchObject({
      known: true,
      value: { errors: [{ at: '2099-01-01T00:00:00.000Z' }], covers: { to: '2026-11-20T09:00:00.000Z' } },
    });
    expect(await readText(line({ time: '2026-11-20T12:03:00Z' }))).toMatchObject({ value: { covers: { to: '2026-11-20T12:03:00.000Z' } } });
  });

  test.each(['error', 'ERROR', 'fatal', 'Critical', 50, 60, '50', 500])('level %s is an error', async (level) =>
    expect(await errorsIn(line({ level }))).toBe(1),
  );
  test.each(['info', 'warn', 'debug', 40, 10, 200, 400, null, {}])('level %s is none', async (level) =>
    expect(await errorsIn(line({ level }))).toBe(0),
  );

  test.each([
    ['timestamp', '2026-11-20T10:00:00Z'],
    ['ts', 1795168800],
    ['time', 1795168800000],
  ])('reads the time from %s', async (name, value) => {
    expect(await readText(`${JSON.stringify({ [name]: value, severity: 'ERROR' })}\n`)).toMatchObject({
      value: { errors: [{ at: '2026-11-20T10:00:00.000Z' }], covers: { to: '2026-11-20T10:00:00.000Z' } },
    });
  });

  test.each(['yesterday', '2026-11-20 10:00', 1e300, null])('an error without a moment is kept, undated: %s', async (time) => {
    expect(await readText(line({ time, level: 'error' }))).toMatchObject({ value: { errors: [{ at: '' }] } });
  });

  test('an empty file covers nothing', async () => expect(await readText('\n')).toEqual({ known: true, value: { errors: [] } }));
  test('a last line that is half written is left out', async () =>
    expect(await errorsIn(`${line({ level: 'error' })}{"time": "20`)).toBe(1));
  test('a last line without a newline counts', async () => expect(await errorsIn(line({ level: 'error' }).trim())).toBe(1));
  test('Windows line ends', async () => expect(await errorsIn(line({ level: 'error' }).replace('\n', '\r\n'))).toBe(1));
  test('names that objects have already are only data', async () => expect(await errorsIn('{"__proto__": {"level": "error"}}\n')).toBe(0));

  test.each(['TypeError: x is undefined', '[1]', '"text"', 'null', '{'])('a line that is no object: %s', async (text) =>
    expect(codeOf(await readText(`${line({})}${text}\n${line({})}`))).toBe('logs-malformed'),
  );
  test('a line without end', async () => expect(codeOf(await readText('x'.repeat(3 * 1024 * 1024)))).toBe('logs-malformed'));
  test('the reason names the line, never what it holds', async () => {
    const fact = await readText(`${line({})}token-4711\n`);
    expect(JSON.stringify(fact)).not.toContain('4711');
    expect(fact).toMatchObject({ why: { en: expect.stringContaining('line 2') } });
  });

  test('no file', async () => {
    await using folder = await newFolder();
    const fact = await read(folder.dir);
    expect(codeOf(fact)).toBe('logs-missing');
    expect(JSON.stringify(fact)).not.toContain(folder.dir);
  });
  test('a folder', async () => {
    await using folder = await newFolder();
    await mkdir(join(folder.dir, 'logs/staging.ndjson'), { recursive: true });
    expect(codeOf(await read(folder.dir))).toBe('logs-unreadable');
  });
});
