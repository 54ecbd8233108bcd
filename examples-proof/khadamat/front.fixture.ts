/** What stands before something that answers: a proxy of the platform's with its certificate, or a vendor's own address, for a client that takes no proxy. */
import { once } from 'node:events';
import { request as ask, createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Vendor } from '../../examples/khadamat/stand-ins/vendor.ts';
import { CERTIFICATE, KEY } from './certificate.fixture.ts';

export interface Front extends AsyncDisposable {
  readonly port: number;
}

/** The one proxy that TRUST_PROXY counts: it ends TLS, and says whom it speaks for. */
export const proxyTo = (origin: string): Promise<Front> =>
  listening(
    createTlsServer({ key: KEY, cert: CERTIFICATE }, (request, response) => {
      const { authorization } = request.headers;
      const headers = { 'x-forwarded-for': request.socket.remoteAddress ?? '', ...(authorization === undefined ? {} : { authorization }) };
      fetch(`${origin}${request.url}`, { headers }).then(
        async (answer) =>
          response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(await answer.text()),
        () => response.writeHead(502).end(),
      );
    }),
  );

/** A forge and its issuer of tokens under one address, as GitHub's are: what a clone's remote names. */
export const forgeOf = (forge: string, issuer: string): Promise<Front> =>
  listening(
    createServer((request, response) => {
      const address = new URL(request.url ?? '/', request.url?.startsWith('/_services/token') ? issuer : forge);
      const onward = ask(address, { method: request.method, headers: request.headers }, (answer) => {
        answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers));
      });
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    }),
  );

export const addressOf = (vendor: Vendor): Promise<Front> => listening(createServer(answering(vendor)));

const answering =
  (vendor: Vendor): RequestListener =>
  async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://vendor');
    const body = Buffer.concat(await request.toArray());
    const answer = await vendor.answer({
      method: request.method ?? 'GET',
      path: pathname,
      query: searchParams,
      headers: request.headers,
      body,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(JSON.stringify(answer.body));
  };

const listening = async (server: ReturnType<typeof createServer>): Promise<Front> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
