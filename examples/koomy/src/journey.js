/** A member's journey, from joining to showing the card: for staging, where such a thing may be tried. It writes, and leaves a member behind. */
import { once } from 'node:events';
import { openMembers } from './members.js';
import { createKoomy } from './server.js';
import { readSettings } from './settings.js';

const settings = readSettings(process.env);
const members = openMembers(settings.databaseUrl);
members.migrate();
const id = members.add('Parcours de test', new Date().toISOString().slice(0, 10));

const server = createKoomy({ ...settings, logLevel: 'info' }, members).listen(0, '127.0.0.1');
await once(server, 'listening');
const response = await fetch(`http://127.0.0.1:${server.address().port}/cards/${id}`);
const card = await response.json();
server.close();
members.close();

if (response.status !== 200 || !card.qr?.includes('?seal=')) {
  console.error(`the card of a new member answered ${response.status}, sealed: ${Boolean(card.qr)}`);
  process.exit(1);
}
console.log(`a member joined in ${settings.environment}, and the card is sealed`);
