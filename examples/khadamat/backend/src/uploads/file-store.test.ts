import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Antivirus, Verdict } from './antivirus.ts';
import { openFileStore, UPLOAD_LIMIT } from './file-store.ts';
import { AntivirusUnavailable } from './refusals.ts';

const PDF = Buffer.from('%PDF-1.7\na document');
const NOW = new Date('2026-05-04T10:00:00Z');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khadamat-uploads-'));
});
afterEach(() => rm(folder, { recursive: true }));

const antivirus = (scan: () => Promise<Verdict>): Antivirus => ({ scan, ping: () => Promise.resolve() });
const openStore = (scanner?: Antivirus) => openFileStore({ folder, antivirus: scanner, now: () => NOW });
const stream = (...chunks: readonly Uint8Array[]) => Readable.from(chunks);
const everything = async () => (await readdir(folder, { recursive: true })).filter((name) => name !== '.incoming');

test('a clean document is kept under a name of the store, byte for byte', async () => {
  const store = await openStore(antivirus(async () => ({ clean: true })));
  const kept = await store.receive(stream(PDF.subarray(0, 2), PDF.subarray(2)));
  expect(kept).toMatchObject({ type: 'application/pdf', bytes: PDF.length });
  expect(await store.read(kept.name)).toEqual(PDF);
  expect(await everything()).toEqual([kept.name]);
  await store.remove(kept.name);
  expect(await everything()).toEqual([]);
});

test.each([
  ['UPLOAD_INFECTED', 422, async () => ({ clean: false, signature: 'Eicar' }) as const],
  ['ANTIVIRUS_UNAVAILABLE', 503, () => Promise.reject(new AntivirusUnavailable('down'))],
  ['ANTIVIRUS_UNAVAILABLE', 503, () => Promise.reject(new TypeError('a mistake of ours'))],
])('%s: nothing is kept', async (code, statusCode, scan) => {
  const store = await openStore(antivirus(scan));
  await expect(store.receive(stream(PDF))).rejects.toMatchObject({ code, statusCode });
  expect(await everything()).toEqual([]);
});

test('what is not a document is refused, whatever it claims', async () => {
  const store = await openStore();
  for (const content of [Buffer.from('<script>'), Buffer.from('%PDF'), Buffer.alloc(0), Buffer.from('MZ%PDF-')]) {
    await expect(store.receive(stream(content))).rejects.toMatchObject({ code: 'UPLOAD_TYPE_REFUSED', statusCode: 415 });
  }
  expect(await everything()).toEqual([]);
});

test('the limit is on what arrives: the last byte is taken, one more is not', async () => {
  const store = await openStore();
  const rest = Buffer.alloc(UPLOAD_LIMIT - PDF.length);
  await expect(store.receive(stream(PDF, rest))).resolves.toMatchObject({ bytes: UPLOAD_LIMIT });
  await expect(store.receive(stream(PDF, rest, Buffer.alloc(1)))).rejects.toMatchObject({ code: 'UPLOAD_TOO_LARGE' });
  expect(await everything()).toHaveLength(1);
});

test('a sender who goes away leaves nothing', async () => {
  const store = await openStore();
  const content = async function* () {
    yield PDF;
    throw new Error('aborted');
  };
  await expect(store.receive(content())).rejects.toMatchObject({ code: 'UPLOAD_INTERRUPTED' });
  expect(await everything()).toEqual([]);
});

test('a name is never a path', async () => {
  const store = await openStore();
  await writeFile(join(folder, 'secret.pdf'), 'secret');
  for (const name of ['../secret.pdf', 'secret.pdf', '/etc/passwd', '', '.incoming/x.pdf']) {
    await expect(store.read(name)).rejects.toThrow('not a name of this store');
    await expect(store.remove(name)).rejects.toThrow('not a name of this store');
  }
});

test('what another process left half way goes at start; what is still arriving stays', async () => {
  await mkdir(join(folder, '.incoming'));
  for (const [name, minutes] of [
    ['old', 60],
    ['young', 1],
  ] as const) {
    const path = join(folder, '.incoming', name);
    await writeFile(path, PDF);
    const at = new Date(NOW.getTime() - minutes * 60_000);
    await utimes(path, at, at);
  }
  await openStore();
  expect(await readdir(join(folder, '.incoming'))).toEqual(['young']);
});
