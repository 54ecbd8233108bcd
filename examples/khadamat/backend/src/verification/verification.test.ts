import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { AntivirusUnavailable } from '../uploads/refusals.ts';
import { attend } from './attend.ts';
import { IdentityUnavailable } from './identity.ts';
import { playedIdentity, verificationWorld } from './verification.fixture.ts';
import { unattended } from './verifications.ts';

type World = Awaited<ReturnType<typeof verificationWorld>>;

const PATIENCE = { timeout: 20_000 };
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3000, 'x')]);

const openLink = async ({ app, services }: World) => {
  const provider = await services.database.selectFrom('providers').select('id').orderBy('slug').executeTakeFirstOrThrow();
  const made = await app.inject({
    method: 'POST',
    url: `/admin/providers/${provider.id}/verifications`,
    payload: { firstName: 'Amina', lastName: 'Benali' },
  });
  expect(made.statusCode).toBe(201);
  return { provider: provider.id, ...(made.json() as { id: string; token: string; url: string }) };
};

const upload = ({ app }: World, { id, token }: { id: string; token: string }, content: Uint8Array = PDF) => {
  const payload = new FormData();
  payload.set('document', new File([content], '../../../etc/passwd'));
  return app.inject({ method: 'POST', url: `/verifications/${id}/document`, headers: { authorization: `Bearer ${token}` }, payload });
};

const stateOf = async ({ app }: World, { id, token }: { id: string; token: string }) =>
  (await app.inject({ url: `/verifications/${id}`, headers: { authorization: `Bearer ${token}` } })).json().status as string;

const event = ({ app }: World, body: object, signature = 'right') =>
  app.inject({ method: 'POST', url: '/webhooks/onfido', payload: body, headers: { 'x-sha2-signature': signature } });

const sweep = async ({ services, time }: World) => {
  time.now = new Date(time.now.getTime() + 3 * 60_000);
  for (const verification of await unattended(services.database, time.now)) await attend(services, verification);
};

const arriving = ({ folder }: World) => readdir(join(folder, '.incoming'));
const kept = async ({ folder }: World) => (await readdir(folder)).filter((name) => name !== '.incoming');

test('from the link to the badge, each thing once', async () => {
  const identity = playedIdentity();
  const world = await verificationWorld({ identity });
  const link = await openLink(world);
  expect(link.url).toBe(`http://localhost:5173/verification/${link.id}#${link.token}`);
  expect((await upload(world, link)).json()).toMatchObject({ status: 'submitted', documentType: 'application/pdf' });
  expect(await kept(world)).toHaveLength(1);
  expect(await upload(world, link)).toMatchObject({ statusCode: 409 });
  expect(await kept(world)).toHaveLength(1);

  const { check_id: checkId } = await world.services.database.selectFrom('verifications').select('check_id').executeTakeFirstOrThrow();
  expect(await event(world, { checkId }, 'wrong')).toMatchObject({ statusCode: 400 });
  expect(await event(world, { checkId: 'unknown' })).toMatchObject({ statusCode: 503 });
  const strangers = await identity.startCheck('of-another-platform');
  expect(await event(world, { checkId: strangers })).toMatchObject({ statusCode: 404 });
  expect((await event(world, { checkId })).json()).toMatchObject({ outcome: 'settled' });
  expect(await stateOf(world, link)).toBe('submitted');
  identity.result = 'clear';
  expect((await event(world, { checkId })).json()).toMatchObject({ outcome: 'settled' });
  expect((await event(world, { checkId })).json()).toMatchObject({ outcome: 'repeated' });
  expect(await stateOf(world, link)).toBe('verified');
  const provider = await world.services.database
    .selectFrom('providers')
    .select('verified_at')
    .where('id', '=', link.provider)
    .executeTakeFirstOrThrow();
  expect(provider.verified_at).toBe('2026-05-04T10:00:00.000Z');
});

test('a link opens nothing without its token, nor another link', async () => {
  const world = await verificationWorld();
  const [one, other] = [await openLink(world), await openLink(world)];
  for (const token of ['', 'x', other.token]) {
    expect(await upload(world, { id: one.id, token })).toMatchObject({ statusCode: 404 });
  }
  expect(await kept(world)).toEqual([]);
});

test.each([
  ['ANTIVIRUS_UNAVAILABLE', () => Promise.reject(new AntivirusUnavailable('down'))],
  ['UPLOAD_INFECTED', async () => ({ clean: false, signature: 'Eicar' }) as const],
])('%s: nothing is kept, and the link still waits for a document', async (code, scan) => {
  const world = await verificationWorld({ identity: playedIdentity(), antivirus: { scan, ping: async () => undefined } });
  const link = await openLink(world);
  expect((await upload(world, link)).json()).toMatchObject({ code });
  expect(await kept(world)).toEqual([]);
  expect(await stateOf(world, link)).toBe('document-awaited');
});

