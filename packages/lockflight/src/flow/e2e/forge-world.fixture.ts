/**
 * A whole world for tests: the forge simulator, one repository on it, people with clones and tokens of their own, and the recorder in its trusted place.
 *
 *     await using world = await newForgeWorld({ files });
 *     await world.push('sara', 'staging', { 'a.txt': 'two' });
 *     await world.record();
 *     const { exit, json } = await world.run('octocat', 'verdict', 'staging', 'production', '--json');
 *
 * Commands run in this process through `main`, exactly as the bin does. Time is the simulator's.
 */
import { appendFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Simulator, startForge } from 'forge-simulator';
import { main } from '../../cli/main.ts';
import { RECORDER_PERMISSIONS } from '../../forge/github/app-permissions.ts';
import { gitIn, newFolder, writeOrRemove } from '../../git/repository.fixture.ts';
import { RECORDER_ENVIRONMENT, SIGNING_KEY } from '../adopt.ts';
import { openWorld, type World } from '../world.ts';

export type Files = Readonly<Record<string, string | null>>;

export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into every command's own shape
  readonly json: any;
}

export interface ForgeWorld extends AsyncDisposable {
  readonly sim: Simulator;
  readonly repository: string;
  /** The forge's own bare repository. */
  readonly dir: string;
  /** What a person's process would have in its environment: their token; for the recorder, the key too. */
  environmentOf(login: string): Readonly<Record<string, string | undefined>>;
  /** Folder of a person's clone; made at the first use. */
  clone(login: string): Promise<string>;
  /** Runs git in a person's clone, after a fetch, with their identity and token. */
  git(login: string, ...args: readonly string[]): Promise<string>;
  /** Commits on a branch and pushes it, as a person would; gives the commit. */
  push(login: string, branch: string, files: Files, message?: string): Promise<string>;
  /** Where a branch is on the forge. */
  head(branch: string): Promise<string>;
  tree(rev: string): Promise<string>;
  /** The command line, as a person. */
  run(login: string, ...argv: readonly string[]): Promise<Ran>;
  /** The recorder's own run, with the key that only it can see. */
  record(...argv: readonly string[]): Promise<Ran>;
  worldOf(login: string): Promise<World>;
  /** One request to the forge's own interface, as a person (or `recorder`), below `/repos/OWNER/NAME`. */
  api(login: string, method: string, path: string, body?: unknown): Promise<Answered>;
  /** This world as it is now, to begin others from. */
  freeze(): Promise<FrozenWorld>;
}

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly body: any;
}

export interface ForgeWorldOptions {
  readonly files: Files;
  readonly people?: readonly string[];
  readonly bots?: readonly string[];
  readonly branches?: readonly string[];
  /** Default: everybody may read it. */
  readonly private?: boolean;
  /** Of the account: `free-private` is private too, and has no rules. */
  readonly plan?: 'full' | 'free-private';
}

const START = new Date('2026-11-16T09:00:00Z');

/** Everything that a world is made of, and can be copied with. */
interface Ground {
  readonly folder: { readonly dir: string } & AsyncDisposable;
  readonly sim: Simulator;
  readonly fullName: string;
  readonly people: readonly string[];
  readonly tokens: ReadonlyMap<string, string>;
  readonly emails: ReadonlyMap<string, string>;
  /** Folders of those who have a clone already. */
  readonly clones: Map<string, Promise<string>>;
}

export const newForgeWorld = async (options: ForgeWorldOptions): Promise<ForgeWorld> => worldOn(await newGround(options));

const newGround = async ({
  files,
  people = ['octocat', 'amina', 'karim', 'sara'],
  bots = ['koomy-agent'],
  branches = ['staging'],
  plan = 'full',
  private: hidden = plan === 'free-private',
}: ForgeWorldOptions): Promise<Ground> => {
  const folder = await newFolder();
  const sim = await startForge({ plan });
  sim.clock.freeze(START);
  const tokens = new Map<string, string>();
  const emails = new Map<string, string>();
  for (const login of people) remember(sim.addUser({ login }));
  for (const login of bots) remember(sim.addBot({ login }));
  function remember(account: { readonly login: string; readonly token: string; readonly email: string }): void {
    tokens.set(account.login, account.token);
    emails.set(account.login, account.email);
  }
  sim.addOrg({ login: 'koomy', owners: people.slice(0, 1) });
  const { fullName, dir: forgeDir } = await sim.createRepository({ owner: 'koomy', name: 'koomy', private: hidden, files });
  for (const login of [...people, ...bots]) sim.grant(fullName, login, login === people[0] ? 'admin' : 'write');
  for (const branch of branches)
    await sim.commit(fullName, { branch, files: {}, message: `Begin ${branch}`, parent: await headAt(forgeDir, 'main') });
  const app = sim.addApp({ slug: 'lockflight', permissions: RECORDER_PERMISSIONS });
  tokens.set('recorder', app.token);
  return { folder, sim, fullName, people, tokens, emails, clones: new Map() };
};

