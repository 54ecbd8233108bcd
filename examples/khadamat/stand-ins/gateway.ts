/**
 * The way out for a process whose HTTPS_PROXY it is. A tunnel to a vendor's host ends here, at that vendor's stand-in, with a certificate that the process was told
 * to trust; a tunnel to any other host is refused and remembered: nothing leaves this machine.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { CERTIFICATE, KEY } from './certificate.ts';
import type { Answer, Vendor } from './vendor.ts';

export interface Gateway {
  readonly origin: string;
  /** `host:port` of every tunnel that was refused because no stand-in answers for it. */
  readonly refused: readonly string[];
  /** The vendor's hosts cannot be reached while they are in here. */
  readonly outages: Set<string>;
  readonly close: () => Promise<void>;
}

/** `pages`: what a browser may ask of the gateway itself. */
export const openGateway = async (vendors: readonly Vendor[], pages: Vendor['answer']): Promise<Gateway> => {
  const refused: string[] = [];
  const outages = new Set<string>();
  const sockets = new Set<Duplex>();
  const vendorOf = (host: string) => vendors.find(({ hosts }) => hosts.test(host));

  const inside = createTlsServer({ cert: CERTIFICATE, key: KEY }, (request, response) => {
    const vendor = vendorOf(hostOf(request.headers.host ?? ''));
    void write(response, request, vendor?.answer ?? (() => ({ status: 421, body: '' })));
  });
  const outside = createServer((request, response) => {
    // An absolute address is a request to pass on in the clear; no vendor is asked that way.
    void write(response, request, request.url?.startsWith('/') ? pages : () => ({ status: 403, body: '' }));
  });
  outside.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  outside.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const host = hostOf(request.url ?? '');
    if (vendorOf(host) === undefined) refused.push(request.url ?? '');
    if (vendorOf(host) === undefined || outages.has(host)) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    inside.emit('connection', socket);
  });
  outside.listen(0, '127.0.0.1');
  await once(outside, 'listening');
  const address = outside.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    refused,
    outages,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      outside.close();
      await once(outside, 'close');
    },
  };
};

const hostOf = (authority: string): string => authority.replace(/:\d+$/, '');

const write = async (response: ServerResponse, request: IncomingMessage, answerer: Vendor['answer']): Promise<void> => {
  try {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
    const body = Buffer.concat(await request.toArray());
    const answer = await answerer({ method: request.method ?? 'GET', path: pathname, query: searchParams, headers: request.headers, body });
    send(response, answer);
  } catch {
    if (!response.headersSent) send(response, { status: 500, body: { error: 'the stand-in failed' } });
  }
};

const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  const text = typeof body === 'string';
  response.writeHead(status, { 'content-type': text ? 'text/html; charset=utf-8' : 'application/json', ...headers });
  response.end(text ? body : JSON.stringify(body));
};
