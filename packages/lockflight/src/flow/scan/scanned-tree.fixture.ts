/** A repository with a contract and code that reads, and everything that can happen to one between two scans: each change is a line that a property draws. */
import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newFolder, newRepository, type TestRepository } from '../../git/repository.fixture.ts';

/** All of one length, so that an edit need not change a file's size. */
export const NAMES = ['VAR_A', 'VAR_B', 'VAR_C', 'VAR_D', 'VAR_E'] as const;
export const FILES = ['src/a.ts', 'src/b.ts', 'src/deep/c.ts', 'api/d.js', 'run.sh', 'new.ts', 'README.md'] as const;
export const CONTRACTS = ['lockflight.yaml', 'api/lockflight.yaml'] as const;

export interface ScannedTree extends AsyncDisposable {
  readonly repo: TestRepository;
  /** Outside of the repository: what links lead to, and what a user's own configuration names. */
  readonly outside: string;
}

export const scannedTree = async (): Promise<ScannedTree> => {
  const repo = await newRepository();
  const folder = await newFolder();
  for (const [at, file] of FILES.slice(0, 5).entries()) put(repo, file, textOf(file, NAMES[at] ?? ''));
  put(repo, CONTRACTS[0], contractOf('VAR_A'));
  put(repo, '.gitignore', 'ignored/\n');
  put(repo, 'ignored/x.ts', textOf('x.ts', 'VAR_E'));
  mkdirSync(join(folder.dir, 'deep'));
  writeFileSync(join(folder.dir, 'deep/c.ts'), textOf('c.ts', 'VAR_D'));
  await repo.git('config', 'core.excludesFile', join(folder.dir, 'ignored'));
  await repo.git('config', 'filter.flat.clean', 'sed s/VAR_[A-E]/VAR_X/');
  await repo.commit({}, 'First');
  return {
    repo,
    outside: folder.dir,
    [Symbol.asyncDispose]: async () => void (await Promise.all([repo[Symbol.asyncDispose](), folder[Symbol.asyncDispose]()])),
  };
};

