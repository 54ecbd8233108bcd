/** A daemon that speaks clamd's protocol and knows the EICAR string alone, with the misbehaviours that a network gives to a real one. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Address } from './clamd.ts';

/** In two halves: whole, an antivirus would take this file away. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const COMMAND = 'zINSTREAM\0';

export type Behaviour =
  | 'well'
  | 'silent'
  /** Hangs up without an answer, in the middle of the stream. */
  | 'hangs-up'
  /** As clamd does at StreamMaxLength, which is 10 bytes here. */
  | 'small-limit'
  /** Says OK before it has seen the end. */
  | 'hasty'
  /** Its answer is cut off. */
  | 'cut-off';

export const startFakeClamd = async (behaviour: Behaviour = 'well'): Promise<AsyncDisposable & { readonly address: Address }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let input = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      input = Buffer.concat([input, chunk]);
      const answer = answerTo(input, behaviour);
      if (answer !== undefined) socket.end(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return {
    address: { host: '127.0.0.1', port: bound.port, patience: behaviour === 'silent' ? 50 : 30_000 },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

const answerTo = (input: Buffer, behaviour: Behaviour): string | undefined => {
  if (behaviour === 'silent') return undefined;
  if (input.toString('latin1') === 'zPING\0') return 'PONG\0';
  const { content, ended } = unframed(input.subarray(COMMAND.length));
  if (behaviour === 'hangs-up' && content.length > 0) return '';
  if (behaviour === 'hasty' && content.length > 0) return 'stream: OK\0';
  if (behaviour === 'small-limit' && content.length > 10) return 'INSTREAM size limit exceeded. ERROR\0';
  if (!ended) return undefined;
  if (behaviour === 'cut-off') return 'stream: OK';
  return content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0';
};

const unframed = (bytes: Buffer): { readonly content: Buffer; readonly ended: boolean } => {
  const chunks: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return { content: Buffer.concat(chunks), ended: true };
    chunks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { content: Buffer.concat(chunks), ended: false };
};
