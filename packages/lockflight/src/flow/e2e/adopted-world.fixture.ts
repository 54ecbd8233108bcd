/**
 * An adopted repository with the small contract, and the few moves that promotions are made of. The forge does not mind who moves: people sign through its own
 * interface, workflows are played, the recorder runs when a test says so.
 *
 *     await using world = await adoptedWorld();
 *     const { number } = await world.ready({ 'feature.txt': 'one' });   // green: everything that the contract asks for is there
 *     await world.merge(number);
 */
import { afterAll, expect } from 'vitest';
import { LockflightError } from '../../errors.ts';
import type { Entry, EntryBody } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { promote } from '../promote/promote.ts';
import { readSituation } from '../verdict/situation.ts';
import { type Files, type ForgeWorld, type ForgeWorldOptions, type FrozenWorld, newForgeWorld, type Ran } from './forge-world.fixture.ts';
import { SMALL_FILES } from './small-contract.fixture.ts';

export const CI = '.github/workflows/ci.yml';

export interface Opened {
  readonly number: number;
  readonly branch: string;
  readonly head: string;
  readonly candidate: string;
}

export interface AdoptedWorld extends ForgeWorld {
  /** The workflow that proves ci-check ran for this commit. */
  pass(commit: string, run?: Partial<Parameters<ForgeWorld['sim']['completeRun']>[1]>): number;
  /** `lockflight promote staging production`, by karim. */
  open(...options: readonly string[]): Promise<Opened>;
  /** A review with one act. Default: an approval of `release` of the head as it is now. */
  sign(
    login: string,
    number: number,
    review?: { readonly act?: string; readonly event?: string; readonly commit?: string },
  ): Promise<number>;
  /** The forge's own merge button. Gives the answer's status. */
  merge(number: number, method?: 'merge' | 'squash' | 'rebase', login?: string): Promise<number>;
  /** What `promote --wait` comes to when it looks once: the state of the merge, or the code of the refusal. */
  tryMerge(): Promise<string>;
  /** Pushes `files` to staging as sara, proves and signs the head, and lets the recorder turn it green. */
  ready(files: Files): Promise<Opened>;
  /** The same, merged through `promote --wait`, and recorded. */
  promoted(files: Files): Promise<Opened>;
  /** Outcome by gate id, with the code: what `verdict` says now. */
  gates(...options: readonly string[]): Promise<Readonly<Record<string, string>>>;
  /** What the recorder says of each pull request. */
  judged(): Promise<Readonly<Record<number, string>>>;
  /** The latest check of Lockflight on a commit. */
  check(commit: string): Promise<string>;
  view(): Promise<LedgerView>;
  bodies<T extends EntryBody['type']>(type: T): Promise<readonly Extract<EntryBody, { type: T }>[]>;
  /** Class and violation of each production state since adoption, oldest first. */
  audit(): Promise<readonly (readonly [string, string | null])[]>;
}

export interface AdoptedWorldOptions extends Partial<ForgeWorldOptions> {
  /** What happened before adoption. */
  readonly before?: (world: ForgeWorld) => Promise<void>;
}

/** Adopted once for each kind of world that a file of tests asks for; every test begins from a copy. */
const frozen = new Map<string, Promise<FrozenWorld>>();

afterAll(async () => {
  for (const world of frozen.values()) await (await world)[Symbol.asyncDispose]();
});

export const adoptedWorld = async ({ before, ...options }: AdoptedWorldOptions = {}): Promise<AdoptedWorld> => {
  if (before !== undefined) return playing(await adopt(options, before));
  const kind = JSON.stringify(options);
  const known = frozen.get(kind) ?? adoptAndFreeze(options);
  frozen.set(kind, known);
  return playing(await (await known).thaw());
};

const adoptAndFreeze = async (options: Partial<ForgeWorldOptions>): Promise<FrozenWorld> => {
  await using world = await adopt(options);
  return await world.freeze();
};

const adopt = async (options: Partial<ForgeWorldOptions>, before?: AdoptedWorldOptions['before']): Promise<ForgeWorld> => {
  const world = await newForgeWorld({ files: SMALL_FILES, ...options });
  await before?.(world);
  const adopted = await world.run('octocat', 'adopt', '--json');
  if (adopted.exit !== 0) throw new Error(adopted.err);
  return world;
};

