import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasCode } from '../errors.ts';
import { openGit } from './open.ts';
import { gitIn, newClone, newFolder, newRemote, newRepository } from './repository.fixture.ts';
import { runGit } from './run-git.ts';

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
  } catch (error) {
    if (hasCode(error, (error as { code: string }).code)) return error.code;
    throw error;
  }
  return 'none';
};

describe('openGit', () => {
  it('refuses what is no repository', async () => {
    await using folder = await newFolder();
    expect(await codeOf(openGit(folder.dir))).toBe('not-a-repository');
    expect(await codeOf(openGit(join(folder.dir, 'nowhere')))).toBe('not-a-repository');
  });

  it('says so when git is missing or too old', async () => {
    await using folder = await newFolder();
    const path = process.env.PATH;
    try {
      process.env.PATH = folder.dir;
      expect(await codeOf(openGit(folder.dir))).toBe('git-missing');
      await writeFile(join(folder.dir, 'git'), '#!/bin/sh\necho "git version 2.38.1"\n', { mode: 0o755 });
      expect(await codeOf(openGit(folder.dir))).toBe('git-missing');
    } finally {
      process.env.PATH = path;
    }
  });

  it('opens a bare repository, a subfolder and a detached head alike', async () => {
    await using repo = await newRepository();
    const id = await repo.commit({ 'deep/a.txt': 'one' });
    await repo.git('checkout', '--quiet', '--detach');
    await using bare = await newClone(repo, '--bare');
    expect(await (await openGit(join(repo.dir, 'deep'))).resolve('HEAD')).toBe(id);
    expect(await (await openGit(join(repo.dir, 'deep'))).topLevel()).toBe(repo.dir);
    const git = await openGit(bare.dir);
    expect(await git.resolve('main')).toBe(id);
    expect(await git.topLevel()).toBeUndefined();
  });
});

describe('revisions', () => {
  it('resolves names, and takes nothing for an option, a range or an exclusion', async () => {
    await using repo = await newRepository();
    const id = await repo.commit({ a: '1' });
    const git = await openGit(repo.dir);
    expect(await git.resolve('main')).toBe(id);
    for (const rev of ['', '--all', '^main', 'main..main', 'no', 'a\nb', 'main^{tree}', 'f'.repeat(40)]) {
      expect(await git.resolve(rev), rev).toBeUndefined();
    }
  });

  it('takes the full name of a ref for that ref and for nothing that git would guess', async () => {
    await using repo = await newRepository();
    const [forged, id] = [await repo.commit({ a: '1' }), await repo.commit({ a: '2' })];
    for (const shadow of ['refs/heads/refs/remotes/origin/main', 'refs/tags/refs/heads/staging', 'refs/remotes/origin/live/HEAD'])
      await repo.git('update-ref', shadow, forged);
    const git = await openGit(repo.dir);
    const names = ['refs/remotes/origin/main', 'refs/heads/staging', 'refs/remotes/origin/live'];
    for (const name of names) expect(await git.resolve(name), name).toBeUndefined();
    for (const name of names) expect(await codeOf(git.commit(name)), name).toBe('unknown-revision');
    for (const name of names) await repo.git('update-ref', name === names[2] ? 'refs/heads/live' : name, id);
    for (const name of names.slice(0, 2)) expect(await git.resolve(name), name).toBe(id);
    expect(await git.resolve(`${names[1]}~1`)).toBe(forged);
    expect(await git.resolve('refs/heads/live')).toBe(id);
  });

  it('tells an unknown name, with the nearest ones, from an empty repository and a missing object', async () => {
    await using repo = await newRepository();
    const git = await openGit(repo.dir);
    expect(await codeOf(git.commit('main'))).toBe('empty-repository');
    const id = await repo.commit({ a: '1' });
    await repo.git('branch', 'production');
    const error = await git.commit('prodution').catch((e: unknown) => e);
    expect(hasCode(error, 'unknown-revision') && error.failure.hint.en).toContain('production');
    await rm(join(repo.dir, '.git/objects', id.slice(0, 2), id.slice(2)));
    expect(await codeOf(git.commit('main'))).toBe('missing-object');
    expect(await codeOf(git.line('main'))).toBe('missing-object');
  });

  it('is not misled by replace refs and grafts', async () => {
    await using repo = await newRepository();
    await repo.commit({ a: '1' });
    const second = await repo.commit({ a: '2' });
    const other = await repo.git('commit-tree', await repo.tree('HEAD~1'), '-m', 'forged');
    await repo.git('replace', second, other);
    const git = await openGit(repo.dir);
    expect((await git.line('main')).length).toBe(2);
    await repo.git('update-ref', '-d', `refs/replace/${second}`);
    await mkdir(join(repo.dir, '.git/info'), { recursive: true });
    await writeFile(join(repo.dir, '.git/info/grafts'), `${second}\n`);
    expect((await git.line('main')).length).toBe(2);
    expect((await git.commit('main')).parents.length).toBe(1);
  });
});

