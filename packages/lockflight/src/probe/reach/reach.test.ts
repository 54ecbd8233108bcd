/** Where probes go, and where they do not: whatever a variable or a name server says. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { probe, said } from '../../../test-servers/input.fixture.ts';
import { isForbidden, isPrivate } from './forbidden.ts';

test.each([
  '169.254.169.254',
  '169.254.0.1',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  'fe80::1',
  'fd00:ec2::254',
  '100.100.100.200',
  '168.63.129.16',
  '0.0.0.0',
  '::',
  '224.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
])('%s is nobody to ask', (address) => {
  expect(isForbidden(address)).toBe(true);
});

test('private networks and this machine are no public ones', () => {
  expect(['10.1.2.3', '172.31.0.1', '192.168.1.1', '127.0.0.1', '::1', 'fd12::1', '::ffff:10.0.0.1'].map(isPrivate)).not.toContain(false);
  expect(['1.1.1.1', '172.32.0.1', '2606:4700::1111'].map((a) => isPrivate(a) || isForbidden(a))).not.toContain(true);
});

const answering = (...addresses: readonly string[]) => ({
  lookup: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
});

test('metadata is refused however it is written, and one such address among others is enough', async () => {
  const refused = ['reachable service-address-refused'];
  expect(said(await probe('http', { url: 'http://169.254.169.254/latest/meta-data' }))).toEqual(refused);
  expect(said(await probe('http', { url: 'http://0xa9fea9fe/' }))).toEqual(refused);
  expect(said(await probe('http', { url: 'http://[::ffff:169.254.169.254]/' }))).toEqual(refused);
  expect(said(await probe('redis', { url: 'redis://cache.example' }, answering('10.0.0.1', '169.254.169.254')))).toEqual(refused);
});

test("a vendor's name that leads into a private network is refused, and no key goes there", async () => {
  expect(said(await probe('stripe', { key: 'sk_test_canarycanary' }, answering('10.0.0.1'))).at(-1)).toBe(
    'reachable service-address-refused',
  );
  expect(said(await probe('stripe', { key: 'sk_test_canarycanary' }, answering('127.0.0.1'))).at(-1)).toBe(
    'reachable service-address-refused',
  );
});

test('a name is asked for once; a redirection and an unknown host are told', async () => {
  let asked = 0;
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.headers.host} ${request.url}`);
    response.writeHead(request.url === '/moved' ? 302 : 204, { location: 'http://169.254.169.254/' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  const lookup = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
  };
  expect(said(await probe('http', { url: `http://rebound.example:${port}/ok` }, { lookup }))).toEqual([
    'encrypted passed',
    'answer passed',
  ]);
  expect([asked, seen]).toEqual([1, [`rebound.example:${port} /ok`]]);
  expect(said(await probe('http', { url: `http://127.0.0.1:${port}/moved` })).at(-1)).toBe('answer service-redirected');
  const unknown = { lookup: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) };
  expect(said(await probe('http', { url: 'http://nobody.example' }, unknown))).toEqual(['reachable service-host-unknown']);
  server.close();
});
