/**
 * Git over HTTP: `/OWNER/NAME.git/...`. What is moved goes through `git http-backend`: fetches are streamed; lists of refs are read from files. A push is judged first
 * (see update-hook.ts), then streamed to git; its short answer is read, what it moved takes its effects, and only then the client hears of it.
 */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { refMoved } from '../effects/ref-moved.ts';
import { endProcess } from '../git/processes.ts';
import { judgeRefChange } from '../rules/ref-change.ts';
import type { Identity } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { advertisement, learn, listedRefs, type Spoken } from './advertise.ts';
import { type GitRequest, readCgiHead, startBackend } from './cgi.ts';
import { type PushStart, readPushCommands } from './push-commands.ts';
import { readPushReport } from './push-report.ts';
import { decisionLines, declined } from './update-hook.ts';

export interface Exchange {
  readonly world: World;
  readonly repository: Repository;
  readonly service: string;
  readonly identity: Identity | undefined;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: string;
  /** The effect happens, the answer is lost: a fault. */
  readonly loseAnswer: boolean;
}

const backendRequest = (exchange: Exchange, changes: Partial<GitRequest> = {}): GitRequest => ({
  method: exchange.request.method ?? 'GET',
  headers: exchange.request.headers,
  query: exchange.query,
  repository: exchange.repository,
  service: exchange.service,
  login: exchange.identity?.account.login,
  ...changes,
});

const collect = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** The same in every repository of this machine's git. */
const spoken: Spoken = {};

const UNCACHED = { expires: 'Fri, 01 Jan 1980 00:00:00 GMT', pragma: 'no-cache', 'cache-control': 'no-cache, max-age=0, must-revalidate' };

const send = (response: ServerResponse, type: string, body: Buffer): void => {
  response.writeHead(200, { ...UNCACHED, 'content-type': `application/x-${type}`, 'content-length': String(body.length) });
  response.end(body);
};

/** What a client asks before a fetch or a push: who has what. */
export const serveAdvertisement = async (exchange: Exchange): Promise<void> => {
  const { repository, query, request, response } = exchange;
  const protocol = request.headers['git-protocol'];
  const version = Array.isArray(protocol) ? protocol.join(':') : protocol;
  const known = await advertisement(spoken, repository.dir, query, version);
  if (known !== undefined) return send(response, `${query.slice('service='.length)}-advertisement`, known);
  const child = startBackend(exchange.world, backendRequest(exchange));
  child.stdin.on('error', () => undefined);
  child.stdin.end();
  child.stderr.resume();
  const bytes = await collect(child.stdout);
  const head = readCgiHead(bytes) ?? { status: 500, headers: {}, length: bytes.length };
  const body = bytes.subarray(head.length);
  if (head.status === 200) learn(spoken, query, version, body);
  response.writeHead(head.status, head.headers);
  response.end(body);
};

/** A list of refs from files, or a fetch, streamed through. */
export const serveFetch = async (exchange: Exchange): Promise<void> => {
  const { request, response, repository } = exchange;
  const asked = await collect(request);
  const listed = request.headers['content-encoding'] === undefined ? await listedRefs(repository.dir, asked) : undefined;
  if (listed !== undefined) return send(response, 'git-upload-pack-result', listed);
  const child = startBackend(exchange.world, backendRequest(exchange));
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  child.stdin.end(asked);
  response.once('close', () => {
    if (child.exitCode === null) endProcess(child);
  });
  let head: Buffer = Buffer.alloc(0);
  let started = false;
  await pipeline(
    child.stdout,
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        if (started) {
          yield chunk;
          continue;
        }
        head = Buffer.concat([head, chunk]);
        const parsed = readCgiHead(head);
        if (parsed === undefined) continue;
        started = true;
        response.writeHead(parsed.status, parsed.headers);
        yield head.subarray(parsed.length);
      }
    },
    response,
  );
};

/** Streams the push to git and reads its whole answer. A client that goes away in the middle takes its git process with it. */
const handOver = async (child: ChildProcessWithoutNullStreams, start: Buffer, rest: AsyncIterator<Buffer>): Promise<Buffer> => {
  child.stdin.on('error', () => undefined);
  child.stderr.resume();
  const answer = collect(child.stdout);
  try {
    child.stdin.write(start);
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      const full = !child.stdin.write(next.value);
      if (full && child.stdin.writable) await new Promise((resolve) => child.stdin.once('drain', resolve).once('close', resolve));
    }
    child.stdin.end();
  } catch (error) {
    endProcess(child);
    await answer.catch(() => undefined);
    throw error;
  }
  return answer;
};

const receive = async (exchange: Exchange, identity: Identity, push: PushStart, rest: AsyncIterator<Buffer>): Promise<void> => {
  const { world, repository } = exchange;
  const judged = push.commands.map((command) => ({ command, judgement: judgeRefChange(world, repository, { ...command, identity }) }));
  const page = `${world.url}/${repository.fullName}/rules`;
  const folder = await mkdtemp(join(world.folder, 'push-'));
  try {
    const decisions = join(folder, 'decisions');
    const lines = judged.flatMap(({ command, judgement }) => decisionLines(command.ref, judgement, page));
    if (lines.length > 0) await writeFile(decisions, lines.map((line) => `${line}\n`).join(''));
    // The body was opened already if it came compressed.
    const { 'content-encoding': encoding, 'content-length': length, ...others } = exchange.request.headers;
    const headers = encoding === undefined && length !== undefined ? { ...others, 'content-length': length } : others;
    const bytes = await handOver(
      startBackend(world, backendRequest(exchange, { ...(lines.length > 0 ? { decisions } : {}), headers })),
      push.read,
      rest,
    );
    const head = readCgiHead(bytes) ?? { status: 500, headers: {}, length: bytes.length };
    const reasons = new Map(judged.map(({ command, judgement }) => [command.ref, declined(judgement)]));
    const report = readPushReport(bytes.subarray(head.length), reasons);
    for (const { ref, before, after } of push.commands) {
      if (report.moved.has(ref)) await refMoved(world, repository, { ref, before, after, by: identity.account });
    }
    if (exchange.loseAnswer) return;
    const whole = head.status === 200 && push.commands.length > 0 ? report.body : bytes.subarray(head.length);
    exchange.response.writeHead(head.status, { ...head.headers, 'content-length': String(whole.length) });
    exchange.response.end(whole);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Takes a push from `identity`, which may write to the repository. */
export const servePush = async (exchange: Exchange, identity: Identity): Promise<void> => {
  const { request } = exchange;
  const body: Readable = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  const rest = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const push = await readPushCommands(rest);
  await exchange.repository.lock(() => receive(exchange, identity, push, rest));
};
