/**
 * The embedded world: the forge simulator with one repository on it, people who have a clone and a token of their own, and the recorder, which has
 * the only key. Commands are the real ones, run through the command line's own entry; time is the forge's, so that hours can pass.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Simulator, startForge } from 'forge-simulator';
import type { Invocation } from '../cli/command.ts';
import type { Language } from '../contract/text.ts';
import { LockflightError } from '../errors.ts';
import { RECORDER_ENVIRONMENT, SIGNING_KEY } from '../flow/adopt.ts';
import { openWorld, type World } from '../flow/world.ts';
import { RECORDER_PERMISSIONS } from '../forge/github/app-permissions.ts';
import { binPath } from '../own-package.ts';
import type { Files } from './files.ts';

const execute = promisify(execFile);

export interface Ran {
  readonly exit: number;
  readonly output: string;
}

/** What a process finds around it, besides its owner's token. */
export type Surroundings = Readonly<Record<string, string>>;

export interface Stage {
  readonly folder: string;
  readonly sim: Simulator;
  readonly repository: string;
  /** A person's clone, or the recorder's. */
  cloneOf(who: string): string;
  tokenOf(who: string): string;
  lockflight(who: string, argv: readonly string[], where?: Surroundings): Promise<Ran>;
  /** git in somebody's clone, after a fetch, as themselves. A refusal is an answer. */
  git(who: string, ...argv: readonly string[]): Promise<Ran>;
  /** The same, where the answer is what is needed: git's stdout. Errors: `demo-gone`. */
  read(who: string, ...argv: readonly string[]): Promise<string>;
  /** Commits files on a branch and pushes it. */
  push(who: string, branch: string, files: Files, message: string): Promise<string>;
  worldOf(who: string): Promise<World>;
  /** What somebody does in the forge's own pages; `path` is below the repository's. */
  onForge(
    who: string,
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** The command line itself. */
  readonly main: Invocation['again'];
  readonly port?: number;
  readonly language: Language;
  readonly colour: boolean;
  readonly startsAt: Date;
  readonly owner: string;
  readonly name: string;
  readonly files: Files;
  /** The first one is the administrator. */
  readonly people: readonly string[];
  readonly agents: readonly string[];
}

export const openStage = async (options: StageOptions): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), 'lockflight-demo-'));
  const sim = await startForge(options.port === undefined ? {} : { port: options.port });
  sim.clock.set(options.startsAt);
  const accounts = new Map(
    [...options.people.map((login) => sim.addUser({ login })), ...options.agents.map((login) => sim.addBot({ login }))].map((a) => [
      a.login,
      a,
    ]),
  );
  sim.addOrg({ login: options.owner, owners: options.people.slice(0, 1) });
  const { fullName } = await sim.createRepository({ owner: options.owner, name: options.name, files: options.files });
  for (const login of accounts.keys()) sim.grant(fullName, login, login === options.people[0] ? 'admin' : 'write');
  const app = sim.addApp({ slug: 'lockflight', permissions: RECORDER_PERMISSIONS });

  const cloneOf = (who: string): string => join(folder, who);
  const tokenOf = (who: string): string => (who === 'recorder' ? app.token : (accounts.get(who)?.token ?? ''));
  const identity = (who: string) => ({ name: who, email: accounts.get(who)?.email ?? `${who}@invalid`, at: sim.clock.now() });
  const git = (who: string, ...argv: readonly string[]): Promise<RanGit> => runGit(cloneOf(who), argv, identity(who));
  for (const who of [...accounts.keys(), 'recorder'])
    await makeClone(
      cloneOf(who),
      sim.cloneUrl(fullName),
      who === 'recorder' ? undefined : { url: sim.url, token: tokenOf(who) },
      identity(who),
    );

  return {
    folder,
    sim,
    repository: fullName,
    cloneOf,
    tokenOf,
    git: async (who, ...argv) => {
      await git(who, 'fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*');
      return git(who, ...argv);
    },
    read: async (who, ...argv) => {
      await git(who, 'fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*');
      const { exit, stdout, output } = await git(who, ...argv);
      if (exit !== 0) throw demoGone(output);
      return stdout;
    },
    push: async (who, branch, files, message) => {
      await git(who, 'fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*');
      await git(who, 'checkout', '--quiet', '-B', branch, `origin/${branch}`);
      await putFiles(cloneOf(who), files);
      await git(who, 'add', '--all');
      await git(who, 'commit', '--quiet', '-m', message);
      const pushed = await git(who, 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
      if (pushed.exit !== 0) throw demoGone(pushed.output);
      return (await git(who, 'rev-parse', 'HEAD')).stdout.trim();
    },
    lockflight: async (who, argv, where = {}) => {
      let output = '';
      const key = who === 'recorder' ? sim.secret(fullName, RECORDER_ENVIRONMENT, SIGNING_KEY) : undefined;
      const environment = {
        GITHUB_TOKEN: tokenOf(who),
        LOCKFLIGHT_LANG: options.language,
        ...(key === undefined ? {} : { [SIGNING_KEY]: key }),
        ...where,
      };
      // What `run` starts writes to the process's own output: it gets a process.
      if (argv[0] === 'run') return runBin(cloneOf(who), argv, environment);
      const exit = await options.main(['-C', cloneOf(who), ...argv], {
        out: (words) => {
          output += words;
        },
        err: (words) => {
          output += words;
        },
        environment,
        colour: options.colour,
        cwd: folder,
        now: () => sim.clock.now(),
      });
      return { exit, output };
    },
    worldOf: (who) => openWorld({ directory: cloneOf(who), environment: { GITHUB_TOKEN: tokenOf(who) }, now: () => sim.clock.now() }),
    onForge: async (who, method, path, body) => {
      const answer = await fetch(`${sim.apiUrl}/repos/${fullName}/${path}`, {
        method,
        headers: { authorization: `Bearer ${tokenOf(who)}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    close: async () => {
      await sim.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

interface RanGit extends Ran {
  readonly stdout: string;
}

/** Somebody cleared the folder, or the disk is full: nothing of the story can go on. */
const demoGone = (output: string): LockflightError => {
  const [words = ''] = output.trim().split('\n');
  return new LockflightError({
    code: 'demo-gone',
    exit: 3,
    message: { en: `the world of the demo is not there any more: ${words}`, fr: `le monde de la démonstration a disparu : ${words}` },
    hint: { en: 'begin again: lockflight demo', fr: 'recommencez : lockflight demo' },
  });
};

interface Identity {
  readonly name: string;
  readonly email: string;
  readonly at: Date;
}

/** The token stands in the clone's own configuration, as a credential helper would keep it; the recorder's clone has none: it is given its token. */
const makeClone = async (
  dir: string,
  url: string,
  credential: { readonly url: string; readonly token: string } | undefined,
  identity: Identity,
): Promise<void> => {
  await mkdir(dir);
  const bare = credential === undefined ? ['--bare'] : [];
  await runGit(dir, ['init', '--quiet', '-b', 'main', ...bare], identity);
  await runGit(dir, ['remote', 'add', 'origin', url], identity);
  if (credential === undefined) return;
  const basic = Buffer.from(`x-access-token:${credential.token}`).toString('base64');
  await runGit(dir, ['config', `http.${credential.url}/.extraHeader`, `Authorization: Basic ${basic}`], identity);
  await runGit(dir, ['config', 'user.name', identity.name], identity);
  await runGit(dir, ['config', 'user.email', identity.email], identity);
  await runGit(dir, ['pull', '--quiet', 'origin', 'main'], identity);
};

const putFiles = async (dir: string, files: Files): Promise<void> => {
  for (const [path, content] of Object.entries(files)) {
    const place = join(dir, path);
    if (content === null) await rm(place, { force: true });
    else {
      await mkdir(join(place, '..'), { recursive: true });
      await writeFile(place, content);
    }
  }
};

/** The command as a person starts it: nothing of this process's environment but where programs are. */
const runBin = async (dir: string, argv: readonly string[], environment: Surroundings): Promise<Ran> => {
  const env = { PATH: process.env.PATH, HOME: dir, NO_COLOR: '1', npm_config_update_notifier: 'false', ...environment };
  const child = spawn(process.execPath, [binPath(), '-C', dir, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (words: string) => {
      output += words;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { exit: code ?? 1, output };
};

/** git with nothing of this machine's configuration, at the story's time. */
const runGit = async (dir: string, argv: readonly string[], { name, email, at }: Identity): Promise<RanGit> => {
  const date = `@${Math.floor(at.getTime() / 1000)} +0000`;
  const env = {
    PATH: process.env.PATH,
    HOME: dir,
    LC_ALL: 'C',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  };
  try {
    const { stdout, stderr } = await execute('git', ['-C', dir, ...argv], { env, maxBuffer: 1 << 26 });
    return { exit: 0, stdout, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: number; stdout?: string; stderr?: string };
    return { exit: typeof code === 'number' ? code : 1, stdout, output: stdout + stderr };
  }
};