export const put = ({ dir }: Pick<TestRepository, 'dir'>, file: string, text: string): void => {
  const path = join(dir, file);
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) rmSync(path, { recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const textOf = (file: string, name: string): string =>
  file.endsWith('.sh')
    ? `#!/bin/sh\necho "$${name}"\n`
    : file.endsWith('.md')
      ? `Set ${name}.\n`
      : `export const x = process.env.${name};\n`;

const contractOf = (name: string): string =>
  `lockflight: 1\nproject: tree\nenvironments: { local: { kind: development } }\nvariables:\n  ${name}: { type: string }\n`;

/** What happened: a word, a file and a name. */
export type Change = readonly [what: keyof typeof CHANGES, file: number, name: number];

export const happen = async (tree: ScannedTree, [what, file, name]: Change): Promise<void> =>
  CHANGES[what](tree, FILES[file % FILES.length] ?? 'new.ts', NAMES[name % NAMES.length] ?? 'VAR_A');

type Happening = (tree: ScannedTree, file: string, name: string) => Promise<void>;

/**
 * One after the other in one tree: what git's index alone would not show, or what a key of ours could miss. Flags are taken off again, so that what follows is told too.
 */
export const TREACHEROUS: readonly Change[] = [
  // The time of a file is older than the index, that of its inode is not.
  ['age', 0, 0],
  ['sneak', 0, 1],
  // Git's own filter takes every edit back.
  ['filter', 0, 0],
  ['stage', 0, 0],
  ['sneak', 1, 4],
  ['noFilter', 0, 0],
  ['assumeUnchanged', 0, 0],
  ['edit', 0, 2],
  ['showAgain', 0, 0],
  ['skipWorktree', 1, 0],
  ['edit', 1, 3],
  ['showAgain', 1, 0],
  ['edit', 5, 0],
  ['edit', 5, 1],
  ['excludesFile', 5, 0],
  ['excludesFile', 6, 0],
  ['intend', 5, 0],
  ['edit', 5, 2],
  ['stage', 0, 0],
  ['submodule', 0, 0],
  ['fileInItsPlace', 0, 0],
  ['fileInItsPlace', 0, 1],
  ['linkFolder', 0, 0],
  ['editOutside', 0, 2],
  // Nothing is young any more: from here on the index alone tells.
  ['settle', 0, 3],
  ['settle', 0, 4],
  ['lyingMonitor', 0, 0],
  ['edit', 0, 3],
  ['noMonitor', 0, 0],
  ['excludesFile', 5, 0],
  ['edit', 6, 0],
  ['lazyStat', 0, 0],
  ['age', 0, 1],
  ['settle', 1, 1],
  ['sneak', 0, 2],
  // Other entries behind the same link to them.
  ['settleApart', 0, 3],
  ['settleApart', 0, 4],
  ['wholeIndex', 0, 0],
  ['linkContract', 0, 0],
  ['editLinkedContract', 0, 3],
];

/** git refuses some of them in some states (nothing to commit, a file that is not tracked): then nothing happened. */
const git =
  (...args: readonly string[]): Happening =>
  async ({ repo }, file) =>
    void (await repo.git(...args.map((arg) => (arg === 'FILE' ? file : arg))).catch(() => undefined));

const inTurn =
  (...all: readonly Happening[]): Happening =>
  async (tree, file, name) => {
    for (const each of all) await each(tree, file, name);
  };

const edit: Happening = async ({ repo }, file, name) => put(repo, file, textOf(file, name));

/** The same size, and the same time as before. */
const sneak: Happening = async ({ repo }, file, name) => {
  const path = join(repo.dir, file);
  const about = lstatSync(path, { throwIfNoEntry: false });
  if (about?.isFile() !== true) return;
  writeFileSync(path, textOf(file, name));
  utimesSync(path, about.atime, about.mtime);
};

/** Git keeps seconds: only then does an index that it writes say of a file that it has not changed. */
const nextSecond: Happening = async () => setTimeout(1_005 - (Date.now() % 1_000));

export const CHANGES = {
  edit,
  sneak,
  sneakAfterAdding: inTurn(git('add', '--all'), sneak),
  settle: inTurn(edit, git('add', '--all'), nextSecond, git('status')),
  settleApart: inTurn(edit, git('add', '--all'), nextSecond, git('status'), git('update-index', '--split-index')),
  age: inTurn(edit, async ({ repo }, file) => utimesSync(join(repo.dir, file), 1, 1_600_000_000), git('add', '--all')),
  touch: async ({ repo }, file) => void (existsSync(join(repo.dir, file)) && utimesSync(join(repo.dir, file), 1, 1_600_000_000)),
  mode: async ({ repo }, file) => void (existsSync(join(repo.dir, file)) && chmodSync(join(repo.dir, file), 0o755)),
  remove: async ({ repo }, file) => rmSync(join(repo.dir, file), { recursive: true, force: true }),
  move: git('mv', '-f', 'FILE', 'src/moved.ts'),
  link: inTurn(
    async ({ repo }, file) => rmSync(join(repo.dir, file), { recursive: true, force: true }),
    async ({ repo, outside }, file) => symlinkSync(join(outside, 'deep/c.ts'), join(repo.dir, file)),
  ),
  linkFolder: async ({ repo, outside }) => {
    rmSync(join(repo.dir, 'src/deep'), { recursive: true, force: true });
    symlinkSync(join(outside, 'deep'), join(repo.dir, 'src/deep'));
  },
  editOutside: async ({ outside }, _file, name) => writeFileSync(join(outside, 'deep/c.ts'), textOf('c.ts', name)),
  stage: git('add', '--all'),
  stageOne: git('add', 'FILE'),
  intend: git('add', '--intent-to-add', 'FILE'),
  untrack: git('rm', '--cached', '--quiet', 'FILE'),
  commit: git('commit', '--quiet', '--all', '-m', 'More'),
  branch: git('checkout', '--quiet', '-b', 'other'),
  checkout: inTurn(git('commit', '--quiet', '--all', '-m', 'More'), git('checkout', '--quiet', '-')),
  reset: git('reset', '--quiet', '--hard'),
  back: git('reset', '--quiet', '--hard', 'HEAD~1'),
  refresh: git('status'),
  ignore: async ({ repo }, file) => put(repo, '.gitignore', `ignored/\n${file}\n`),
  ignoreNothing: async ({ repo }) => put(repo, '.gitignore', ''),
  exclude: async ({ repo }, file) => put(repo, '.git/info/exclude', `${file}\n`),
  excludesFile: async ({ outside }, file) => writeFileSync(join(outside, 'ignored'), `${file}\n`),
  contract: async ({ repo }, _file, name) => put(repo, CONTRACTS[0], contractOf(name)),
  nestedContract: async ({ repo }, _file, name) => put(repo, CONTRACTS[1], contractOf(name)),
  brokenNestedContract: async ({ repo }) => put(repo, CONTRACTS[1], 'no: contract\n'),
  noContract: async ({ repo }) => rmSync(join(repo.dir, CONTRACTS[0]), { force: true }),
  linkContract: inTurn(
    async ({ repo }) => put(repo, 'contract.txt', contractOf('VAR_B')),
    async ({ repo }) => rmSync(join(repo.dir, CONTRACTS[0]), { force: true }),
    async ({ repo }) => symlinkSync('contract.txt', join(repo.dir, CONTRACTS[0])),
  ),
  editLinkedContract: async ({ repo }, _file, name) => put(repo, 'contract.txt', contractOf(name)),
  assumeUnchanged: git('update-index', '--assume-unchanged', 'FILE'),
  skipWorktree: git('update-index', '--skip-worktree', 'FILE'),
  showAgain: inTurn(git('update-index', '--no-assume-unchanged', 'FILE'), git('update-index', '--no-skip-worktree', 'FILE')),
  filter: async ({ repo }) => put(repo, '.git/info/attributes', '* filter=flat\n'),
  noFilter: async ({ repo }) => put(repo, '.git/info/attributes', ''),
  lyingMonitor: inTurn(git('config', 'core.fsmonitor', "printf 'token\\0' #"), git('update-index', '--fsmonitor'), git('status')),
  noMonitor: inTurn(git('config', '--unset', 'core.fsmonitor'), git('update-index', '--no-fsmonitor'), git('status')),
  lazyStat: inTurn(git('config', 'core.checkStat', 'minimal'), git('config', 'core.trustctime', 'false')),
  untrackedCache: inTurn(git('config', 'core.untrackedCache', 'true'), git('status')),
  indexVersion4: git('update-index', '--index-version', '4'),
  splitIndex: git('update-index', '--split-index'),
  wholeIndex: git('update-index', '--no-split-index'),
  nestedRepository: inTurn(git('init', '--quiet', 'nested'), async ({ repo }, _file, name) =>
    put(repo, 'nested/e.ts', textOf('e.ts', name)),
  ),
  submodule: git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub.ts`),
  fileInItsPlace: async ({ repo }, _file, name) => put(repo, 'sub.ts', textOf('sub.ts', name)),
} as const satisfies Readonly<Record<string, Happening>>;
