/** How every figure is taken: whole processes in a bare environment, one after the other, the median of several runs. */
import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The command line as it is installed: the bin, not npx. */
export const BIN = join(import.meta.dirname, '../packages/lockflight/bin/lockflight.js');
export const ROOT = join(import.meta.dirname, '..');

/** Nothing of this machine's settings: an extra certificate file alone costs each start 10 ms. */
export const BARE = {
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  LC_ALL: 'C',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Bench',
  GIT_AUTHOR_EMAIL: 'bench@example.org',
  GIT_COMMITTER_NAME: 'Bench',
  GIT_COMMITTER_EMAIL: 'bench@example.org',
} as const;

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
};

export interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What becomes of its messages. Default: shown. */
  readonly stderr?: 'inherit' | 'ignore';
}

/** Milliseconds of one process from start to end; its output goes to a file, as git likes it best. Throws when it does not end with 0 (or 1, findings). */
export const timeOf = (
  command: string,
  args: readonly string[],
  output: string,
  { cwd, env = BARE, stderr = 'inherit' }: Place = {},
): Promise<number> =>
  new Promise((resolve, reject) => {
    const file = openSync(output, 'w');
    const begun = performance.now();
    const child = spawn(command, args, { ...(cwd === undefined ? {} : { cwd }), env, stdio: ['ignore', file, stderr] });
    closeSync(file);
    child.on('error', reject);
    child.on('close', (code) => {
      const took = performance.now() - begun;
      if (code === 0 || code === 1) resolve(took);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });

/** Runs the contestants in turn, so that a busy moment hits all of them alike; gives each one's median. */
export const sideBySide = async <K extends string>(
  runs: number,
  contestants: Readonly<Record<K, () => Promise<number>>>,
): Promise<Readonly<Record<K, number>>> => {
  const names = Object.keys(contestants) as K[];
  const taken = new Map<K, number[]>(names.map((name) => [name, []]));
  // The first round fills caches (V8's, the disk's) and does not count.
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const took = await contestants[name]();
      if (run > 0) taken.get(name)?.push(took);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name) ?? [])])) as Record<K, number>;
};

/** What a program says, or undefined when this machine does not have it. */
export const ask = async (command: string, args: readonly string[]): Promise<string | undefined> => {
  try {
    const { stdout, stderr } = await execute(command, args, { env: BARE, maxBuffer: 1 << 28 });
    return stdout + stderr;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

export const git = async (dir: string, ...args: readonly string[]): Promise<string> =>
  (await execute('git', ['-C', dir, ...args], { env: BARE, maxBuffer: 1 << 28 })).stdout.trim();

/** `git fast-import` of a stream written piece by piece. */
export const fastImport = (dir: string, pieces: Iterable<string>): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', dir, 'fast-import', '--quiet'], { env: BARE, stdio: ['pipe', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`git fast-import ended with ${code}`))));
    const feed = async () => {
      for (const piece of pieces) if (!child.stdin.write(piece)) await new Promise((drained) => child.stdin.once('drain', drained));
      child.stdin.end();
    };
    feed().catch(reject);
  });

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} x`;
export const perSecond = (count: number): string => `${Math.round(count).toLocaleString('en')}/s`;