test('a file that is too large or no document is refused, and the sender hears it', async () => {
  const world = await verificationWorld();
  const link = await openLink(world);
  expect((await upload(world, link, Buffer.concat([PDF, Buffer.alloc(5_000_000)]))).json()).toMatchObject({ code: 'UPLOAD_TOO_LARGE' });
  expect((await upload(world, link, Buffer.from('MZ'))).json()).toMatchObject({ code: 'UPLOAD_TYPE_REFUSED' });
  const { app } = world;
  const empty = await app.inject({
    method: 'POST',
    url: `/verifications/${link.id}/document`,
    headers: { authorization: `Bearer ${link.token}` },
    payload: new FormData(),
  });
  expect(empty.json()).toMatchObject({ code: 'DOCUMENT_MISSING' });
  const shapeless = await app.inject({
    method: 'POST',
    url: `/verifications/${link.id}/document`,
    headers: { authorization: `Bearer ${link.token}`, 'content-type': 'multipart/form-data' },
    payload: 'no boundary',
  });
  expect([shapeless.statusCode, shapeless.json().code]).toEqual([400, 'DOCUMENT_MISSING']);
  expect(await kept(world)).toEqual([]);
});

test('a sender who goes away in the middle leaves nothing, and may send again', async () => {
  const world = await verificationWorld();
  const link = await openLink(world);
  const { port } = new URL(await world.app.listen({ host: '127.0.0.1', port: 0 }));
  const socket = connect(Number(port), '127.0.0.1');
  const part = '--b\r\ncontent-disposition: form-data; name="document"; filename="x.pdf"\r\n\r\n%PDF-1.7 and then';
  const head = `POST /verifications/${link.id}/document HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${link.token}\r\n`;
  socket.write(`${head}content-type: multipart/form-data; boundary=b\r\ncontent-length: 9000\r\n\r\n${part}`);
  await vi.waitUntil(async () => (await arriving(world)).length === 1, PATIENCE);
  socket.destroy();
  await vi.waitUntil(async () => (await arriving(world)).length === 0, PATIENCE);
  expect(await kept(world)).toEqual([]);
  expect((await upload(world, link)).statusCode).toBe(202);
});

test('two documents at once: one is kept', async () => {
  const world = await verificationWorld();
  const link = await openLink(world);
  const answers = await Promise.all([upload(world, link), upload(world, link), upload(world, link)]);
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([202, 409, 409]);
  expect(await kept(world)).toHaveLength(1);
});

test('the provider of identity is away: the document is safe, and is submitted once when it is back', async () => {
  const identity = playedIdentity();
  const world = await verificationWorld({ identity });
  const link = await openLink(world);
  identity.trouble = 'down';
  expect((await upload(world, link)).json()).toMatchObject({ status: 'document-kept' });
  await expect(sweep(world)).rejects.toThrow('down');
  identity.trouble = 'none';
  await sweep(world);
  expect(await stateOf(world, link)).toBe('submitted');
  expect(identity.calls.filter((name) => name === 'check')).toHaveLength(1);
  identity.result = 'doubtful';
  await sweep(world);
  expect(await stateOf(world, link)).toBe('refused');
});

test('an answer that is lost after the check was started starts no second one', async () => {
  const identity = playedIdentity();
  const world = await verificationWorld({ identity });
  const link = await openLink(world);
  const { startCheck } = identity;
  identity.startCheck = async (applicantId) => {
    await startCheck(applicantId);
    throw new IdentityUnavailable('the answer is lost');
  };
  expect((await upload(world, link)).json()).toMatchObject({ status: 'document-kept' });
  identity.startCheck = startCheck;
  await sweep(world);
  expect(await stateOf(world, link)).toBe('submitted');
  expect(identity.calls.filter((name) => name === 'check')).toHaveLength(1);
  expect(identity.calls.filter((name) => name === 'applicant')).toHaveLength(1);
});

test('a webhook that comes before the check is noted here finds its verification', async () => {
  const identity = playedIdentity();
  const world = await verificationWorld({ identity });
  const link = await openLink(world);
  const { startCheck } = identity;
  let early: { readonly statusCode: number } | undefined;
  identity.startCheck = async (applicantId) => {
    const checkId = await startCheck(applicantId);
    identity.result = 'clear';
    early = await event(world, { checkId });
    return checkId;
  };
  expect((await upload(world, link)).json()).toMatchObject({ status: 'verified' });
  expect(early).toMatchObject({ statusCode: 200 });
});

test('a document that the provider will never take is refused', async () => {
  const identity = playedIdentity();
  identity.trouble = 'refuses';
  const world = await verificationWorld({ identity });
  const link = await openLink(world);
  expect((await upload(world, link)).json()).toMatchObject({ status: 'refused' });
});

test('without a provider the team decides, on the document itself; with one it may not', async () => {
  const world = await verificationWorld();
  const link = await openLink(world);
  const decision = { method: 'POST', url: `/admin/verifications/${link.id}/decision`, payload: { verified: true } } as const;
  expect(await world.app.inject(decision)).toMatchObject({ statusCode: 404 });
  await upload(world, link);
  const document = await world.app.inject({ url: `/admin/verifications/${link.id}/document` });
  expect(document.rawPayload).toEqual(PDF);
  expect((await world.app.inject(decision)).json()).toMatchObject({ status: 'verified' });
  expect((await event(world, {})).statusCode).toBe(501);

  const other = await verificationWorld({ identity: playedIdentity() });
  const kept = await openLink(other);
  expect((await other.app.inject({ ...decision, url: `/admin/verifications/${kept.id}/decision` })).json()).toMatchObject({
    code: 'IDENTITY_PROVIDER_DECIDES',
  });
});
