/**
 * A tiny router. A pattern's `{name}` is one part of the path, `{name+}` one or more (a branch name may have slashes, encoded or not).
 * The first route that matches wins: put the longer pattern first.
 */
import type { Identity } from '../world/account.ts';
import type { World } from '../world/world.ts';
import type { Answer } from './answer.ts';

export interface Call {
  readonly world: World;
  readonly identity: Identity | undefined;
  readonly method: string;
  /** Without the `/api/v3` in front. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON object that was sent; empty when there was none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** What an App needs for this call, each noted as it is asked for: `contents=read`; alternatives after a semicolon. */
  readonly accepted: string[];
}

export type Handler = (call: Call) => Promise<Answer> | Answer;

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handle: Handler;
}

const compile = (path: string): RegExp => {
  const source = path
    .replaceAll(/[.*?^$()|[\]\\]/g, '\\$&')
    .replaceAll(/\{(\w+)\+\}/g, '(?<$1>.+)')
    .replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return new RegExp(`^${source}$`);
};

export const route = (method: string, path: string, handle: Handler): Route => ({ method, pattern: compile(path), handle });

export interface Match {
  readonly handle: Handler;
  readonly params: Readonly<Record<string, string>>;
}

/** The route for a request; undefined when there is none. A path that is no valid encoding matches nothing. */
export const match = (routes: readonly Route[], method: string, path: string): Match | undefined => {
  for (const candidate of routes) {
    if (candidate.method !== method) continue;
    const found = candidate.pattern.exec(path);
    if (found === null) continue;
    try {
      const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)] as const);
      return { handle: candidate.handle, params: Object.fromEntries(params) };
    } catch {
      return undefined;
    }
  }
  return undefined;
};
