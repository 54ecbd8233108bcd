/** Against a real SMTP server. */
import { expect, test } from 'vitest';
import { probe, said } from '../../../test-servers/input.fixture.ts';
import { freePort, startStranger } from '../../../test-servers/server.fixture.ts';
import { startMail } from '../../../test-servers/smtp.fixture.ts';

const ACCOUNT = { user: 'shop', password: 'canary-password' };

test('STARTTLS and the login; nothing is sent', async () => {
  await using server = await startMail(ACCOUNT);
  const parts = { host: 'localhost', port: String(server.port), ...ACCOUNT };
  const checks = await probe('smtp', parts);
  expect(said(checks)).toEqual(['reachable passed', 'encrypted passed', 'login passed']);
  expect(JSON.stringify(checks)).not.toContain('canary');
  expect(said(await probe('smtp', { ...parts, password: 'wrong' })).at(-1)).toBe('login service-login-refused');
  expect(said(await probe('smtp', parts, { ca: '' })).at(-1)).toBe('certificate service-certificate');
  expect(server.messages).toEqual([]);
});

test('without STARTTLS no password goes out, except on the machine of a developer', async () => {
  await using server = await startMail(ACCOUNT, { hideSTARTTLS: true, allowInsecureAuth: true });
  const parts = { host: '127.0.0.1', port: String(server.port), ...ACCOUNT };
  expect(said(await probe('smtp', parts))).toEqual(['reachable passed', 'encrypted service-not-encrypted']);
  expect(server.passwords).toEqual([]);
  expect(said(await probe('smtp', parts, { environment: 'development' }))).toEqual([
    'reachable passed',
    'encrypted passed',
    'login passed',
  ]);
});

test('half an account, nothing there, a stranger', async () => {
  await using server = await startMail(ACCOUNT);
  const half = { host: 'localhost', port: String(server.port), user: 'shop' };
  expect(said(await probe('smtp', half, { named: [{ part: 'password', variable: 'MAIL_PASSWORD' }] })).at(-1)).toBe(
    'address service-not-set',
  );
  expect(said(await probe('smtp', { host: '127.0.0.1', port: String(await freePort()) }))).toEqual(['reachable service-unreachable']);
  await using stranger = await startStranger();
  expect(said(await probe('smtp', { host: '127.0.0.1', port: String(stranger.port) })).at(-1)).not.toMatch(/passed/);
});