describe('commits', () => {
  it('reads the first-parent line, oldest first, with every field', async () => {
    await using repo = await newRepository();
    const root = await repo.commit({ a: '1' }, 'Root: é "quotes" | and\ttabs\n\nbody');
    await repo.branch('feature');
    const side = await repo.commit({ b: '1' });
    await repo.branch('main');
    const merge = await repo.merge('feature', 'Merge pull request #7 from x');
    const git = await openGit(repo.dir);
    const line = await git.line('main');
    expect(line.map((c) => c.commit)).toEqual([root, merge]);
    expect(line[1]).toEqual({
      commit: merge,
      tree: await repo.tree(),
      parents: [root, side],
      time: Number(await repo.git('log', '-1', '--format=%ct')),
      subject: 'Merge pull request #7 from x',
    });
    expect(line[0]?.subject).toBe('Root: é "quotes" | and\ttabs');
    expect(await git.commit('main')).toEqual(line[1]);
    expect((await git.line('main', { after: root })).map((c) => c.commit)).toEqual([merge]);
    expect((await git.commitsBetween(root, 'main')).map((c) => c.commit)).toEqual([side, merge]);
    expect(await git.isAncestor(side, 'main')).toBe(true);
    expect(await git.isAncestor('main', side)).toBe(false);
    expect(await git.mergeBase('feature', 'main')).toBe(side);
    expect(await codeOf(git.isAncestor('main', 'mian'))).toBe('unknown-revision');
  });

  it('reads messages exactly as they were written, whatever they hold', async () => {
    await using repo = await newRepository();
    const git = await openGit(repo.dir);
    const tree = await git.emptyTree();
    const by = { name: 'Recorder', email: 'recorder@example.org', time: 1_700_000_000 };
    const texts = ['{"a":1}\n', 'two\n\n\nparagraphs  \n# not a comment\n', 'é\u{1f6a2}\n', '\tlead\n'];
    const ids: string[] = [];
    for (const message of texts) ids.push(await git.writeCommit({ tree, parents: ids.slice(-1), message, by }));
    const read = await git.messages(ids.at(-1) ?? '');
    expect(read.map((m) => m.message)).toEqual(texts);
    expect(read.map((m) => m.commit)).toEqual(ids);
    expect(read.map((m) => m.parents)).toEqual(ids.map((_, i) => ids.slice(i - 1, i)));
    expect(read.every((m) => m.tree === tree)).toBe(true);
    expect((await git.messages(ids[3] ?? '', { after: ids[1] ?? '' })).map((m) => m.commit)).toEqual(ids.slice(2));
    expect(await git.writeCommit({ tree, parents: [], message: texts[0] ?? '', by })).toBe(ids[0]);
  });

  it('fails with a code where git has no identity', async () => {
    await using repo = await newRepository();
    const git = await openGit(repo.dir);
    const tree = await git.emptyTree();
    expect(await codeOf(git.writeCommit({ tree, parents: [], message: 'x', by: { name: '', email: '' } }))).toBe('no-identity');
  });
});

