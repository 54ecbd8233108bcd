import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { openMembers } from './members.js';
import { createKoomy } from './server.js';
import { readSettings } from './settings.js';

const settings = readSettings({ KOOMY_ENV: 'preview', LOG_LEVEL: 'info' });
const members = openMembers(':memory:');
const server = createKoomy(settings, members);
let address;

before(async () => {
  members.migrate();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.close();
  members.close();
});

test('the service says where it runs', async () => {
  const response = await fetch(`${address}/health`);
  assert.deepEqual(await response.json(), { ok: true, environment: 'preview' });
});

test('a member has a sealed card', async () => {
  const id = members.add('Nadia', '2024-03-01');
  const card = await (await fetch(`${address}/cards/${id}`)).json();
  assert.equal(card.name, 'Nadia');
  assert.match(card.qr, /\?seal=[\w-]{43}$/);
});

test('a stranger has none', async () => {
  assert.equal((await fetch(`${address}/cards/999`)).status, 404);
});

test('migrations are applied once', () => {
  assert.deepEqual(members.migrate(), []);
});

test('a process that does not know where it is does not start', () => {
  const codes = (source) => {
    try {
      return readSettings(source).environment;
    } catch (error) {
      return error.issues.map(({ code, variable }) => `${code} ${variable}`);
    }
  };
  assert.deepEqual(codes({}), ['ambiguous-environment KOOMY_ENV']);
  assert.ok(codes({ KOOMY_ENV: 'production' }).includes('missing CARD_SIGNING_KEY'));
  assert.ok(codes({ KOOMY_ENV: 'staging', STRIPE_SECRET_KEY: 'sk_live_made_up' }).includes('foreign-value STRIPE_SECRET_KEY'));
});
