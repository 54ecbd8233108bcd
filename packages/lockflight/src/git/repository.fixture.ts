/**
 * Real repositories for tests, made and thrown away:
 *
 *     await using repo = await newRepository();
 *     await repo.commit({ 'a.txt': 'one' });
 *     await repo.git('checkout', '-b', 'staging');
 *     await using remote = await newRemote(repo);      // bare, added as `origin`
 *
 * Nothing of this machine's configuration is read; committer times count up from a fixed moment, one minute a commit.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string | null>>;

export interface TestRepository extends AsyncDisposable {
  readonly dir: string;
  /** Runs git here, and gives its output without the last newline. */
  git(...args: readonly string[]): Promise<string>;
  /** Writes the files (null deletes one), commits everything on the current branch (an empty commit with no files), and gives the id. */
  commit(files?: Files, message?: string): Promise<string>;
  /** Switches to a branch, made from `from` (default: where we are) if it is new. */
  branch(name: string, from?: string): Promise<void>;
  /** `git merge --no-ff` of a revision into the current branch; gives the id. */
  merge(rev: string, message?: string): Promise<string>;
  /** `git merge --squash` and a commit. */
  squash(rev: string, message?: string): Promise<string>;
  revert(rev: string): Promise<string>;
  /** A merge commit with a tree of your choice. */
  mergeAs(tree: string, parents: readonly string[], message?: string): Promise<string>;
  head(rev?: string): Promise<string>;
  tree(rev?: string): Promise<string>;
}

const EPOCH = 1_700_000_000;

/** A repository that is thrown away needs no upkeep, and need not survive a power cut. */
const NO_UPKEEP = Object.fromEntries(
  [
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['core.fsync', 'none'],
    ['init.templateDir', ''],
    ['core.untrackedCache', 'false'],
    ['advice.detachedHead', 'false'],
  ].flatMap(([key = '', value = ''], i): [string, string][] => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
    ['GIT_CONFIG_COUNT', String(i + 1)],
  ]),
);

/** No configuration of the machine, one fixed identity. */
export const testEnvironment = (time = EPOCH, who = { name: 'Ada', email: 'ada@example.org' }): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  ...NO_UPKEEP,
  GIT_AUTHOR_NAME: who.name,
  GIT_AUTHOR_EMAIL: who.email,
  GIT_COMMITTER_NAME: who.name,
  GIT_COMMITTER_EMAIL: who.email,
  GIT_AUTHOR_DATE: `@${time} +0000`,
  GIT_COMMITTER_DATE: `@${time} +0000`,
});

/** A folder of its own, removed on disposal. */
export const newFolder = async (): Promise<{ readonly dir: string } & AsyncDisposable> => {
  const dir = await mkdtemp(join(tmpdir(), 'lockflight-test-'));
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true, maxRetries: 3 }) };
};

/** Runs git anywhere with the tests' environment. */
export const gitIn = (
  dir: string,
  args: readonly string[],
  time?: number,
  who?: { readonly name: string; readonly email: string },
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', dir, ...args], { env: testEnvironment(time, who) });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said.out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said.err += chunk;
    });
    child.on('error', reject).on('close', (code) => {
      if (code === 0) resolve(said.out.replace(/\n$/, ''));
      else reject(new Error(`git ${args.join(' ')} ended with ${code}: ${said.err}`));
    });
    child.stdin.end();
  });

export const newRepository = async (options: { readonly branch?: string; readonly bare?: boolean } = {}): Promise<TestRepository> => {
  const folder = await newFolder();
  await gitIn(folder.dir, ['init', '--quiet', '-b', options.branch ?? 'main', ...(options.bare === true ? ['--bare'] : [])]);
  return repositoryAt(folder.dir, async () => folder[Symbol.asyncDispose]());
};

/** A bare repository that `repo` knows as its remote. */
export const newRemote = async (repo: TestRepository, name = 'origin'): Promise<TestRepository> => {
  const bare = await newRepository({ bare: true });
  await repo.git('remote', 'add', name, bare.dir);
  return bare;
};

/** A clone in a folder of its own: `newClone(remote, '--depth=1')`. By file://, so that depth and filters count. */
export const newClone = async (source: TestRepository, ...options: readonly string[]): Promise<TestRepository> => {
  const folder = await newFolder();
  await gitIn(folder.dir, ['clone', '--quiet', ...options, `file://${source.dir}`, '.']);
  return repositoryAt(folder.dir, async () => folder[Symbol.asyncDispose]());
};

export const repositoryAt = (dir: string, dispose: () => Promise<void>): TestRepository => {
  let commits = 0;
  const git = (...args: readonly string[]) => gitIn(dir, args, EPOCH + 60 * commits);
  const counted = async (...args: readonly string[]) => {
    commits += 1;
    await git(...args);
    return git('rev-parse', 'HEAD');
  };
  return {
    dir,
    git,
    commit: async (files = {}, message = `Commit ${commits + 1}`) => {
      for (const [path, content] of Object.entries(files)) await writeOrRemove(join(dir, path), content);
      await git('add', '--all');
      return counted('commit', '--quiet', '--allow-empty', '-m', message);
    },
    branch: async (name, from) => {
      const known = await git('for-each-ref', `refs/heads/${name}`);
      await (known === ''
        ? git('checkout', '--quiet', '-b', name, ...(from === undefined ? [] : [from]))
        : git('checkout', '--quiet', name));
    },
    merge: (rev, message = `Merge ${rev}`) => counted('merge', '--quiet', '--no-ff', '-m', message, rev),
    squash: async (rev, message = `Squash ${rev}`) => {
      await git('merge', '--quiet', '--squash', rev);
      return counted('commit', '--quiet', '--allow-empty', '-m', message);
    },
    revert: (rev) => counted('revert', '--no-edit', rev),
    mergeAs: async (tree, parents, message = 'Merge') => {
      commits += 1;
      const id = await git('commit-tree', tree, ...parents.flatMap((p) => ['-p', p]), '-m', message);
      await git('reset', '--quiet', '--hard', id);
      return id;
    },
    head: (rev = 'HEAD') => git('rev-parse', `${rev}^{commit}`),
    tree: (rev = 'HEAD') => git('rev-parse', `${rev}^{tree}`),
    [Symbol.asyncDispose]: dispose,
  };
};

/** Null removes the file. */
export const writeOrRemove = async (path: string, content: string | null): Promise<void> => {
  if (content === null) return rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
};
