import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { LockflightError } from '../../errors.ts';
import { FORGE_ERROR_CODES } from '../error-codes.ts';
import type { Exchange } from './connection.ts';
import { openGitHub } from './open.ts';
import { forgeTold, pullJson, recorded, repositoryJson, sha, type Told } from './recorded-server.fixture.ts';

const HERE = 'GET /repos/acme/koomy';

const failureOf = async (asked: Promise<unknown>): Promise<LockflightError> => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LockflightError)) throw new Error(`no LockflightError but ${inspect(error)}`);
  return error;
};

describe('each refusal has its code', () => {
  test.each([
    [400, 'forge-rejected'],
    [401, 'forge-unauthorized'],
    [403, 'forge-forbidden'],
    [404, 'forge-not-found'],
    [405, 'forge-rejected'],
    [409, 'forge-conflict'],
    [410, 'forge-not-found'],
    [422, 'forge-rejected'],
    [500, 'forge-unavailable'],
    [503, 'forge-unavailable'],
  ] as const)('%i is %s', async (status, code) => {
    const { forge, token } = await forgeTold({ [HERE]: { status, json: { message: 'Because' } } });
    const error = await failureOf(forge.repository());
    expect(error.code).toBe(code);
    expect(error.failure.exit).toBe(3);
    expect(error.message).toContain('Because');
    expect(Object.keys(FORGE_ERROR_CODES)).toContain(error.code);
    expect(inspect(error, { depth: 9 })).not.toContain(token);
  });

  test('a permission that GitHub names is in the hint', async () => {
    const { forge } = await forgeTold({
      [HERE]: { status: 403, json: { message: 'No' }, headers: { 'x-accepted-github-permissions': 'checks=write' } },
    });
    expect((await failureOf(forge.repository())).failure.hint.en).toContain('checks=write');
  });

  test("GitHub's words are bounded, without control characters, and never the token", async () => {
    const token = 'ghp_neverShownAnywhere0123456789';
    const { forge } = await forgeTold({ [HERE]: { status: 422, json: { message: `\u001b[2J${token} ${'x'.repeat(5000)}` } } });
    const { message } = await failureOf(forge.repository());
    expect(message).not.toContain(token);
    expect(message).not.toContain('\u001b');
    expect(message.length).toBeLessThan(500);
  });
});

describe('rate limits', () => {
  const fine: Told = { json: repositoryJson };
  const now = () => new Date('2026-11-20T12:00:00Z');
  const reset = (seconds: number) => String(now().getTime() / 1000 + seconds);

  test.each([
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '7' } }, 7000],
    ['429 with a date', { status: 429, headers: { 'retry-after': 'Fri, 20 Nov 2026 12:00:09 GMT' } }, 9000],
    ['403 with Retry-After', { status: 403, headers: { 'retry-after': '5' } }, 5000],
    ['403 with nothing left', { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset(30) } }, 30_000],
    ['403 that says so', { status: 403, json: { message: 'You have exceeded a secondary rate limit.' } }, 60_000],
  ] as const)('%s is waited for', async (_name, told, expected) => {
    const { forge, waits } = await forgeTold({ [HERE]: [told, fine] }, { now });
    expect((await forge.repository()).id).toBe(7);
    expect(waits).toEqual([expected]);
  });

  test('longer than a minute in all is an error that tells when', async () => {
    const { forge, waits } = await forgeTold({ [HERE]: { status: 429, headers: { 'retry-after': '40' } } }, { now });
    const error = await failureOf(forge.repository());
    expect(error.code).toBe('forge-rate-limited');
    expect(error.failure.retryable).toBe(true);
    expect(error.message).toContain('2026-11-20T12:00:40');
    expect(waits).toEqual([40_000]);
  });

  test('a write that was refused for its rate is sent again', async () => {
    const { forge, heard } = await forgeTold({
      'POST /repos/acme/koomy/issues/3/comments': [
        { status: 429, headers: { 'retry-after': '1' } },
        { status: 201, json: {} },
      ],
    });
    await forge.comment(3, 'Bonjour');
    expect(heard).toHaveLength(2);
  });
});

