import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { type Behaviour, EICAR, startFakeClamd } from './clamd.fixture.ts';
import { openClamd } from './clamd.ts';
import { AntivirusUnavailable } from './refusals.ts';

const stream = (...chunks: readonly string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
/** More than sockets hold, so that the answer comes while there is still something to send. */
const LONG = 'x'.repeat(3_000_000);

test('a clean file is clean, an empty one too', async () => {
  await using clamd = await startFakeClamd();
  const antivirus = openClamd(clamd.address);
  await expect(antivirus.ping()).resolves.toBeUndefined();
  await expect(antivirus.scan(stream('a plain', ' sentence'))).resolves.toEqual({ clean: true });
  await expect(antivirus.scan(stream())).resolves.toEqual({ clean: true });
});

test('a virus is found wherever the chunks are cut', async () => {
  await using clamd = await startFakeClamd();
  const antivirus = openClamd(clamd.address);
  for (const cut of [1, 30, EICAR.length - 1]) {
    await expect(antivirus.scan(stream('before ', EICAR.slice(0, cut), EICAR.slice(cut), ' after'))).resolves.toEqual({
      clean: false,
      signature: 'Eicar-Test-Signature',
    });
  }
});

test.each<Behaviour>(['silent', 'hangs-up', 'small-limit', 'hasty', 'cut-off'])('%s: nobody vouches for the file', async (behaviour) => {
  await using clamd = await startFakeClamd(behaviour);
  await expect(openClamd(clamd.address).scan(stream(LONG, LONG))).rejects.toThrow(AntivirusUnavailable);
});

test('nobody listens: nobody vouches', async () => {
  const { address, ...clamd } = await startFakeClamd();
  await clamd[Symbol.asyncDispose]();
  await expect(openClamd(address).scan(stream('x'))).rejects.toThrow(AntivirusUnavailable);
  await expect(openClamd(address).ping()).rejects.toThrow(AntivirusUnavailable);
});

test('a file that cannot be read to its end is not clean', async () => {
  await using clamd = await startFakeClamd();
  const content = async function* () {
    yield Buffer.from('half');
    throw new Error('disk');
  };
  await expect(openClamd(clamd.address).scan(content())).rejects.toThrow(AntivirusUnavailable);
});
