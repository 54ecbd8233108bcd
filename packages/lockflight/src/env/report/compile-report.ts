/**
 * The handler of `GET /.well-known/lockflight`: which environment a running service takes itself for, which commit and tree it was built from, under which contract, and which of
 * the contract's variables are set. Names only: no value, and no name that the contract does not have, ever leaves it. The text has no import and runs wherever JavaScript does. Pure.
 */
import type { Contract } from '../../contract/model.ts';
import { literal } from '../compile/literal.ts';

/** `digest`: of the contract's text, as the ledger has it. */
export const compileReport = (contract: Contract, digest: string): string => {
  const names = contract.environments.flatMap((e) => [e.name, ...e.aliases].map((alias) => [alias, e.name] as const));
  return TEXT.replace('/*SELECT*/', () => literal(contract.select))
    .replace('/*ENVIRONMENTS*/', () => literal(names))
    .replace('/*VARIABLES*/', () => literal(contract.variables.map((v) => v.name)))
    .replace('/*CONTRACT*/', () => literal(digest));
};

const TEXT = `
/* eslint-disable */
/* What this service runs, for whoever holds it against the record. Names only, never a value.
 *
 *   node:http   if (serveLockflight(request, response)) return;
 *   Fastify     app.get(REPORT_PATH, () => lockflightReport());
 *   fetch       const report = respondLockflight(request); if (report !== undefined) return report;
 *
 * LOCKFLIGHT_COMMIT and LOCKFLIGHT_TREE say what it was built from (git rev-parse HEAD, git rev-parse HEAD^{tree});
 * some hosts say the commit in a variable of their own. With a token, only who knows it is answered.
 */
export const REPORT_PATH = '/.well-known/lockflight';

export interface LockflightReport {
  readonly environment: string | null;
  readonly commit: string | null;
  readonly tree: string | null;
  /** SHA-256 of lockflight.yaml when this file was generated. */
  readonly contract: string;
  /** Names of the contract's variables that are set. */
  readonly variables: readonly string[];
}

export interface ReportOptions {
  /** What the process was started with; process.env where there is one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly commit?: string;
  readonly tree?: string;
  /** Asked for as a bearer token. */
  readonly token?: string;
}

const SELECT: readonly string[] = /*SELECT*/;
const ENVIRONMENTS: ReadonlyMap<string, string> = new Map(/*ENVIRONMENTS*/);
const VARIABLES: readonly string[] = /*VARIABLES*/;
const CONTRACT = /*CONTRACT*/;
const COMMITS: readonly string[] = ['LOCKFLIGHT_COMMIT', 'RENDER_GIT_COMMIT', 'VERCEL_GIT_COMMIT_SHA', 'RAILWAY_GIT_COMMIT_SHA', 'HEROKU_SLUG_COMMIT'];

const idIn = (text: string | undefined): string | null => {
  const id = (text ?? '').trim().toLowerCase();
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id) ? id : null;
};

export function lockflightReport(options: ReportOptions = {}): LockflightReport {
  const { process: here } = globalThis as { readonly process?: { readonly env?: ReportOptions['env'] } };
  const env = options.env ?? here?.env ?? {};
  const isSet = (name: string): boolean => Object.hasOwn(env, name) && (env[name] ?? '') !== '';
  const selector = SELECT.find(isSet);
  const commit = COMMITS.find((name) => isSet(name) && idIn(env[name]) !== null);
  return {
    environment: (selector === undefined ? undefined : ENVIRONMENTS.get((env[selector] ?? '').trim())) ?? null,
    commit: idIn(options.commit) ?? (commit === undefined ? null : idIn(env[commit])),
    tree: idIn(options.tree) ?? (isSet('LOCKFLIGHT_TREE') ? idIn(env.LOCKFLIGHT_TREE) : null),
    contract: CONTRACT,
    variables: VARIABLES.filter(isSet),
  };
}

/** Takes as long whatever is wrong. */
const isToken = (given: string | null | undefined, token: string): boolean => {
  const [a, b] = [given ?? '', 'Bearer ' + token];
  let differ = a.length ^ b.length;
  for (let i = 0; i < b.length; i += 1) differ |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i);
  return differ === 0;
};

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };

const answerTo = (path: string, authorization: string | null | undefined, options: ReportOptions): { readonly status: number; readonly body: string } | undefined => {
  if (path !== REPORT_PATH) return undefined;
  if (options.token !== undefined && (options.token === '' || !isToken(authorization, options.token))) return { status: 401, body: '{}' };
  return { status: 200, body: JSON.stringify(lockflightReport(options)) };
};

/** For servers that take a Request and give a Response; undefined where something else was asked for. */
export function respondLockflight(request: Request, options: ReportOptions = {}): Response | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const answer = answerTo(new URL(request.url).pathname, request.headers.get('authorization'), options);
  return answer && new Response(request.method === 'HEAD' ? null : answer.body, { status: answer.status, headers: HEADERS });
}

interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: { readonly authorization?: string | undefined };
}

interface NodeResponse {
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  end(body?: string): unknown;
}

/** For node:http, and what is built on it; false where something else was asked for. */
export function serveLockflight(request: NodeRequest, response: NodeResponse, options: ReportOptions = {}): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const answer = answerTo((request.url ?? '').replace(/[?#].*$/, ''), request.headers.authorization, options);
  if (answer === undefined) return false;
  response.writeHead(answer.status, HEADERS);
  response.end(request.method === 'HEAD' ? undefined : answer.body);
  return true;
}
`;
