import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Simulator, startForge } from 'forge-simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialsFrom } from '../credentials.ts';
import { type AppRights, RECORDER_PERMISSIONS, ROTATION_PERMISSIONS, registrationLink } from './app-permissions.ts';
import { installationToken } from './installation-token.ts';
import { openGitHub } from './open.ts';

let sim: Simulator;
beforeAll(async () => {
  sim = await startForge();
  sim.clock.freeze(new Date('2026-11-20T12:00:00Z'));
  sim.addUser({ login: 'olga' });
  sim.addOrg({ login: 'acme', owners: ['olga'] });
  for (const name of ['koomy', 'other', 'elsewhere'])
    await sim.createRepository({ owner: 'acme', name, private: true, files: { 'a.txt': '1' } });
  sim.addApp({ slug: 'lockflight', permissions: RECORDER_PERMISSIONS, repositories: ['acme/koomy', 'acme/other'] });
});
afterAll(() => sim.stop());

const about = (fullName = 'acme/koomy') => ({ apiUrl: sim.apiUrl, fullName, now: () => sim.clock.now() });
const ask = (fullName: string | undefined, appId: string, privateKey: string) => installationToken(about(fullName), { appId, privateKey });
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

test("the App's key gives a token for this repository, for an hour, and no other one", async () => {
  const { id, privateKey } = sim.appKey('lockflight');
  const token = await ask(undefined, String(id), privateKey);
  const forge = openGitHub({ ...about(), token });
  expect((await forge.repository()).fullName).toBe('acme/koomy');
  expect((await forge.viewer()).login).toBe('lockflight[bot]');
  await expect(openGitHub({ ...about('acme/other'), token }).repository()).rejects.toMatchObject({ code: 'forge-not-found' });
  await expect(forge.setEnvironmentSecret('lockflight', 'X', 'y')).rejects.toMatchObject({ code: 'forge-forbidden' });
  expect(await ask(undefined, ` ${id}\n`, privateKey.replaceAll('\n', '\\n'))).not.toBe(token);
  sim.clock.advance(60 * 60 * 1000);
  await expect(openGitHub({ ...about(), token }).repository()).rejects.toMatchObject({ code: 'forge-unauthorized' });
});

test('the token may do what is asked for, whatever the App was granted, and less where it was granted less', async () => {
  const { issues, ...less } = RECORDER_PERMISSIONS;
  expect(issues).toBe('read');
  sim.addApp({ slug: 'wide', permissions: { ...RECORDER_PERMISSIONS, environments: 'write', administration: 'write' } });
  sim.addApp({ slug: 'narrow', permissions: { ...less, contents: 'read' } });
  const as = async (slug: string, rights?: AppRights) => {
    const { id, privateKey } = sim.appKey(slug);
    return openGitHub({ ...about(), token: await installationToken(about(), { appId: String(id), privateKey }, rights) });
  };
  const store = async (slug: string, rights?: AppRights) => (await as(slug, rights)).setEnvironmentSecret('lockflight', 'X', 'y');
  sim.setSecret('acme/koomy', { environment: 'lockflight', name: 'X', value: 'z' });
  await expect(store('wide')).rejects.toMatchObject({ code: 'forge-forbidden' });
  await store('wide', ROTATION_PERMISSIONS);
  await expect((await as('wide', ROTATION_PERMISSIONS)).openIssues([])).rejects.toMatchObject({ code: 'forge-forbidden' });
  expect(await (await as('wide')).openIssues([])).toEqual([]);
  const narrow = await as('narrow');
  await expect(narrow.openIssues([])).rejects.toMatchObject({ code: 'forge-forbidden' });
  expect((await narrow.repository()).fullName).toBe('acme/koomy');
});

test('what is wrong with it is said without a character of it', async () => {
  const { id, privateKey } = sim.appKey('lockflight');
  const code = async (asked: Promise<string>): Promise<string> => {
    const error = await asked.then(String, (thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain('PRIVATE KEY');
    return (error as { code: string }).code;
  };
  expect(await code(ask('acme/elsewhere', String(id), privateKey))).toBe('app-not-installed');
  expect(await code(ask(undefined, String(id), 'secret-words'))).toBe('app-key-malformed');
  expect(await code(ask(undefined, String(id), pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)))).toBe(
    'app-key-malformed',
  );
  expect(await code(ask(undefined, String(id), pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)))).toBe(
    'forge-unauthorized',
  );
  expect(await code(ask(undefined, '4711', privateKey))).toBe('forge-unauthorized');
});

test('an App that is half given is an error, never a weaker token', () => {
  const given = { LOCKFLIGHT_APP_ID: '1', LOCKFLIGHT_APP_PRIVATE_KEY: 'k', GITHUB_TOKEN: 't' };
  expect(credentialsFrom(given)).toMatchObject({ kind: 'app', appId: '1' });
  expect(credentialsFrom({ ...given, LOCKFLIGHT_APP_ID: '', LOCKFLIGHT_APP_PRIVATE_KEY: '' })).toEqual({ kind: 'token', token: 't' });
  for (const name of ['LOCKFLIGHT_APP_ID', 'LOCKFLIGHT_APP_PRIVATE_KEY'])
    expect(() => credentialsFrom({ ...given, [name]: '' })).toThrow(expect.objectContaining({ code: 'no-token' }));
});

test('the link asks for a private App, without webhooks, with exactly its permissions', () => {
  const link = new URL(registrationLink({ origin: 'https://github.com', owner: 'acme', ownerKind: 'organization' }));
  expect(link.pathname).toBe('/organizations/acme/settings/apps/new');
  const { name, url, ...asked } = Object.fromEntries(link.searchParams);
  expect(asked).toEqual({ public: 'false', webhook_active: 'false', ...RECORDER_PERMISSIONS });
  const own = new URL(
    registrationLink({ origin: 'https://ghe.example', owner: 'a-name-that-is-as-long-as-they-may-be', ownerKind: 'user' }),
  );
  expect([own.pathname, own.searchParams.get('name')?.length]).toEqual(['/settings/apps/new', 34]);
});