/** The moves of promotions, on an adopted world. */
export const playing = (world: ForgeWorld): AdoptedWorld => {
  const pass: AdoptedWorld['pass'] = (commit, run = {}) =>
    world.sim.completeRun(world.repository, { workflow: CI, jobs: ['check'], headCommit: commit, headBranch: 'staging', ...run }).id;
  const open: AdoptedWorld['open'] = async (...more) => {
    const { json } = succeeded(await world.run('karim', 'promote', 'staging', 'production', '--json', ...more));
    return { number: json.pullRequest, branch: json.branch, head: json.head, candidate: json.verdict?.candidate.commit };
  };
  const sign: AdoptedWorld['sign'] = async (login, number, { act = 'approve release', event = 'COMMENT', commit } = {}) => {
    const { body } = await world.api(login, 'GET', `/pulls/${number}`);
    const review = { event, body: `/lockflight ${act}`, commit_id: commit ?? body.head.sha };
    const answer = await world.api(login, 'POST', `/pulls/${number}/reviews`, review);
    expect(answer.status).toBe(200);
    return answer.body.id;
  };
  const merge: AdoptedWorld['merge'] = async (number, method = 'merge', login = 'karim') =>
    (await world.api(login, 'PUT', `/pulls/${number}/merge`, { merge_method: method })).status;
  const ready: AdoptedWorld['ready'] = async (files) => {
    pass(await world.push('sara', 'staging', files, 'Add a feature'));
    const opened = await open();
    await sign('octocat', opened.number);
    expect(await judged()).toMatchObject({ [opened.number]: 'passed' });
    return opened;
  };
  const judged: AdoptedWorld['judged'] = async () => {
    const { json } = succeeded(await world.record());
    return Object.fromEntries(json.judged.map((j: { pullRequest: number; outcome: string }) => [j.pullRequest, j.outcome]));
  };
  const view: AdoptedWorld['view'] = async () => (await readSituation(await world.worldOf('octocat'))).view;
  const tryMerge: AdoptedWorld['tryMerge'] = async () => {
    world.sim.clock.advance(60_000);
    try {
      const wait = { seconds: 0, everySeconds: 0 };
      return (await promote(await world.worldOf('karim'), { from: 'staging', to: 'production', wait })).merge.state;
    } catch (error) {
      if (error instanceof LockflightError) return error.code;
      throw error;
    }
  };
  return {
    ...world,
    tryMerge,
    pass,
    open,
    sign,
    merge,
    ready,
    judged,
    view,
    promoted: async (files) => {
      const opened = await ready(files);
      expect(await tryMerge()).toBe('merged');
      await judged();
      return opened;
    },
    gates: async (...more) => {
      const { json } = succeeded(await world.run('karim', 'verdict', 'staging', 'production', '--json', ...more));
      const gates: { id: string; outcome: string; code?: string }[] = json.gates;
      return Object.fromEntries(gates.map((g) => [g.id, g.outcome]));
    },
    check: async (commit) => {
      const { body } = await world.api('octocat', 'GET', `/commits/${commit}/check-runs`);
      const runs: { id: number; name: string; status: string; conclusion: string | null; app: { slug: string } }[] = body.check_runs;
      const [latest] = runs.filter((r) => r.name === 'lockflight / production' && r.app.slug === 'lockflight').sort((a, b) => b.id - a.id);
      return latest?.conclusion ?? latest?.status ?? 'none';
    },
    bodies: async <T extends EntryBody['type']>(type: T) =>
      (await view()).entries
        .map((entry: Entry) => entry.body)
        .filter((body): body is Extract<EntryBody, { type: T }> => body.type === type),
    audit: async () => {
      const { json } = succeeded(await world.run('octocat', 'audit', '--json'));
      return json.states.slice(1).map((s: { class: string; violation: string | null }) => [s.class, s.violation]);
    },
  };
};

/** Exit 0 (fine), 1 (findings) or 3 (something could not be had): an answer all the same. */
const succeeded = (ran: Ran): Ran => {
  if (ran.json === undefined) throw new Error(`exit ${ran.exit}: ${ran.err}`);
  return ran;
};