describe('a shallow clone', () => {
  it('refuses every answer that the cut could change, and gives the others', async () => {
    await using repo = await newRepository();
    const first = await repo.commit({ a: '1' });
    for (const a of ['2', '3', '4']) await repo.commit({ a });
    await using clone = await newClone(repo, '--depth=2');
    const git = await openGit(clone.dir);
    expect(await git.isShallow()).toBe(true);
    const error = await git.line('main').catch((e: unknown) => e);
    expect(hasCode(error, 'shallow-clone') && error.failure.hint.en).toContain('fetch --unshallow origin');
    expect((await git.line('main', { after: 'main~1' })).length).toBe(1);
    expect(await git.isAncestor('main~1', 'main')).toBe(true);
    await gitIn(clone.dir, ['fetch', '--quiet', '--unshallow']);
    expect((await git.line('main')).length).toBe(4);
    expect(await git.isAncestor(first, 'main')).toBe(true);
  });

  it('is no hindrance where the line was not cut', async () => {
    await using repo = await newRepository();
    await repo.commit({ a: '1' });
    await repo.commit({ a: '2' });
    await using clone = await newClone(repo, '--depth=2');
    expect((await (await openGit(clone.dir)).line('main')).length).toBe(2);
  });
});

describe('files', () => {
  it('reads and lists at a commit or a tree', async () => {
    await using repo = await newRepository();
    const path = 'dossier é/[x] *.txt';
    await repo.commit({ [path]: 'héllo\n', 'dossier é/deep/b.txt': 'b', 'dossier étranger': 'c' });
    const git = await openGit(repo.dir);
    expect(await git.readFile('main', path)).toBe('héllo\n');
    expect(await git.readFile(await repo.tree(), path)).toBe('héllo\n');
    expect(await git.readFile('main', 'dossier é')).toBeUndefined();
    expect(await git.readFile('main', 'nothing')).toBeUndefined();
    expect(await git.listFiles('main', 'dossier é/')).toEqual([path, 'dossier é/deep/b.txt']);
    expect(await git.listFiles('main', 'nothing')).toEqual([]);
    expect((await git.listFiles('main', '')).length).toBe(3);
    expect(await codeOf(git.readFile('main', path, 3))).toBe('file-too-large');
    expect(await codeOf(git.readFile('nowhere', path))).toBe('unknown-revision');
  });

  it('does not follow a symbolic link', async () => {
    await using repo = await newRepository();
    await repo.git('update-index', '--add', '--cacheinfo', `120000,${await blob(repo, '/etc/passwd')},link`);
    await gitIn(repo.dir, ['commit', '--quiet', '-m', 'link']);
    expect(await (await openGit(repo.dir)).readFile('main', 'link')).toBeUndefined();
  });

  it('names what changed between two trees', async () => {
    await using repo = await newRepository();
    await repo.commit({ a: '1', b: '1', c: '1' });
    await repo.commit({ a: null, b: '2', 'd/e': '1' });
    const git = await openGit(repo.dir);
    expect(await git.changes(await repo.tree('HEAD~1'), await repo.tree())).toEqual([
      { path: 'a', change: 'deleted' },
      { path: 'b', change: 'modified' },
      { path: 'd/e', change: 'added' },
    ]);
  });

  it('does not fetch behind your back in a partial clone', async () => {
    await using repo = await newRepository();
    await repo.commit({ a: 'content' });
    await repo.git('config', 'uploadpack.allowFilter', 'true');
    await using clone = await newClone(repo, '--filter=blob:none', '--no-checkout');
    const git = await openGit(clone.dir);
    expect((await git.line('main')).length).toBe(1);
    expect(await codeOf(git.readFile('main', 'a'))).toBe('missing-object');
  });
});