describe('a forge in trouble', () => {
  test.each([
    ['500', { status: 500, json: {} }],
    ['a dropped connection', { fault: 'drop' }],
    ['a body that breaks off', { fault: 'cut', json: repositoryJson }],
  ] as const)('%s: a read is asked again, three times, then given up', async (_name, told) => {
    const again = await forgeTold({ [HERE]: [told, told, { json: repositoryJson }] });
    expect((await again.forge.repository()).id).toBe(7);
    expect(again.waits).toEqual([300, 900]);
    const never = await forgeTold({ [HERE]: told });
    const error = await failureOf(never.forge.repository());
    expect(error.code).toBe('forge-unavailable');
    expect(error.failure.retryable).toBe(true);
    expect(never.heard).toHaveLength(4);
  });

  test('silence ends with the time-out', async () => {
    const { forge, heard } = await forgeTold({ [HERE]: { fault: 'silence' } }, { timeoutMs: 50 });
    expect((await failureOf(forge.repository())).code).toBe('forge-unavailable');
    expect(heard).toHaveLength(4);
  });

  test.each([{ status: 502 }, { fault: 'drop' }] as const)('a write without an answer is not sent twice: %o', async (told) => {
    const { forge, heard } = await forgeTold({ 'PUT /repos/acme/koomy/pulls/41/merge': told });
    const merging = forge.mergePullRequest(41, { method: 'merge', head: sha('a') });
    expect((await failureOf(merging)).code).toBe('forge-unavailable');
    expect(heard).toHaveLength(1);
  });

  test('nobody there', async () => {
    const forge = openGitHub({ apiUrl: 'http://127.0.0.1:1', fullName: 'acme/koomy', token: 'x', sleep: async () => {} });
    const error = await failureOf(forge.repository());
    expect(error.code).toBe('forge-unavailable');
    expect(error.message).toMatch(/ECONNREFUSED|connection failed/);
  });
});

describe('nonsense', () => {
  test.each([
    ['a page of HTML', { raw: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } }],
    ['half a JSON', { raw: '{"id": 7, "full' }],
    ['nothing', { raw: '' }],
    ['a list', { json: [] }],
    ['null', { json: null }],
    ['a missing field', { json: { ...repositoryJson, default_branch: undefined } }],
    ['a field of another kind', { json: { ...repositoryJson, private: 'yes' } }],
    ['a number too large', { raw: JSON.stringify(repositoryJson).replace('"id":7', '"id":99999999999999999999') }],
    ['a bad content type', { json: repositoryJson, headers: { 'content-type': ';;' } }],
    ['a redirect to nowhere', { status: 304 }],
  ] as const)('%s', async (_name, told) => {
    const { forge } = await forgeTold({ [HERE]: told });
    const error = await failureOf(forge.repository());
    expect(error.code).toBe('forge-nonsense');
    expect(error.message).toContain(HERE);
  });

  test('the field is named, its value is not', async () => {
    const { forge } = await forgeTold({ 'GET /repos/acme/koomy/pulls/41': { json: { ...pullJson, head: { ref: 'x', sha: 'hunter2' } } } });
    const error = await failureOf(forge.pullRequest(41));
    expect(error.message).toContain('head.sha');
    expect(error.message).not.toContain('hunter2');
  });
});

describe('redirects and logs', () => {
  test('a renamed repository is found', async () => {
    const { forge } = await forgeTold({
      [HERE]: { status: 301, headers: { location: '/repositories/7' } },
      'GET /repositories/7': { json: { ...repositoryJson, full_name: 'acme/koomi' } },
    });
    expect((await forge.repository()).fullName).toBe('acme/koomi');
  });

  test('another host never gets the token', async () => {
    const seen: (string | null)[] = [];
    const elsewhere = await recorded({ 'GET /taken': { json: repositoryJson } });
    const watching: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      seen.push(response.url);
      return response;
    };
    const { forge } = await forgeTold({ [HERE]: { status: 302, headers: { location: `${elsewhere.apiUrl}/taken` } } }, { fetch: watching });
    await forge.repository();
    expect(seen).toEqual([`${elsewhere.apiUrl}/taken`]);
    expect(elsewhere.heard[0]?.authorization).toBeUndefined();
  });

  test('every exchange is told to the log, without its query', async () => {
    const lines: Exchange[] = [];
    const { forge } = await forgeTold(
      { 'GET /repos/acme/koomy/deployments': [{ status: 500 }, { json: [] }] },
      { log: (line) => lines.push(line) },
    );
    await forge.deployments('production');
    const endpoint = 'GET /repos/acme/koomy/deployments';
    expect(lines).toEqual([
      { endpoint, status: 500, attempt: 1 },
      { endpoint, status: 200, attempt: 2 },
    ]);
  });

  test('a token that cannot be one is refused before it is sent', () => {
    expect(() => openGitHub({ apiUrl: 'http://127.0.0.1:1', fullName: 'a/b', token: 'two\nlines' })).toThrow(
      expect.objectContaining({ code: 'no-token', failure: expect.objectContaining({ exit: 2 }) }),
    );
  });
});
