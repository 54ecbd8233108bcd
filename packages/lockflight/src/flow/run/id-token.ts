/**
 * The identity token of a GitHub Actions job: asked for where the runner says, and verified against the keys that its issuer publishes. GitHub Docs, "OpenID Connect
 * reference". Only a verified token's claims are handed out; of the token itself nothing is ever repeated.
 */
import type { Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import { askJson } from '../facts/outside/ask-json.ts';
import type { Host } from '../facts/outside/host.ts';
import { fieldOf } from '../facts/outside/json.ts';
import { failed } from './failures.ts';

const AUDIENCE = 'lockflight';
/** GitHub signs with this one, and a token that says otherwise (or `none`) is somebody else's. */
const ALGORITHM = 'RS256';
/** Clocks of runners and of the issuer may differ so much, in seconds. */
const SKEW = 60;
/** A job's token lives minutes; one that is older was kept. In seconds. */
const OLDEST = 3600;
const TIMEOUT = 10_000;

type Variables = Readonly<Record<string, string | undefined>>;

/** What an installed forge calls itself in its tokens. `origin`: what people open, without a slash at the end. */
export const issuerOf = (origin: string): string => {
  const { protocol, host } = new URL(origin);
  if (host === 'github.com') return 'https://token.actions.githubusercontent.com';
  if (host.endsWith('.ghe.com')) return `https://token.actions.${host}`;
  return `${protocol}//${host}/_services/token`;
};

/** May this job ask for one? It may when its workflow has the permission `id-token: write`. */
export const hasIdToken = ({ ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token }: Variables): boolean =>
  url !== undefined && url !== '' && token !== undefined && token !== '';

export interface Verifying {
  readonly process: Variables;
  readonly issuer: string;
  readonly now: Date;
  /** Milliseconds that each of the two questions may take. */
  readonly timeoutMs?: number;
}

/** Errors: `pipeline-identity-unavailable` where it cannot be had or checked, `pipeline-identity-refused` where it is not what it should be. */
export const verifiedClaims = async ({
  process,
  issuer,
  now,
  timeoutMs = TIMEOUT,
}: Verifying): Promise<Readonly<Record<string, unknown>>> => {
  const host: Host = { directory: '/', variable: () => undefined, now: () => now, timeoutMs };
  const token = await requested(host, process);
  const keys = await ask(host, { url: safeAddress(`${issuer}/.well-known/jwks`), headers: {} });
  const { createLocalJWKSet, errors, jwtVerify } = await import('jose');
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys as Parameters<typeof createLocalJWKSet>[0]), {
      issuer,
      audience: AUDIENCE,
      algorithms: [ALGORITHM],
      requiredClaims: ['exp', 'iat', 'nbf', 'jti'],
      clockTolerance: SKEW,
      maxTokenAge: OLDEST,
      currentDate: now,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWKSInvalid) throw unavailable(AT_ISSUER, { en: 'its keys are nonsense', fr: 'ses clés sont illisibles' });
    if (error instanceof errors.JOSEError) throw notOurs(error);
    throw error;
  }
};

const requested = async (
  host: Host,
  { ACTIONS_ID_TOKEN_REQUEST_URL: url = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret = '' }: Variables,
) => {
  if (!/^[\x21-\x7e]+$/.test(secret))
    throw unavailable(AT_RUNNER, { en: 'it gave no usable token to ask with', fr: "il n'a pas donné de jeton utilisable" });
  const answer = await ask(host, { url: safeAddress(url), headers: { authorization: `Bearer ${secret}` }, query: { audience: AUDIENCE } });
  const token = fieldOf(answer, 'value');
  if (typeof token === 'string' && token !== '') return token;
  throw unavailable(AT_RUNNER, { en: 'it answered without a token', fr: 'il a répondu sans jeton' });
};

const AT_RUNNER: Text = { en: "the runner's token service", fr: "le service de jetons de l'exécuteur" };
const AT_ISSUER: Text = { en: "the forge's token issuer", fr: "l'émetteur de jetons de la forge" };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** A token travels there, or keys come from there: encrypted, or on this machine. */
const safeAddress = (address: string): string => {
  const url = URL.parse(address);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname))) return address;
  throw unavailable(AT_RUNNER, { en: 'its address is not https', fr: "son adresse n'est pas en https" });
};

interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

const ask = async (host: Host, { url, headers, query = {} }: Asked): Promise<unknown> => {
  try {
    return (await askJson(host, { name: new URL(url).host, url, path: '', headers, query })).body;
  } catch (error) {
    if (error instanceof LockflightError)
      throw unavailable(query.audience === undefined ? AT_ISSUER : AT_RUNNER, error.failure.message, error);
    throw error;
  }
};

const unavailable = (what: Text, why: Text, cause?: unknown): LockflightError =>
  failed(
    'pipeline-identity-unavailable',
    { en: `${what.en}: ${why.en}`, fr: `${what.fr} : ${why.fr}` },
    { en: 'nothing was decided: run the job again', fr: "rien n'a été décidé : relancez la tâche" },
    cause,
  );

/** The library's own code says what is wrong with it, and nothing of what it holds. */
const notOurs = (error: Error & { readonly code: string; readonly claim?: unknown }): LockflightError => {
  const claim = typeof error.claim === 'string' && error.claim !== 'unspecified' ? ` (${error.claim})` : '';
  return failed(
    'pipeline-identity-refused',
    {
      en: `the job's identity token does not verify: ${error.code}${claim}`,
      fr: `le jeton d'identité de la tâche ne se vérifie pas : ${error.code}${claim}`,
    },
    { en: "let the forge's own runner run it", fr: "laissez faire l'exécuteur de la forge" },
  );
};
