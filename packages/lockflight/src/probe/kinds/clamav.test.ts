/** Against a real clamd, with signatures of our own. */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startClamd } from '../../../test-servers/clamd.fixture.ts';
import { probe, said } from '../../../test-servers/input.fixture.ts';
import { freePort, startStranger } from '../../../test-servers/server.fixture.ts';
import { signaturesFrom } from './clamav-version.ts';

test('it finds EICAR and leaves clean text alone; without its own database it has no age', async () => {
  await using server = await startClamd();
  const checks = await probe('clamav', { host: '127.0.0.1', port: String(server.port) });
  expect(said(checks)).toEqual(['reachable passed', 'eicar passed', 'clean passed', 'signatures service-not-visible']);
});

test('one that sees nothing, and one that sees viruses everywhere', async () => {
  await using blind = await startClamd('blind');
  expect(said(await probe('clamav', { host: 'localhost', port: String(blind.port) }))).toContain('eicar antivirus-blind');
  await using nervous = await startClamd('nervous');
  expect(said(await probe('clamav', { host: '127.0.0.1', port: String(nervous.port) }))).toContain('clean antivirus-false-alarm');
});

test('nothing there, or something else', async () => {
  expect(said(await probe('clamav', { host: '127.0.0.1', port: String(await freePort()) }))).toEqual(['reachable service-unreachable']);
  await using stranger = await startStranger();
  expect(said(await probe('clamav', { host: '127.0.0.1', port: String(stranger.port) }))).toEqual(['reachable service-answer-unexpected']);
});

/** Only the official database has a date, and it is a download: the real clamd, with the answer to one command put in its place. */
test('signatures of this week, and older ones', async () => {
  await using server = await startClamd();
  const dated = createServer((client) => {
    client.once('data', (first) => {
      if (first.toString() === 'zVERSION\0') return void client.end('ClamAV 1.4.3/27455/Sat Nov 15 08:41:57 2025\0');
      const real = connect(server.port, '127.0.0.1', () => real.write(first));
      real.pipe(client).pipe(real);
      for (const socket of [real, client]) socket.on('error', () => undefined);
    });
  }).listen(0, '127.0.0.1');
  await once(dated, 'listening');
  const { port } = dated.address() as { readonly port: number };
  const at = async (now: string) => said(await probe('clamav', { host: '127.0.0.1', port: String(port) }, { now: () => new Date(now) }));
  expect(await at('2025-11-16')).toEqual(['reachable passed', 'eicar passed', 'clean passed', 'signatures passed']);
  expect((await at('2025-11-30')).at(-1)).toBe('signatures antivirus-stale');
  dated.close();
});

test.each([
  ['ClamAV 1.4.3/27455/Sat Nov 15 08:41:57 2025', '2025-11-15T08:41:57.000Z'],
  ['ClamAV 0.103.8/26900/Fri May  5 07:22:39 2023', '2023-05-05T07:22:39.000Z'],
  ['ClamAV 1.4.3', undefined],
  ['PONG', undefined],
])('the signatures of %s', (version, expected) => {
  expect(signaturesFrom(version)?.toISOString()).toBe(expected);
});
