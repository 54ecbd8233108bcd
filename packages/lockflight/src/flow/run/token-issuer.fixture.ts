/**
 * A forge's token issuer on this machine: it publishes its keys, and hands a job the token that a test wants.
 *
 *     await using issuer = await newTokenIssuer();
 *     issuer.hands(await issuer.token({ ref: 'refs/heads/main' }));
 *     verifiedClaims({ process: issuer.variables, issuer: issuer.name, now })
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface TokenIssuer extends AsyncDisposable {
  /** Where people open it: `http://127.0.0.1:1234`. */
  readonly origin: string;
  /** As its tokens call it. */
  readonly name: string;
  /** What a runner sets for a job that may ask for a token. */
  readonly variables: Readonly<Record<string, string>>;
  /** Addresses and credentials of what it was asked, oldest first. */
  readonly asked: readonly { readonly url: string; readonly authorization: string | undefined }[];
  /** A good token, but for what is changed. Undefined takes a claim away. */
  token(claims?: Readonly<Record<string, unknown>>, header?: { readonly alg?: string; readonly kid?: string }): Promise<string>;
  /** The token that the next jobs are handed, or another answer of the runner's service. */
  hands(token: string | Answer): void;
  /** What it answers instead of its keys. */
  keys(answer: Answer): void;
}

type Answer = (response: ServerResponse) => void;

const REQUEST_TOKEN = 'the-runners-own-secret';
export const NOW = new Date('2026-11-20T12:00:00Z');
const at = (seconds: number): number => NOW.getTime() / 1000 + seconds;

export const json =
  (body: unknown): Answer =>
  (response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));

export const newTokenIssuer = async (): Promise<TokenIssuer> => {
  const [ours, theirs] = [await generateKeyPair('RS256', { extractable: true }), await generateKeyPair('ES256')];
  const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const asked: { url: string; authorization: string | undefined }[] = [];
  let [handed, published]: [Answer, Answer] = [json({}), json({ keys: [jwk] })];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { url = '' } = request;
    asked.push({ url, authorization: request.headers.authorization });
    if (url === '/_services/token/.well-known/jwks') published(response);
    else if (url.startsWith('/token')) handed(response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const name = `${origin}/_services/token`;
  return {
    origin,
    name,
    asked,
    variables: {
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
    },
    token: async (claims = {}, { alg = 'RS256', kid = 'one' } = {}) => {
      const payload: Record<string, unknown> = { ...GOOD, iss: name, ...claims };
      for (const [claim, value] of Object.entries(payload)) if (value === undefined) delete payload[claim];
      const key = alg === 'RS256' ? ours.privateKey : alg === 'ES256' ? theirs.privateKey : new TextEncoder().encode(JSON.stringify(jwk));
      if (alg === 'none') return `${base64({ alg })}.${base64(payload)}.`;
      return new SignJWT(payload).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(key);
    },
    hands: (token) => {
      handed = typeof token === 'string' ? json({ count: 1, value: token }) : token;
    },
    keys: (answer) => {
      published = answer;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const GOOD = {
  aud: 'lockflight',
  iat: at(-5),
  nbf: at(-300),
  exp: at(300),
  jti: 'a1',
  sub: 'whatever:the:organisation:made:of:it',
  repository: 'koomy/koomy',
  repository_id: '42',
  ref: 'refs/heads/main',
  event_name: 'push',
  workflow_ref: 'koomy/koomy/.github/workflows/deploy.yml@refs/heads/main',
  job_workflow_ref: 'koomy/koomy/.github/workflows/deploy.yml@refs/heads/main',
};
