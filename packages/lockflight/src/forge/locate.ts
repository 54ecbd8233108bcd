/**
 * Which forge, which repository, which token: from the remote's address and the environment. Pure. GITHUB_REPOSITORY and GITHUB_API_URL (set by GitHub's own
 * runners) come before the remote. A host that is not github.com is taken for a GitHub Enterprise Server, whose API is under `/api/v3`.
 */
import { type Text, verbatim } from '../contract/text.ts';
import { LockflightError } from '../errors.ts';
import { FORGE_ERROR_CODES } from './error-codes.ts';

export interface ForgeLocation {
  /** Without a slash at the end. */
  readonly apiUrl: string;
  /** `owner/name` */
  readonly fullName: string;
  /** What people open: `https://github.com` */
  readonly origin: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const GITHUB = 'https://github.com';
const GITHUB_API = 'https://api.github.com';
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
const FULL_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*)\/(?!\.{1,2}$)[A-Za-z0-9_.-]+$/;

const noForge = (en: string, fr: string): LockflightError =>
  new LockflightError({ code: 'no-forge', exit: 2, message: { en, fr }, hint: FORGE_ERROR_CODES['no-forge'].fix });

/** `git@host:owner/name.git` (scp-like), or any address with a scheme. A single letter before the colon is a Windows drive. */
function addressOf(remote: string): URL | undefined {
  const [, host, path] = /^(?:[^@/\s]+@)?([A-Za-z0-9.-]{2,}|\[[0-9a-fA-F:]+\]):(?!\/\/)\/?(.+)$/.exec(remote) ?? [];
  return (host === undefined || /^\w+:\/\//.test(remote) ? URL.parse(remote) : URL.parse(`ssh://${host}/${path}`)) ?? undefined;
}

/** The web origin of a remote's host: the token travels there, so it must be encrypted or stay on this machine. */
function originOf(address: URL): string {
  const { protocol, hostname, host } = address;
  if (['www.github.com', 'ssh.github.com', 'github.com'].includes(hostname)) return GITHUB;
  if (protocol === 'https:') return `https://${host}`;
  if (protocol === 'ssh:' || protocol === 'git+ssh:') return `https://${hostname}`;
  if (protocol === 'http:' && LOOPBACK.test(hostname)) return `http://${host}`;
  throw noForge(
    `the remote on ${host || 'this machine'} is not a forge that can be reached safely (${protocol.replace(':', '')})`,
    `le dépôt distant sur ${host || 'cette machine'} n'est pas une forge joignable sans risque (${protocol.replace(':', '')})`,
  );
}

/** GitHub's own hosts keep the API on a host of its own, a server of yours under a path. */
function apiOf(origin: string): string {
  if (origin === GITHUB) return GITHUB_API;
  const { hostname } = new URL(origin);
  return hostname.endsWith('.ghe.com') ? `https://api.${hostname}` : `${origin}/api/v3`;
}

function givenApi(url: string): string {
  const parsed = URL.parse(url.trim());
  const safe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.test(parsed.hostname));
  if (parsed === null || !safe || parsed.username !== '' || parsed.password !== '') {
    throw noForge(
      'GITHUB_API_URL is not an https address without credentials (http only on this machine)',
      "GITHUB_API_URL n'est pas une adresse https sans identifiants (http : cette machine seulement)",
    );
  }
  return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '');
}

function givenName(fullName: string, source: Text): string {
  if (FULL_NAME.test(fullName)) return fullName;
  throw noForge(
    `${source.en} does not name a repository as OWNER/NAME`,
    `${source.fr} ne nomme pas de dépôt sous la forme PROPRIÉTAIRE/NOM`,
  );
}

/** Throws `no-forge` (exit 2) when it cannot be told. Credentials in the address are never shown, nor kept. */
export function locateForge(remoteUrl: string | undefined, environment: Environment): ForgeLocation {
  const { GITHUB_REPOSITORY: name, GITHUB_API_URL: api } = environment;
  const address = remoteUrl === undefined ? undefined : addressOf(remoteUrl.trim());
  const remoteIsEnough = address !== undefined && (name === undefined || name === '' || api === undefined || api === '');
  const origin = remoteIsEnough ? originOf(address) : undefined;
  if ((name === undefined || name === '') && address === undefined) {
    throw noForge('there is no remote on a forge', "il n'y a pas de dépôt distant sur une forge");
  }
  const path = (address?.pathname ?? '').replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  const fullName =
    name === undefined || name === ''
      ? givenName(path, { en: 'the remote', fr: 'le dépôt distant' })
      : givenName(name.trim(), verbatim('GITHUB_REPOSITORY'));
  if (api === undefined || api === '') return { apiUrl: apiOf(origin ?? GITHUB), fullName, origin: origin ?? GITHUB };
  const apiUrl = givenApi(api);
  return { apiUrl, fullName, origin: origin ?? (apiUrl === GITHUB_API ? GITHUB : new URL(apiUrl).origin) };
}

/** GITHUB_TOKEN, else GH_TOKEN (as GitHub's own command line reads them). Throws `no-token` (exit 2) when neither is set. */
export function tokenFrom(environment: Environment): string {
  const token = [environment.GITHUB_TOKEN, environment.GH_TOKEN].map((value) => value?.trim() ?? '').find((value) => value !== '');
  if (token !== undefined) return token;
  throw new LockflightError({
    code: 'no-token',
    exit: 2,
    message: { en: 'no token for the forge: GITHUB_TOKEN is not set', fr: "aucun jeton pour la forge : GITHUB_TOKEN n'est pas défini" },
    hint: FORGE_ERROR_CODES['no-token'].fix,
  });
}
