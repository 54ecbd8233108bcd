/** Koomy: membership cards over HTTP. `createKoomy` builds the server, the last lines start it when this file is the program. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { openMembers } from './members.js';
import { readSettings } from './settings.js';

export function createKoomy(settings, members) {
  const sign = (text) => createHmac('sha256', Buffer.from(settings.cardSigningKey, 'hex')).update(text).digest('base64url');
  const card = (member) => ({
    ...member,
    image: `${settings.cdnBaseUrl}/cards/${member.id}.png`,
    qr: `${settings.url}/cards/${member.id}?seal=${sign(`card:${member.id}`)}`,
  });

  return createServer((request, response) => {
    const answer = (status, body) => {
      if (settings.logLevel === 'debug')
        console.log(JSON.stringify({ level: 'debug', message: `${request.method} ${request.url} ${status}` }));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const route = () => {
      const { pathname } = new URL(request.url, settings.url);
      if (request.method !== 'GET') return answer(405, { error: 'method-not-allowed' });
      if (pathname === '/health') return answer(200, { ok: true, environment: settings.environment });
      const id = /^\/cards\/(\d{1,9})$/.exec(pathname)?.[1];
      const member = id && members.find(Number(id));
      return member ? answer(200, card(member)) : answer(404, { error: 'not-found' });
    };
    try {
      route();
    } catch (error) {
      // What nobody foresaw is in the log: clean logs are asked for before a release.
      console.log(JSON.stringify({ level: 'error', message: `${request.method} ${request.url}: ${error.message}` }));
      answer(500, { error: 'internal' });
    }
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const settings = readSettings(process.env);
  const members = openMembers(settings.databaseUrl);
  if (settings.environment === 'preview') members.migrate();
  createKoomy(settings, members).listen(settings.port, () => {
    console.log(JSON.stringify({ level: 'info', message: `koomy, ${settings.environment}, port ${settings.port}` }));
  });
}
