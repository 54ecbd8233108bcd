import { describe, expect, it } from 'vitest';
import { LockflightError } from '../errors.ts';
import { type GitServer, serveGit } from './git-server.fixture.ts';
import { openGit } from './open.ts';
import { newRepository, type TestRepository } from './repository.fixture.ts';

const TOKEN = 'ghs_CanaryOfTheToken0123456789';
const HEADER = `Basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`;
const MAIN = 'refs/heads/main';

const failureOf = async (promise: Promise<unknown>): Promise<LockflightError> => {
  const error = await promise.catch((e: unknown) => e);
  if (error instanceof LockflightError) return error;
  throw new Error('it did not fail');
};

const withRemote = async (server: GitServer): Promise<TestRepository> => {
  const repo = await newRepository();
  await repo.commit({ a: '1' });
  await repo.git('remote', 'add', 'origin', server.url);
  return repo;
};

describe('a remote over http', () => {
  it('is shown the token once, whatever header is configured already', async () => {
    await using bare = await newRepository({ bare: true });
    await using server = await serveGit(bare.dir);
    await using repo = await withRemote(server);
    await repo.git('config', `http.${new URL(server.url).origin}/.extraHeader`, 'Authorization: Basic c29tZWJvZHk6ZWxzZQ==');
    const git = await openGit(repo.dir, { credentials: { token: TOKEN } });
    expect(await git.push('origin', [{ from: await repo.head(), to: MAIN, expect: null }])).toEqual([{ to: MAIN, ok: true }]);
    expect(await git.remoteRefs('origin', [MAIN])).toEqual(new Map([[MAIN, await repo.head()]]));
    await git.fetch('origin', [`${MAIN}:refs/remotes/origin/main`]);
    expect(new Set(server.shown)).toEqual(new Set([HEADER]));
    expect(await repo.git('config', '--list')).not.toContain(TOKEN);
  });

  it('compares and swaps as on a disk', async () => {
    await using bare = await newRepository({ bare: true });
    await using server = await serveGit(bare.dir);
    await using repo = await withRemote(server);
    const one = await repo.head();
    const [two, three] = [await repo.commit({ a: '2' }), await repo.commit({ a: '3' })];
    const git = await openGit(repo.dir);
    const push = async (from: string, expect: string | null) => (await git.push('origin', [{ from, to: MAIN, expect }]))[0];
    expect(await push(one, null)).toMatchObject({ ok: true });
    expect(await push(two, null)).toMatchObject({ ok: false, reason: 'moved' });
    expect(await push(three, two)).toMatchObject({ ok: false, reason: 'moved' });
    expect(await push(two, one)).toMatchObject({ ok: true });
    expect(await push(one, two)).toMatchObject({ ok: false, reason: 'moved' });
    expect(await bare.git('rev-parse', MAIN)).toBe(two);
  });

  it.each([
    [401, 'remote-refused', false],
    [403, 'remote-refused', false],
    [404, 'remote-refused', false],
    [429, 'remote-unreachable', true],
    [500, 'remote-unreachable', true],
    [503, 'remote-unreachable', true],
  ])('that answers %i is %s', async (status, code, retryable) => {
    await using server = await serveGit('', (_request, response) => {
      response.statusCode = status;
      response.end(`no: ${HEADER} ${TOKEN}`);
      return true;
    });
    await using repo = await withRemote(server);
    const git = await openGit(repo.dir, { credentials: { token: TOKEN } });
    const from = await repo.head();
    for (const attempt of [() => git.remoteRefs('origin', []), () => git.push('origin', [{ from, to: MAIN }])]) {
      const { failure, code: found, message } = await failureOf(attempt());
      expect([found, failure.retryable]).toEqual([code, retryable]);
      expect(JSON.stringify([failure, message])).not.toMatch(/Canary|eC1hY2Nlc3M/);
    }
  });

  it('that answers nonsense, or goes away, is unreachable', async () => {
    await using nonsense = await serveGit('', (_request, response) => {
      response.setHeader('content-type', 'application/x-git-upload-pack-advertisement');
      response.end('lorem ipsum');
      return true;
    });
    await using rude = await serveGit('', (request) => {
      request.socket.destroy();
      return true;
    });
    for (const server of [nonsense, rude]) {
      await using repo = await withRemote(server);
      expect((await failureOf((await openGit(repo.dir)).remoteRefs('origin', []))).code).toBe('remote-unreachable');
    }
  });

  it('is not sent a token in the clear', async () => {
    await using repo = await newRepository();
    await repo.git('remote', 'add', 'origin', 'http://forge.invalid/repo.git');
    const git = await openGit(repo.dir, { credentials: { token: TOKEN } });
    expect((await failureOf(git.remoteRefs('origin', []))).code).toBe('insecure-remote');
  });

  it('keeps to itself the password that stands in its address', async () => {
    await using server = await serveGit('', (_request, response) => {
      response.statusCode = 403;
      response.end();
      return true;
    });
    await using repo = await newRepository();
    await repo.git('remote', 'add', 'origin', server.url.replace('http://', 'http://ada:CanaryPassword@'));
    const failure = await failureOf((await openGit(repo.dir)).remoteRefs('origin', []));
    expect(failure.message).not.toContain('CanaryPassword');
  });
});
