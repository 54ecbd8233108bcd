/** Khadamat's side of clamd's protocol, against clamd itself. */
import { expect, test } from 'vitest';
import { openClamd } from '../../examples/khadamat/backend/src/uploads/clamd.ts';
import { startClamd } from '../../packages/lockflight/test-servers/clamd.fixture.ts';
import { EICAR } from './customers.fixture.ts';

const LIMIT = 200_000;

async function* chunks(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

test('clamd finds a virus across chunks, and what it will not read to the end is not clean', async () => {
  await using clamd = await startClamd('seeing', [`StreamMaxLength ${LIMIT}`]);
  const antivirus = openClamd({ host: '127.0.0.1', port: clamd.port });
  const long = 'a plain sentence '.repeat(10_000);
  await antivirus.ping();
  expect(await antivirus.scan(chunks('a plain', ' sentence'))).toEqual({ clean: true });
  expect(await antivirus.scan(chunks(long))).toEqual({ clean: true });
  for (const cut of [1, 34, EICAR.length - 1]) {
    const verdict = await antivirus.scan(chunks(long, EICAR.slice(0, cut), EICAR.slice(cut), ' after'));
    expect(verdict).toMatchObject({ clean: false, signature: expect.stringContaining('Eicar') });
  }
  await expect(antivirus.scan(chunks(long, long))).rejects.toMatchObject({ name: 'AntivirusUnavailable' });
  await expect(antivirus.scan(chunks(...Array.from({ length: 40 }, () => long)))).rejects.toMatchObject({ name: 'AntivirusUnavailable' });
  await clamd.kill();
  await expect(antivirus.scan(chunks('a plain sentence'))).rejects.toMatchObject({ name: 'AntivirusUnavailable' });
});
