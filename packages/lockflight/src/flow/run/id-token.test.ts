import { afterAll, beforeAll, expect, test } from 'vitest';
import { LockflightError } from '../../errors.ts';
import { hasIdToken, issuerOf, verifiedClaims } from './id-token.ts';
import { json, NOW, newTokenIssuer, type TokenIssuer } from './token-issuer.fixture.ts';

let issuer: TokenIssuer;
let other: TokenIssuer;
beforeAll(async () => {
  [issuer, other] = [await newTokenIssuer(), await newTokenIssuer()];
});
afterAll(async () => {
  await issuer[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
});

const verify = async (variables: Readonly<Record<string, string>> = {}, timeoutMs = 5_000): Promise<string> => {
  try {
    await verifiedClaims({ process: { ...issuer.variables, ...variables }, issuer: issuer.name, now: NOW, timeoutMs });
    return 'verified';
  } catch (error) {
    if (!(error instanceof LockflightError)) throw error;
    expect(error.failure.exit).toBe(125);
    expect(error.message).not.toMatch(/eyJ|runners-own-secret|whatever:the/);
    return error.code;
  }
};
const judged = async (...of: Parameters<TokenIssuer['token']>): Promise<string> => {
  issuer.hands(await issuer.token(...of));
  return verify();
};

const [REFUSED, UNAVAILABLE] = ['pipeline-identity-refused', 'pipeline-identity-unavailable'];
const at = (seconds: number): number => NOW.getTime() / 1000 + seconds;

test('a good token, asked for our audience with what the runner gave', async () => {
  expect(await judged()).toBe('verified');
  expect(issuer.asked[0]).toEqual({ url: '/token?api-version=2.0&audience=lockflight', authorization: 'Bearer the-runners-own-secret' });
  expect(issuer.asked[1]).toEqual({ url: '/_services/token/.well-known/jwks', authorization: undefined });
});

test('every standard claim wrong in turn, and absent', async () => {
  const wrong: Record<string, unknown>[] = [
    { iss: 'https://token.actions.githubusercontent.com' },
    { iss: `${issuer.name}/` },
    { aud: 'https://github.com/koomy' },
    { aud: ['sts.amazonaws.com'] },
    { exp: at(-61) },
    { nbf: at(61) },
    { iat: at(61) },
    { iat: at(-3700), exp: at(9000) },
    { exp: '2027' },
    ...['iss', 'aud', 'exp', 'nbf', 'iat', 'jti'].map((claim) => ({ [claim]: undefined })),
  ];
  for (const claims of wrong) expect(await judged(claims), JSON.stringify(claims)).toBe(REFUSED);
  expect(await judged({ exp: at(-59), nbf: at(-400) })).toBe('verified');
  expect(await judged({ sub: undefined })).toBe('verified');
});

test('only the algorithm and the keys of the issuer', async () => {
  for (const alg of ['none', 'HS256', 'ES256']) expect(await judged({}, { alg }), alg).toBe(REFUSED);
  expect(await judged({}, { kid: 'two' })).toBe(REFUSED);
  issuer.hands(await other.token({ iss: issuer.name }));
  expect(await verify()).toBe(REFUSED);
  const [head, , signature] = (await issuer.token()).split('.');
  const [, payload] = (await issuer.token({ repository_id: '43' })).split('.');
  issuer.hands(`${head}.${payload}.${signature}`);
  expect(await verify()).toBe(REFUSED);
  for (const token of ['x', 'a.b.c', '..', `${head}.${payload}`]) {
    issuer.hands(token);
    expect(await verify(), token).toBe(REFUSED);
  }
});

test('what cannot be had or checked decides nothing', async () => {
  issuer.hands(await issuer.token());
  const variables = [
    { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://tokens.example/' },
    { ACTIONS_ID_TOKEN_REQUEST_URL: 'file:///etc/passwd' },
    { ACTIONS_ID_TOKEN_REQUEST_URL: 'nonsense' },
    { ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer.origin}/elsewhere` },
    { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'two\nlines' },
  ];
  for (const each of variables) expect(await verify(each), JSON.stringify(each)).toBe(UNAVAILABLE);
  for (const answer of [json({}), json({ value: '' }), json('x')]) {
    issuer.hands(answer);
    expect(await verify()).toBe(UNAVAILABLE);
  }
  issuer.hands(await issuer.token());
  const down = [
    json({ keys: 'none' }),
    json([]),
    (r: Parameters<ReturnType<typeof json>>[0]) => r.writeHead(503).end(),
    (r: Parameters<ReturnType<typeof json>>[0]) => r.writeHead(302, { location: `${other.name}/.well-known/jwks` }).end(),
    (r: Parameters<ReturnType<typeof json>>[0]) => r.setHeader('content-type', 'application/json').end('{"keys":'),
    (r: Parameters<ReturnType<typeof json>>[0]) => r.destroy(),
  ];
  for (const answer of down) {
    issuer.keys(answer);
    expect(await verify()).toBe(UNAVAILABLE);
  }
  issuer.keys(() => undefined);
  expect(await verify({}, 200)).toBe(UNAVAILABLE);
  issuer.keys(json({ keys: [] }));
  expect(await verify()).toBe(REFUSED);
});

test('who issues for which forge, and whether a job may ask', () => {
  expect(['https://github.com', 'https://koomy.ghe.com', 'https://git.koomy.example', 'http://127.0.0.1:80'].map(issuerOf)).toEqual([
    'https://token.actions.githubusercontent.com',
    'https://token.actions.koomy.ghe.com',
    'https://git.koomy.example/_services/token',
    'http://127.0.0.1/_services/token',
  ]);
  expect(
    [issuer.variables, {}, { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x.example', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }].map(hasIdToken),
  ).toEqual([true, false, false]);
});
