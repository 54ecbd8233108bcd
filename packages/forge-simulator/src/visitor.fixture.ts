/** A visitor of the simulator for its tests: asks the REST interface, and works with real git in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ForgeOptions, type Simulator, startForge } from './index.ts';

/** A simulator that is stopped when the test ends. */
export const forge = async (options: ForgeOptions = {}): Promise<Simulator> => {
  const sim = await startForge(options);
  onTestFinished(() => sim.stop());
  return sim;
};

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape.
  readonly body: any;
  readonly headers: Headers;
}

export type Ask = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** Asks with a token; without one, as nobody. */
export const asking =
  (sim: Simulator, token?: string): Ask =>
  async (method, path, body) => {
    const url = path.startsWith('http') ? path : `${sim.apiUrl}${path}`;
    const response = await fetch(url, {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
  };

export interface GitOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const git = (cwd: string, ...args: readonly string[]): Promise<GitOutcome> =>
  new Promise((resolve, reject) => {
    const who = { GIT_AUTHOR_NAME: 'Visitor', GIT_AUTHOR_EMAIL: 'visitor@example.org', GIT_COMMITTER_NAME: 'Visitor' };
    const bare = { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
    const env = { ...process.env, ...who, GIT_COMMITTER_EMAIL: 'visitor@example.org', ...bare };
    const child = spawn('git', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 255, stdout: stdout.trim(), stderr }));
  });

export interface Clone {
  readonly dir: string;
  run(...args: readonly string[]): Promise<GitOutcome>;
  /** Runs git, and fails the test unless it succeeds. Returns what it printed. */
  must(...args: readonly string[]): Promise<string>;
  /** Writes files, commits all, returns the commit. */
  commit(message: string, files: Readonly<Record<string, string>>): Promise<string>;
}

/** A clone in a folder of its own, removed when the test ends. */
export const clone = async (url: string): Promise<Clone> => {
  const parent = await mkdtemp(join(tmpdir(), 'visitor-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const dir = join(parent, 'clone');
  const run = (...args: readonly string[]) => git(dir, ...args);
  const must = async (...args: readonly string[]) => {
    const outcome = await run(...args);
    if (outcome.code !== 0) throw new Error(`git ${args.join(' ')}: ${outcome.stderr}`);
    return outcome.stdout;
  };
  const cloned = await git(parent, 'clone', '--quiet', url, 'clone');
  if (cloned.code !== 0) throw new Error(cloned.stderr);
  return {
    dir,
    run,
    must,
    commit: async (message, files) => {
      for (const [path, content] of Object.entries(files)) await writeFile(join(dir, path), content);
      await must('add', '--all');
      await must('commit', '--quiet', '--allow-empty', '--message', message);
      return must('rev-parse', 'HEAD');
    },
  };
};

/** A private repository `acme/app` of an organization, with an owner, a writer and a reader. */
export const acme = async (sim: Simulator) => {
  const olga = sim.addUser({ login: 'olga', email: 'olga@example.org' });
  const wim = sim.addUser({ login: 'wim' });
  const rita = sim.addUser({ login: 'rita' });
  sim.addOrg({ login: 'acme', owners: ['olga'], members: ['wim', 'rita'] });
  const repository = await sim.createRepository({ owner: 'acme', name: 'app', private: true, files: { 'readme.md': 'one\n' } });
  sim.grant('acme/app', 'wim', 'write');
  sim.grant('acme/app', 'rita', 'read');
  return { repository, olga, wim, rita, asOlga: asking(sim, olga.token), asWim: asking(sim, wim.token), asRita: asking(sim, rita.token) };
};
