import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGit } from './open.ts';
import { readPorcelain } from './push.ts';
import { newRemote, newRepository, type TestRepository } from './repository.fixture.ts';

const MAIN = 'refs/heads/main';

/** Three commits in a row, the first one pushed. */
const three = async (repo: TestRepository): Promise<readonly [string, string, string]> => {
  const ids = [await repo.commit({ a: '1' }), await repo.commit({ a: '2' }), await repo.commit({ a: '3' })] as const;
  await repo.git('push', '--quiet', 'origin', `${ids[0]}:${MAIN}`);
  return ids;
};

describe('push', () => {
  it('moves a branch forward, and only from where it was expected', async () => {
    await using repo = await newRepository();
    await using remote = await newRemote(repo);
    const [one, two, last] = await three(repo);
    const git = await openGit(repo.dir);
    expect(await git.push('origin', [{ from: two, to: MAIN, expect: one }])).toEqual([{ to: MAIN, ok: true }]);
    expect(await git.push('origin', [{ from: last, to: MAIN, expect: one }])).toMatchObject([{ ok: false, reason: 'moved' }]);
    expect(await remote.git('rev-parse', MAIN)).toBe(two);
  });

  it('finds a rewind that a plain fast-forward would have hidden', async () => {
    await using repo = await newRepository();
    await using remote = await newRemote(repo);
    const [one, two, last] = await three(repo);
    const outcome = await (await openGit(repo.dir)).push('origin', [{ from: last, to: MAIN, expect: two }]);
    expect(outcome).toMatchObject([{ ok: false, reason: 'moved' }]);
    expect(await remote.git('rev-parse', MAIN)).toBe(one);
  });

  it('never goes backwards, with or without an expectation', async () => {
    await using repo = await newRepository();
    await using remote = await newRemote(repo);
    const [one, two] = await three(repo);
    await repo.git('push', '--quiet', 'origin', `${two}:${MAIN}`);
    const git = await openGit(repo.dir);
    for (const update of [
      { from: one, to: MAIN },
      { from: one, to: MAIN, expect: two },
      { from: one, to: MAIN, expect: 'd'.repeat(40) },
    ]) {
      expect(await git.push('origin', [update])).toMatchObject([{ ok: false, reason: 'moved' }]);
    }
    expect(await remote.git('rev-parse', MAIN)).toBe(two);
  });

  it('makes a ref only where there is none, and can be repeated', async () => {
    await using repo = await newRepository();
    await using _remote = await newRemote(repo);
    const [one, two] = await three(repo);
    const git = await openGit(repo.dir);
    const tag = 'refs/tags/archive/main/2026-11-20/v1';
    expect(await git.push('origin', [{ from: one, to: tag, expect: null }])).toMatchObject([{ ok: true }]);
    expect(await git.push('origin', [{ from: one, to: tag, expect: null }])).toMatchObject([{ ok: true }]);
    expect(await git.push('origin', [{ from: two, to: tag, expect: null }])).toMatchObject([{ ok: false, reason: 'moved' }]);
    expect(await git.push('origin', [{ from: two, to: tag }])).toMatchObject([{ ok: false, reason: 'moved' }]);
    expect((await git.remoteRefs('origin', ['refs/tags/*'])).get(tag)).toBe(one);
  });

  it('judges each update on its own, and deletes only what was expected', async () => {
    await using repo = await newRepository();
    await using _remote = await newRemote(repo);
    const [one, two] = await three(repo);
    const git = await openGit(repo.dir);
    const outcomes = await git.push('origin', [
      { from: two, to: MAIN, expect: two },
      { from: one, to: 'refs/heads/side', expect: null },
    ]);
    expect(outcomes).toMatchObject([
      { to: MAIN, ok: false, reason: 'moved' },
      { to: 'refs/heads/side', ok: true },
    ]);
    expect(await git.push('origin', [{ from: null, to: 'refs/heads/side', expect: two }])).toMatchObject([{ reason: 'moved' }]);
    expect(await git.push('origin', [{ from: null, to: 'refs/heads/side', expect: one }])).toMatchObject([{ ok: true }]);
    expect([...(await git.remoteRefs('origin', ['refs/heads/*'])).keys()]).toEqual([MAIN]);
  });

  it('passes on why the remote refused', async () => {
    await using repo = await newRepository();
    await using remote = await newRemote(repo);
    const [, two] = await three(repo);
    const hook = join(remote.dir, 'hooks/pre-receive');
    await mkdir(join(remote.dir, 'hooks'));
    await writeFile(hook, '#!/bin/sh\necho "GH006: Protected branch update failed" >&2\nexit 1\n');
    await chmod(hook, 0o755);
    const [outcome] = await (await openGit(repo.dir)).push('origin', [{ from: two, to: MAIN }]);
    expect(outcome).toMatchObject({ ok: false, reason: 'refused' });
    expect(outcome?.detail).toContain('GH006');
  });

  it('lets exactly one of many writers win', async () => {
    await using repo = await newRepository();
    await using _remote = await newRemote(repo);
    const [one] = await three(repo);
    const git = await openGit(repo.dir);
    const tree = await git.emptyTree();
    const heads = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => git.writeCommit({ tree, parents: [one], message: `${n}`, by: { name: 'n', email: 'n@x', time: 1 } })),
    );
    const outcomes = await Promise.all(heads.map((from) => git.push('origin', [{ from, to: MAIN, expect: one }])));
    expect(outcomes.flat().filter((o) => o.ok).length).toBe(1);
    expect(outcomes.flat().filter((o) => o.reason === 'moved').length).toBe(4);
  });
});

describe('readPorcelain', () => {
  const said = (summary: string) =>
    readPorcelain({ code: 1, stdout: `To x\n!\tabc:${MAIN}\t${summary}\nDone\n`, stderr: '' }, []).get(MAIN)?.reason;

  it.each([
    ["[remote rejected] (cannot lock ref 'refs/heads/main': is at a but expected b)", 'moved'],
    ['[remote rejected] (failed to update ref)', 'moved'],
    ['[rejected] (fetch first)', 'moved'],
    ['[remote rejected] (protected branch hook declined)', 'refused'],
    ['[remote rejected] (push declined due to repository rule violations)', 'refused'],
    ["[remote rejected] (cannot lock ref 'refs/heads/main/x': 'refs/heads/main' exists; cannot create)", 'refused'],
  ])('%s is %s', (summary, reason) => {
    expect(said(summary)).toBe(reason);
  });

  it('does not take silence for an answer', () => {
    expect(() => said('[remote failure] (remote failed to report status)')).toThrow(/remote-unreachable/);
  });
});