describe('mergeTrees', () => {
  it('merges or names the conflicts, and writes nothing to the repository', async () => {
    await using repo = await newRepository();
    await repo.commit({ a: '1\n', b: '1\n' });
    await repo.branch('left');
    await repo.commit({ a: '2\n' });
    await repo.branch('right', 'main');
    await repo.commit({ b: '2\n' });
    await repo.branch('clash', 'main');
    await repo.commit({ a: '3\n' });
    const git = await openGit(repo.dir);
    const trees = {
      base: await repo.tree('main'),
      left: await repo.tree('left'),
      right: await repo.tree('right'),
      clash: await repo.tree('clash'),
    };
    const before = await repo.git('count-objects', '-v');
    const merged = await git.mergeTrees(trees.base, trees.left, trees.right);
    const clash = await git.mergeTrees(trees.base, trees.left, trees.clash);
    expect(await repo.git('count-objects', '-v')).toBe(before);
    expect(clash).toEqual({ clean: false, conflicts: ['a'] });
    await repo.branch('left');
    await repo.merge('right');
    expect(merged).toEqual({ clean: true, tree: await repo.tree(), conflicts: [] });
  });

  it('fails with a code when a tree is not there', async () => {
    await using repo = await newRepository();
    await repo.commit({ a: '1' });
    const tree = await repo.tree();
    expect(await codeOf((await openGit(repo.dir)).mergeTrees(tree, tree, 'a'.repeat(40)))).toBe('missing-object');
  });
});

describe('the environment of the child', () => {
  it('gives git no key of ours, and is not led elsewhere by GIT_DIR', async () => {
    await using repo = await newRepository();
    const id = await repo.commit({ a: '1' });
    const kept = { ...process.env };
    try {
      Object.assign(process.env, { GIT_DIR: '/nowhere', LOCKFLIGHT_SIGNING_KEY: 'canary-of-the-key', GIT_TRACE: '1' });
      await gitIn(repo.dir, ['config', 'alias.leak', '!env']);
      const leaked = await runGit(['-C', repo.dir, 'leak']);
      expect(leaked.code).toBe(0);
      expect(leaked.stdout + leaked.stderr).not.toMatch(/canary-of-the-key|GIT_DIR=\/nowhere/);
      expect(await (await openGit(repo.dir)).resolve('main')).toBe(id);
    } finally {
      process.env = kept;
    }
  });
});

describe('refs and remotes', () => {
  it('fetches what was asked for and lists what the remote holds', async () => {
    await using repo = await newRepository();
    await using remote = await newRemote(repo);
    const id = await repo.commit({ a: '1' });
    await repo.git('push', '--quiet', 'origin', 'main', 'main:refs/heads/archive/main', 'main:refs/heads/x/main');
    await using clone = await newRepository();
    await clone.git('remote', 'add', 'origin', remote.dir);
    const git = await openGit(clone.dir);
    expect(await git.remoteUrl('origin')).toBe(remote.dir);
    expect(await git.remoteUrl('other')).toBeUndefined();
    expect([...(await git.remoteRefs('origin', ['refs/heads/main']))]).toEqual([['refs/heads/main', id]]);
    expect([...(await git.remoteRefs('origin', ['refs/heads/*'])).keys()].length).toBe(3);
    await git.fetch('origin', ['refs/heads/main:refs/remotes/origin/main']);
    expect([...(await git.refs('refs/'))]).toEqual([['refs/remotes/origin/main', id]]);
    expect(await codeOf(git.fetch('origin', ['refs/heads/nothing']))).toBe('unknown-revision');
    expect(await codeOf(git.fetch('nowhere', ['main']))).toBe('unknown-remote');
    expect(await codeOf(git.remoteRefs(join(remote.dir, 'gone'), []))).toBe('unknown-remote');
    expect(await git.configured('remote.origin.url')).toBe(remote.dir);
    expect(await git.configured('no.such.key')).toBeUndefined();
  });
});

const blob = async (repo: { dir: string; git: (...args: string[]) => Promise<string> }, text: string): Promise<string> => {
  await writeFile(join(repo.dir, '.git', 'blob.txt'), text);
  return repo.git('hash-object', '-w', '.git/blob.txt');
};
