/** Runs `git http-backend` for one request (RFC 3875; git's page "git-http-backend"), and reads the head of its answer. */
import { type ChildProcessWithoutNullStreams, execFileSync } from 'node:child_process';
import type { IncomingHttpHeaders } from 'node:http';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';

export interface GitRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly repository: Repository;
  /** `info/refs`, `git-upload-pack` or `git-receive-pack`. */
  readonly service: string;
  readonly login: string | undefined;
  /** A file of decisions for the hook. */
  readonly decisions?: string;
}

/** Itself, without the `git` that would start it. */
let backend: string | undefined;
const findBackend = (): string => {
  backend ??= join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-http-backend');
  return backend;
};

/** Where nothing is decided about the refs, the hook need not run. */
const hooksIn = (folder: string) => ({ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: folder });

const text = (value: string | string[] | undefined): string => (Array.isArray(value) ? value.join(', ') : (value ?? ''));

export const startBackend = (world: World, request: GitRequest): ChildProcessWithoutNullStreams => {
  const { repository, headers } = request;
  const root = dirname(repository.dir);
  const folder = repository.dir.slice(root.length + 1);
  return world.processes.start(findBackend(), [], root, {
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${folder}/${request.service}`,
    QUERY_STRING: request.query,
    REQUEST_METHOD: request.method,
    SERVER_PROTOCOL: 'HTTP/1.1',
    REMOTE_ADDR: '127.0.0.1',
    CONTENT_TYPE: text(headers['content-type']),
    ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
    ...(headers['content-encoding'] === undefined ? {} : { HTTP_CONTENT_ENCODING: headers['content-encoding'] }),
    ...(headers['git-protocol'] === undefined ? {} : { GIT_PROTOCOL: text(headers['git-protocol']) }),
    ...(request.login === undefined ? {} : { REMOTE_USER: request.login }),
    ...(request.decisions === undefined
      ? hooksIn(devNull)
      : { ...hooksIn(join(world.folder, 'hooks')), FORGE_DECISIONS: request.decisions }),
  });
};

export interface CgiHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the body begins. */
  readonly length: number;
}

/** The head of a CGI answer; undefined while it is incomplete. */
export const readCgiHead = (bytes: Buffer): CgiHead | undefined => {
  const found = /\r?\n\r?\n/.exec(bytes.toString('latin1', 0, 8192));
  if (found === null) return undefined;
  const headers: Record<string, string> = {};
  let status = 200;
  for (const line of bytes.toString('latin1', 0, found.index).split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'status') status = Number.parseInt(value, 10);
    else if (colon > 0) headers[name] = value;
  }
  return { status, headers, length: found.index + found[0].length };
};
