import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openGitHub } from './open.ts';
import { useProxyOf } from './proxy.ts';
import { recorded, repositoryJson } from './recorded-server.fixture.ts';

/** A proxy on this machine that leads every name to one server, and remembers the names. */
const proxyTo = async (target: URL) => {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '');
    const { pathname, search } = new URL(incoming.url ?? '');
    const { hostname, port } = target;
    const passed = request({ hostname, port, path: pathname + search, method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  server.on('connect', (incoming, socket, head) => {
    asked.push(incoming.url ?? '');
    const there = connect(Number(target.port), target.hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.write(head);
      there.pipe(socket).pipe(there);
    });
    there.on('error', () => socket.destroy());
    socket.on('error', () => there.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

test('the proxy of the environment is asked, but for this machine and where it is told not to', async () => {
  const { apiUrl } = await recorded({ 'GET /repos/acme/koomy': { json: repositoryJson } });
  const proxy = await proxyTo(new URL(apiUrl));
  const undo = useProxyOf({ http_proxy: proxy.url, NO_PROXY: 'direct.example' });
  onTestFinished(() => undo?.());
  expect(undo).toBeDefined();
  expect(useProxyOf({ http_proxy: proxy.url, NO_PROXY: 'direct.example' })).toBeUndefined();
  const at = (url: string) => openGitHub({ apiUrl: url, fullName: 'acme/koomy', token: 'ghp_x', sleep: async () => undefined });
  expect((await at('http://forge.example').repository()).id).toBe(7);
  expect(proxy.asked.join()).toContain('forge.example');
  const before = proxy.asked.length;
  expect((await at(apiUrl).repository()).id).toBe(7);
  expect(proxy.asked).toHaveLength(before);
});

test('without a proxy nothing changes', () => {
  expect(useProxyOf({})).toBeUndefined();
  expect(useProxyOf({ HTTPS_PROXY: '' })).toBeUndefined();
});
