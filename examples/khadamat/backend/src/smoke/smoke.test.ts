import { expect, test } from 'vitest';
import { newPlatform } from '../platform.fixture.ts';

test('where they are not enabled there are no smoke routes', async () => {
  const { app } = await newPlatform({ SMOKE_ROUTES_ENABLE: 'false' });
  expect((await app.inject('/smoke')).statusCode).toBe(404);
  expect((await app.inject({ method: 'POST', url: '/smoke/backups' })).statusCode).toBe(404);
});

test('where a token is set nothing is done without it', async () => {
  const { app } = await newPlatform({ SMOKE_TOKEN: 'smoke' });
  expect((await app.inject('/smoke')).statusCode).toBe(401);
  expect((await app.inject({ url: '/smoke', headers: { authorization: 'Bearer smoke' } })).json()).toMatchObject({ environment: 'local' });
});

test('an error that nobody foresaw says nothing of itself', async () => {
  const { app } = await newPlatform({});
  const answer = await app.inject({ method: 'POST', url: '/smoke/errors' });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('smoke run');
  expect((await app.inject({ method: 'POST', url: '/smoke/backups' })).json()).toMatchObject({ code: 'BACKUPS_OFF' });
});
