/**
 * ClamAV's daemon, spoken to as clamd(8) describes: one connection a command, `zINSTREAM`, chunks with their length in four bytes, a length of zero at the end.
 * Only the exact answer "stream: OK", after the last byte was sent, is a clean file. Everything else is a virus or an error.
 */
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Antivirus } from './antivirus.ts';
import { AntivirusUnavailable } from './refusals.ts';

const LONGEST_ANSWER = 4096;
const FOUND = /^stream: (.+) FOUND$/;

export interface Address {
  readonly host: string;
  readonly port: number;
  /** For one whole conversation, in milliseconds. */
  readonly patience?: number;
}

export const openClamd = (address: Address): Antivirus => ({
  scan: async (content) => {
    let sentAll = false;
    const answer = await converse(address, async function* () {
      yield Buffer.from('zINSTREAM\0');
      yield* framed(content);
      sentAll = true;
    });
    const signature = FOUND.exec(answer)?.[1];
    if (signature !== undefined) return { clean: false, signature };
    if (answer === 'stream: OK' && sentAll) return { clean: true };
    throw new AntivirusUnavailable(`clamd said "${answer.slice(0, 100)}"${sentAll ? '' : ' before the end'}`);
  },
  ping: async () => {
    const answer = await converse(address, async function* () {
      yield Buffer.from('zPING\0');
    });
    if (answer !== 'PONG') throw new AntivirusUnavailable('what answers is not clamd');
  },
});

async function* framed(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    if (chunk.length === 0) continue;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    yield Buffer.concat([length, chunk]);
  }
  yield Buffer.alloc(4);
}

/** One answer, without the NUL that ends it. An answer that does not end is no answer: the first half of "stream: OK is not what I would say" reads like consent. */
const converse = ({ host, port, patience = 30_000 }: Address, parts: () => AsyncIterable<Buffer>): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${patience} ms`)), patience);
    let answer = '';
    let failure: Error | undefined;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.includes('\0') || answer.length > LONGEST_ANSWER) socket.destroy();
    });
    socket.on('error', (error) => {
      failure ??= error;
    });
    socket.on('close', () => {
      clearTimeout(timer);
      const end = answer.indexOf('\0');
      if (end >= 0) resolve(answer.slice(0, end));
      else reject(new AntivirusUnavailable('clamd gave no answer', { cause: failure }));
    });
    socket.once('connect', () => {
      // A failure to send shows as the connection's end, and what clamd had already answered still counts.
      pipeline(Readable.from(parts()), socket, { end: false }).catch((error: Error) => {
        failure ??= error;
        socket.destroy();
      });
    });
  });
