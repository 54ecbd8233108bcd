/**
 * Somebody hands over a folder with a repository in it, configured so that git starts programs of theirs: reading it, and asking its remote, starts none.
 * What the owner of the machine configured for himself (ssh, credential helpers) is his, and stays.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openGit } from './open.ts';
import type { Git } from './port.ts';
import { newFolder, newRemote, newRepository, type TestRepository } from './repository.fixture.ts';

let repo: TestRepository;
let remote: TestRepository;
let traps: { readonly dir: string } & AsyncDisposable;
let git: Git;
let [first, second, side] = ['', '', ''];

/** A program that leaves its name behind, and does nothing else. */
const trap = async (name: string): Promise<string> => {
  const path = join(traps.dir, `${name}.sh`);
  await writeFile(path, `#!/bin/sh\ntouch '${join(traps.dir, 'sprung')}/${name}'\nexit 0\n`, { mode: 0o755 });
  return path;
};

const PROGRAMS = [
  'core.fsmonitor',
  'core.pager',
  'core.editor',
  'core.askPass',
  'core.gitProxy',
  'core.alternateRefsCommand',
  'diff.external',
  'diff.trap.command',
  'diff.trap.textconv',
  'filter.trap.clean',
  'filter.trap.smudge',
  'filter.trap.process',
  'merge.trap.driver',
  'gpg.program',
  'gpg.ssh.program',
  'interactive.diffFilter',
  'sequence.editor',
  'uploadpack.packObjectsHook',
  'pager.log',
  'pager.diff-tree',
  'pager.show-ref',
] as const;
const HOOKS = [
  'post-checkout',
  'pre-push',
  'reference-transaction',
  'post-index-change',
  'pre-auto-gc',
  'fsmonitor-watchman',
  'post-merge',
];

const sprung = async (): Promise<readonly string[]> => readdir(join(traps.dir, 'sprung'));

beforeAll(async () => {
  traps = await newFolder();
  await mkdir(join(traps.dir, 'sprung'));
  repo = await newRepository();
  remote = await newRemote(repo);
  const attributes = '* filter=trap diff=trap merge=trap\n';
  first = await repo.commit({
    'a.txt': 'one\n',
    '.gitattributes': attributes,
    '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch% x\n\tupdate = !sh\n',
  });
  await repo.branch('side');
  side = await repo.commit({ 'a.txt': 'side\n' });
  await repo.branch('main');
  second = await repo.commit({ 'a.txt': 'two\n' });
  await repo.git('push', '--quiet', 'origin', 'main', 'side');
  for (const key of PROGRAMS) await repo.git('config', key, await trap(key));
  for (const log of ['log', 'cat-file', 'rev-parse', 'ls-tree', 'show-ref'])
    await repo.git('config', `alias.${log}`, `!${await trap(`alias.${log}`)}`);
  await repo.git('config', 'remote.evil.url', `ext::${await trap('ext')} %S`);
  await repo.git('config', 'log.showSignature', 'true');
  await repo.git('config', 'log.mailmap', 'true');
  await repo.git('config', 'protocol.ext.allow', 'always');
  await repo.git('config', 'core.hooksPath', join(repo.dir, '.git/hooks'));
  await mkdir(join(repo.dir, '.git/hooks'), { recursive: true });
  for (const hook of HOOKS) {
    const body = `#!/bin/sh\ntouch '${join(traps.dir, 'sprung')}/hook-${hook}'\n`;
    await writeFile(join(repo.dir, '.git/hooks', hook), body, { mode: 0o755 });
  }
  git = await openGit(repo.dir);
});

afterAll(async () => {
  for (const each of [repo, remote, traps]) await each[Symbol.asyncDispose]();
});

it('reading starts no program of the repository', async () => {
  // The traps are set: git by itself runs into some of them.
  await repo.git('status').catch(() => undefined);
  expect((await sprung()).length).toBeGreaterThan(1);
  for (const name of await sprung()) await rm(join(traps.dir, 'sprung', name));

  expect(await git.resolve('main')).toBe(second);
  expect((await git.line('main')).length).toBe(2);
  expect((await git.commit('side')).parents).toEqual([first]);
  expect(await git.changes(first, second)).toEqual([{ path: 'a.txt', change: 'modified' }]);
  expect(await git.readFile('main', 'a.txt')).toBe('two\n');
  expect(await git.listFiles('main', '')).toContain('a.txt');
  expect(await git.mergeBase('main', 'side')).toBe(first);
  expect(await git.isAncestor(first, 'main')).toBe(true);
  expect((await git.commitsBetween(first, 'main')).length).toBe(1);
  expect((await git.messages('main')).length).toBe(2);
  expect((await git.refs('refs/heads/')).size).toBe(2);
  await git.isIgnored(['a.txt']);
  await git.topLevel();
  await git.configured('user.name');
  expect(await sprung()).toEqual([]);
});

it('merging, fetching, listing and pushing start none either', async () => {
  const [base, ours, theirs] = await Promise.all([first, second, side].map(async (c) => (await git.commit(c)).tree));
  expect((await git.mergeTrees(base ?? '', ours ?? '', theirs ?? '')).clean).toBe(false);
  await git.fetch('origin', ['+refs/heads/*:refs/remotes/origin/*']);
  expect((await git.remoteRefs('origin', ['refs/heads/*'])).size).toBe(2);
  const by = { name: 'Ada', email: 'ada@example.org' };
  const commit = await git.writeCommit({ tree: ours ?? '', parents: [second], message: 'x', by });
  await expect(git.fetch('evil', ['refs/heads/main'])).rejects.toThrow();
  expect(await git.push('origin', [{ from: commit, to: 'refs/heads/x', expect: null }])).toMatchObject([{ ok: true }]);
  await git.keep('refs/lockflight/x', commit);
  expect(await sprung()).toEqual([]);
});
