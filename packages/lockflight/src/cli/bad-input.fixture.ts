/**
 * What every test of bad input asks of a call: a coded error with the next command to type, the right exit code, one JSON document on stdout, no stack, no secret, and
 * nothing changed, neither in the clone nor on the forge.
 */
import { expect } from 'vitest';
import { CODES } from '../codes.ts';
import type { ForgeWorld } from '../flow/e2e/forge-world.fixture.ts';
import { gitIn } from '../git/repository.fixture.ts';
import { main } from './main.ts';
import type { Terminal } from './terminal.ts';

export interface Called {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
  /** Of stdout; undefined when it is not JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into every command's own shape
  readonly json: any;
}

/** Runs the command line in this process, with nothing of this machine in its environment. */
export const call = async (argv: readonly string[], given: Partial<Terminal> = {}): Promise<Called> => {
  const said = { out: '', err: '' };
  const exit = await main(argv, {
    out: (words) => {
      said.out += words;
    },
    err: (words) => {
      said.err += words;
    },
    environment: {},
    colour: false,
    cwd: '/',
    now: () => new Date('2026-11-20T12:00:00Z'),
    patience: { timeoutMs: 5_000, maxWaitMs: 1_000, sleep: async () => undefined },
    ...given,
  });
  return { exit, ...said, json: parsed(said.out) };
};

const parsed = (words: string): unknown => {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
};

/** As a person of a world, in their clone; the environment may be added to. */
export const callAs = async (world: ForgeWorld, login: string, argv: readonly string[], given: Partial<Terminal> = {}): Promise<Called> =>
  call(argv, {
    cwd: await world.clone(login),
    now: () => world.sim.clock.now(),
    ...given,
    environment: { ...world.environmentOf(login), ...given.environment },
  });

/** The error of a call with `--json`, held against everything that holds for all errors. */
export const errorOf = (called: Called): { readonly code: string; readonly exit: number } => {
  expect(called.json, `stdout is one JSON document: ${called.out}${called.err}`).toBeTypeOf('object');
  const { error } = called.json;
  expect(error, called.out).toBeDefined();
  expect(error).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) });
  expect(CODES.has(error.code), `${error.code} is explained`).toBe(true);
  expect(error.code).not.toBe('internal-error');
  expect([1, 2, 3]).toContain(called.exit);
  expect(called.err.replace(/\s+/g, ' ')).toContain(`[${error.code}]`);
  expect(called.err).toContain('  -> ');
  noStack(called);
  return { code: error.code, exit: called.exit };
};

export const noStack = ({ out, err }: Called): void => {
  expect(out + err).not.toMatch(/^\s+at .*(\.ts|node:)/m);
  expect(out + err).not.toMatch(/\b(TypeError|RangeError|SyntaxError|ZodError|HttpError)\b/);
};

/** No byte that was printed holds a token or the key. */
export const keepsSecrets = (world: ForgeWorld, called: readonly Called[]): void => {
  const words = called.map(({ out, err }) => out + err).join('\n');
  const { GITHUB_TOKEN, LOCKFLIGHT_SIGNING_KEY } = world.environmentOf('recorder');
  const tokens = [...PEOPLE.map((login) => world.environmentOf(login).GITHUB_TOKEN), GITHUB_TOKEN];
  for (const token of tokens) if (token !== undefined) expect(words.includes(token), 'a token was printed').toBe(false);
  for (const line of (LOCKFLIGHT_SIGNING_KEY ?? '').split(/\s+/))
    if (line.length > 20) expect(words.includes(line), 'the key was printed').toBe(false);
};

const PEOPLE = ['octocat', 'amina', 'karim', 'sara', 'koomy-agent'];

/** Branches, tags, HEAD and the working tree: everything that is a person's own. What was fetched from the remote is not. */
export const stateOfClone = async (dir: string): Promise<string> => {
  const bare = (await gitIn(dir, ['rev-parse', '--is-bare-repository'])) === 'true';
  return [
    await gitIn(dir, ['for-each-ref', 'refs/heads', 'refs/tags', 'refs/stash']),
    await gitIn(dir, ['rev-parse', '--symbolic-full-name', 'HEAD']).catch(() => 'no HEAD'),
    bare ? '' : await gitIn(dir, ['status', '--porcelain', '--ignored']),
    await gitIn(dir, ['config', '--local', '--list']),
  ].join('\n');
};

export const stateOfForge = (world: ForgeWorld): Promise<string> => gitIn(world.dir, ['for-each-ref', '--format=%(refname) %(objectname)']);

/** Runs `act`, and asks that clone and forge are as they were. */
export const changesNothing = async <T>(world: ForgeWorld, login: string, act: () => Promise<T>): Promise<T> => {
  const dir = await world.clone(login);
  const before = [await stateOfClone(dir), await stateOfForge(world)];
  const answer = await act();
  expect([await stateOfClone(dir), await stateOfForge(world)]).toEqual(before);
  return answer;
};
