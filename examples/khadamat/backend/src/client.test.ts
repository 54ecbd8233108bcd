import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { registerClient } from './client.ts';

test("the client's addresses are its one page, the API's are not, and nothing outside its folder is served", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'khadamat-client-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'dist/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist/index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'dist/assets/app.js'), 'run()');
  const app = Fastify();
  onTestFinished(() => app.close());
  const pageFor = await registerClient(app, join(folder, 'dist'));
  app.setNotFoundHandler((request, reply) => {
    const page = pageFor(request.url);
    return page === undefined ? reply.code(404).send('none') : reply.sendFile(page);
  });
  for (const url of ['/', '/services/plomberie', '/bookings/1?paid=1', '/admin']) expect((await app.inject(url)).body).toBe('<p>page</p>');
  expect((await app.inject('/assets/app.js')).body).toBe('run()');
  for (const url of ['/api/none', '/webhooks/none', '/metrics', '/assets/none.js']) expect((await app.inject(url)).statusCode).toBe(404);
  expect((await app.inject('/..%2fsecret.txt')).body).not.toContain('secret');
  expect(await registerClient(Fastify(), join(folder, 'none'))).toBeTypeOf('function');
});