const worldOn = (ground: Ground): ForgeWorld => {
  const { folder, sim, fullName, people, tokens, emails, clones } = ground;
  const forgeDir = sim.directory(fullName);

  /** Two things never happen at the same moment here. */
  const tick = (): void => sim.clock.advance(60_000);

  const clone = (login: string): Promise<string> => {
    const known = clones.get(login) ?? makeClone(login);
    clones.set(login, known);
    return known;
  };
  const makeClone = async (login: string): Promise<string> => {
    const dir = join(folder.dir, login);
    await mkdir(dir);
    await gitIn(dir, ['init', '--quiet', '-b', 'main', ...(login === 'recorder' ? ['--bare'] : [])]);
    const basic = Buffer.from(`x-access-token:${tokens.get(login)}`).toString('base64');
    const origin = `[remote "origin"]\n\turl = ${sim.cloneUrl(fullName)}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n`;
    const own = `[http "${sim.url}/"]\n\textraHeader = Authorization: Basic ${basic}\n[user]\n\tname = ${login}\n\temail = ${emails.get(login) ?? ''}\n`;
    if (login === 'recorder') {
      await appendFile(join(dir, 'config'), origin);
      return dir;
    }
    await appendFile(join(dir, '.git', 'config'), `${origin}${own}`);
    await gitIn(dir, ['fetch', '--quiet', forgeDir, '+refs/heads/main:refs/remotes/origin/main']);
    await gitIn(dir, ['reset', '--quiet', '--hard', 'origin/main']);
    return dir;
  };
  const git = async (login: string, ...args: readonly string[]): Promise<string> => {
    await refresh(login);
    return gitHere(login, ...args);
  };
  /** Straight from the forge's folder: what a fetch over HTTP brings, with less ado. */
  const refresh = async (login: string): Promise<void> => {
    await gitIn(await clone(login), ['fetch', '--quiet', forgeDir, '+refs/heads/*:refs/remotes/origin/*']);
  };
  const gitHere = async (login: string, ...args: readonly string[]): Promise<string> => {
    const dir = await clone(login);
    const email = emails.get(login) ?? '';
    return gitIn(dir, args, Math.floor(sim.clock.now().getTime() / 1000), { name: login, email });
  };
  const environmentOf = (login: string): Readonly<Record<string, string | undefined>> => {
    const key = login === 'recorder' ? sim.secret(fullName, RECORDER_ENVIRONMENT, SIGNING_KEY) : undefined;
    return { GITHUB_TOKEN: tokens.get(login), ...(key === undefined ? {} : { [SIGNING_KEY]: key }) };
  };
  const run = async (login: string, ...argv: readonly string[]): Promise<Ran> => {
    tick();
    const said = { out: '', err: '' };
    const exit = await main(['-C', await clone(login), ...argv], {
      out: (words) => {
        said.out += words;
      },
      err: (words) => {
        said.err += words;
      },
      environment: environmentOf(login),
      colour: false,
      cwd: folder.dir,
      now: () => sim.clock.now(),
    });
    return { exit, ...said, json: argv.includes('--json') && said.out !== '' ? JSON.parse(said.out) : undefined };
  };
  return {
    sim,
    repository: fullName,
    dir: forgeDir,
    environmentOf,
    clone,
    git,
    push: async (login, branch, changes, message = 'Change something') => {
      tick();
      const dir = await clone(login);
      await refresh(login);
      await gitHere(login, 'checkout', '--quiet', '-B', branch, `origin/${branch}`);
      for (const [path, content] of Object.entries(changes)) await writeOrRemove(join(dir, path), content);
      if (Object.keys(changes).length > 0) await gitHere(login, 'add', '--all');
      await gitHere(login, 'commit', '--quiet', '--allow-empty', '-m', message);
      await gitHere(login, 'push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
      return gitHere(login, 'rev-parse', 'HEAD');
    },
    head: (branch) => headAt(forgeDir, branch),
    tree: (rev) => git(people[0] ?? '', 'rev-parse', `${rev}^{tree}`),
    run,
    record: (...argv) => run('recorder', 'record', '--json', ...argv),
    worldOf: async (login) =>
      openWorld({ directory: await clone(login), environment: { GITHUB_TOKEN: tokens.get(login) }, now: () => sim.clock.now() }),
    api: async (login, method, path, body) => {
      tick();
      const response = await fetch(`${sim.apiUrl}/repos/${fullName}${path}`, {
        method,
        headers: { authorization: `Bearer ${tokens.get(login)}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    freeze: () => freezeGround(ground),
    [Symbol.asyncDispose]: async () => {
      await sim.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
};

/** A world as it is at one moment, to go on from as often as one likes. */
export interface FrozenWorld extends AsyncDisposable {
  thaw(): Promise<ForgeWorld>;
}

const freezeGround = async (ground: Ground): Promise<FrozenWorld> => {
  const snapshot = await ground.sim.snapshot();
  const folder = await newFolder();
  const logins = [...ground.clones.keys()];
  await copyClones(ground.folder.dir, folder.dir, logins, (config) => config);
  const { url } = ground.sim;
  return {
    thaw: async () => {
      const [sim, own] = await Promise.all([startForge({ from: snapshot }), newFolder()]);
      await copyClones(folder.dir, own.dir, logins, (config) => config.replaceAll(url, sim.url));
      return worldOn({
        ...ground,
        sim,
        folder: own,
        clones: new Map(logins.map((login) => [login, Promise.resolve(join(own.dir, login))])),
      });
    },
    [Symbol.asyncDispose]: async () => {
      await snapshot[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
};

/** A clone's configuration names the forge's address: each forge has its own. */
const copyClones = async (from: string, to: string, logins: readonly string[], edit: (config: string) => string): Promise<void> => {
  for (const login of logins) {
    await cp(join(from, login), join(to, login), { recursive: true });
    const config = join(to, login, ...(login === 'recorder' ? [] : ['.git']), 'config');
    await writeFile(config, edit(await readFile(config, 'utf8')));
  }
};

const headAt = (dir: string, branch: string): Promise<string> =>
  gitIn(dir, ['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`]);
