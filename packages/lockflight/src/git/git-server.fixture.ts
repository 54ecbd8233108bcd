/** A bare repository behind HTTP on this machine, by `git http-backend`: what a forge does with a push, and what it was shown as credentials. */
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testEnvironment } from './repository.fixture.ts';

export interface GitServer extends AsyncDisposable {
  readonly url: string;
  /** The Authorization headers of every request so far, as they came. */
  readonly shown: readonly (string | undefined)[];
}

/** `answer` takes a request over before git sees it, when it gives true. */
export const serveGit = async (
  dir: string,
  answer: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<GitServer> => {
  const shown: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    shown.push(headers(request, 'authorization').join(' AND ') || undefined);
    if (!answer(request, response)) backend(dir, request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  };
  return { url: `http://127.0.0.1:${port}/repo.git`, shown, [Symbol.asyncDispose]: close };
};

/** Node joins what comes twice; the raw headers do not. */
const headers = (request: IncomingMessage, name: string): readonly string[] =>
  request.rawHeaders.filter((_, i, all) => i % 2 === 1 && all[i - 1]?.toLowerCase() === name);

const backend = (dir: string, request: IncomingMessage, response: ServerResponse): void => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const child = spawn('git', ['-c', 'http.receivepack=true', 'http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...testEnvironment(),
      GIT_PROJECT_ROOT: dir,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method ?? 'GET',
      PATH_INFO: url.pathname.replace(/^\/repo\.git/, ''),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: request.headers['content-length'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    for (const line of output.subarray(0, end).toString('latin1').split('\r\n')) {
      const [name = '', value = ''] = line.split(/:\s*/, 2);
      if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(output.subarray(end + 4));
  });
};
