/**
 * The whole story through the generated workflows' own steps: what an event starts, on which ref, with which token and secrets is read from the files (the runner's
 * fixture), so the permissions that they ask for are proven to suffice, and the key to be out of everybody else's reach. One world for each assurance level, and one
 * on a plan that protects nothing.
 */
import { expect, test } from 'vitest';
import { type Happened, happens, type PlayedJob } from './actions-runner.fixture.ts';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';
import { newForgeWorld } from './forge-world.fixture.ts';
import { filesOf } from './recorder-files.fixture.ts';
import { SMALL_CONTRACT } from './small-contract.fixture.ts';

const KEY = 'LOCKFLIGHT_SIGNING_KEY';
/** Where the App's page says to put them. Its number is a variable; the simulator keeps values of secrets only. */
const giveApp = ({ sim, repository }: AdoptedWorld): void => {
  const { id, privateKey } = sim.appKey('lockflight');
  sim.setSecret(repository, { environment: 'lockflight', name: 'LOCKFLIGHT_APP_ID', value: String(id) });
  sim.setSecret(repository, { environment: 'lockflight', name: 'LOCKFLIGHT_APP_PRIVATE_KEY', value: privateKey });
};

/** Every job that was played, and what it comes to: who saw a secret ran on the default branch, in the recorder's own environment. */
const playing = (world: AdoptedWorld) => {
  const jobs: PlayedJob[] = [];
  return {
    jobs,
    after: async (event: Happened): Promise<string> => {
      const played = await happens(world, event);
      jobs.push(...played);
      return played.map(({ workflow, ended }) => `${workflow} ${ended}`).join(', ');
    },
  };
};

/** From a push to staging to a production that carries its tree, and what it was recorded as. */
const story = async (world: AdoptedWorld, told: 'success' | 'failure', merges: 'open' | 'guarded'): Promise<readonly PlayedJob[]> => {
  const { jobs, after } = playing(world);
  const woken = `lockflight-wake success, lockflight ${told}`;
  const candidate = await world.push('sara', 'staging', { 'feature.txt': 'one' }, 'Add a feature');
  expect(await after({ name: 'push', ref: 'staging' })).toBe(woken);
  world.pass(candidate);
  const { number, branch, head } = await world.open();
  expect(await after({ name: 'pull_request_target' })).toBe(`lockflight ${told}`);
  expect(await checkOf(world, head)).toBe('failure');
  if (merges === 'guarded') expect(await world.merge(number)).toBe(405);
  expect(await after({ name: 'issue_comment', commenter: 'Bot' })).toBe('lockflight skipped');
  await world.sign('octocat', number);
  expect(await after({ name: 'pull_request_review', ref: branch })).toBe(woken);
  expect(await checkOf(world, head)).toBe('success');
  expect(await world.tryMerge()).toBe('merged');
  expect(await after({ name: 'push', ref: 'main' })).toBe(woken);
  expect(await world.audit()).toEqual([['promoted', null]]);
  expect((await world.run('karim', 'ledger', 'verify', '--fetch', '--json')).json).toMatchObject({ ok: true, problems: [] });
  return jobs;
};

const checkOf = async (world: AdoptedWorld, commit: string, environment = 'production'): Promise<string | undefined> => {
  const { body } = await world.api('octocat', 'GET', `/commits/${commit}/check-runs`);
  return body.check_runs.find(({ name }: { name: string }) => name === `lockflight / ${environment}`)?.conclusion;
};

const levelOf = async (world: AdoptedWorld): Promise<number> => (await world.run('octocat', 'status', '--json')).json.assurance.level;

/** Who may write puts the recorder's file on a branch of his own, where a push starts it. */
const steal = async (world: AdoptedWorld): Promise<PlayedJob | undefined> => {
  const file = '.github/workflows/lockflight.yml';
  const text = filesOf('workflow', false)[file] ?? '';
  await world.git('karim', 'push', '--quiet', 'origin', 'origin/main:refs/heads/steal');
  await world.push('karim', 'steal', { [file]: text.replace(/^on:\n/m, 'on:\n  push: {}\n') }, 'Improve the workflow');
  const [mine, ...others] = await happens(world, { name: 'push', ref: 'steal' });
  expect(others.map(({ workflow }) => workflow)).not.toContain('lockflight-wake');
  return mine;
};

const sawNothingElsewhere = (jobs: readonly PlayedJob[], seen: readonly string[]): void => {
  for (const { workflow, permissions, saw, environment, ended } of jobs) {
    if (workflow === 'lockflight-wake') expect([permissions, saw, environment]).toEqual([{}, [], undefined]);
    else expect(saw).toEqual(ended === 'skipped' ? [] : seen);
  }
};

const APP = ['LOCKFLIGHT_APP_ID', 'LOCKFLIGHT_APP_PRIVATE_KEY', KEY];

test('no key is made for a recorder of which nothing says what it would run', async () => {
  const { 'package-lock.json': lockfile, ...files } = filesOf('app', false);
  await using world = await newForgeWorld({ files });
  const refused = await world.run('octocat', 'adopt');
  expect([refused.exit, refused.err]).toEqual([2, expect.stringContaining('recorder-unverified')]);
  expect(world.sim.secret(world.repository, 'lockflight', KEY)).toBeUndefined();
  await world.push('octocat', 'main', { 'package-lock.json': lockfile ?? '' }, 'Lock Lockflight');
  expect((await world.run('octocat', 'adopt')).exit).toBe(0);
});

test('a log file is read where the runner has it, and the repository is another folder', async () => {
  const logs = `${SMALL_CONTRACT.replace('- rollback-plan\n', '- rollback-plan\n      - clean-logs: { source: errors, window: 1h }\n')}sources: { errors: { kind: file, path: errors.ndjson } }\n`;
  await using world = await adoptedWorld({ files: filesOf('workflow', false, logs), private: true });
  const commit = await world.push('sara', 'staging', { 'feature.txt': 'one' });
  world.sim.deploy(world.repository, { environment: 'staging', commit });
  await world.open();
  world.sim.clock.advance(3_600_000);
  const saidAfter = async (event: Happened): Promise<string | undefined> => {
    await happens(world, event);
    return (await world.bodies('verdict')).at(-1)?.gates.find(({ gate }) => gate === 'clean-logs')?.outcome;
  };
  const line = (minutesAgo: number, level: string): string =>
    JSON.stringify({ time: new Date(world.sim.clock.now().getTime() - minutesAgo * 60_000), level });
  const written = [line(90, 'info'), line(30, 'error'), line(0, 'info'), ''].join('\n');
  expect(await saidAfter({ name: 'schedule' })).toBe('errored');
  expect(await saidAfter({ name: 'schedule', workspace: { 'errors.ndjson': written } })).toBe('blocked');
});

test('level 0: with the App, nothing checked and nothing protected', async () => {
  await using world = await adoptedWorld({ files: filesOf('app', false), private: true });
  // Adopted, and the App not yet there: nothing is recorded with a weaker token instead.
  const [early] = await happens(world, { name: 'schedule' });
  expect([early?.ended, early?.exit]).toEqual(['failure', 2]);
  expect(early?.output).toContain('no-token');
  giveApp(world);
  // Another archive under the same name and version is not even unpacked, and no step that sees a secret begins.
  const [tampered] = await happens(world, { name: 'schedule', archive: 'something else\n' });
  expect(tampered).toMatchObject({ ended: 'failure', saw: [] });
  const jobs = await story(world, 'success', 'open');
  sawNothingElsewhere(jobs, APP);
  expect(jobs.every(({ permissions }) => Object.keys(permissions).length === 0)).toBe(true);
  expect(await steal(world)).toMatchObject({ ended: 'refused', saw: [] });
  expect((await happens(world, { name: 'workflow_dispatch', ref: 'steal' })).map(({ ended }) => ended)).toEqual(['skipped']);
  await world.git('karim', 'push', '--quiet', 'origin', 'origin/steal:refs/tags/main');
  expect((await happens(world, { name: 'workflow_dispatch', ref: 'main', tag: true })).map(({ ended }) => ended)).toEqual(['skipped']);
  // What the recorder of another day would run with the key.
  expect((await happens(world, { name: 'schedule', attempt: 2 })).map(({ ended }) => ended)).toEqual(['skipped']);
  expect(await levelOf(world)).toBe(0);
});

/** Anybody may call a branch of a fork so: its end reads backwards. */
const THEIRS = 'theirs\u202e';

test("level 1: the workflow's own token, and a fork that proves nothing", async () => {
  await using world = await adoptedWorld({ files: filesOf('workflow', true), private: true });
  const jobs = await story(world, 'success', 'open');
  sawNothingElsewhere(jobs, ['GITHUB_TOKEN', KEY]);
  expect(await levelOf(world)).toBe(1);

  const fork = await world.sim.fork(world.repository, 'sara');
  const commit = await world.sim.commit(fork.fullName, {
    branch: THEIRS,
    files: { 'x.txt': '1' },
    message: 'x',
    parent: await world.head('staging'),
  });
  await world.api('sara', 'POST', '/pulls', { title: 'x', head: `sara:${THEIRS}`, base: 'staging' });
  world.pass(commit, { event: 'pull_request', headBranch: THEIRS, headRepository: fork.fullName });
  await happens(world, { name: 'pull_request_target' });
  expect(await checkOf(world, commit, 'staging')).toBe('success');
  expect((await world.bodies('evidence')).filter((evidence) => evidence.commit === commit)).toEqual([]);
});

test('level 2: production is protected, and only the green check lets anybody merge', async () => {
  await using world = await adoptedWorld({ files: filesOf('app', true), private: true });
  giveApp(world);
  expect((await world.run('octocat', 'protect', '--apply', '--yes', '--app', 'lockflight')).exit).toBe(0);
  const rulesets: { id: number; name: string }[] = (await world.api('octocat', 'GET', '/rulesets')).body;
  for (const { id, name } of rulesets) if (name.includes('ledger')) await world.api('octocat', 'DELETE', `/rulesets/${id}`);
  sawNothingElsewhere(await story(world, 'success', 'guarded'), APP);
  expect(await steal(world)).toMatchObject({ ended: 'refused', saw: [] });
  expect(await levelOf(world)).toBe(2);
});

test('a free private repository: the same story, advisory, and the key is said to be in reach', async () => {
  await using world = await adoptedWorld({ files: filesOf('workflow', true), plan: 'free-private' });
  sawNothingElsewhere(await story(world, 'success', 'open'), ['GITHUB_TOKEN', KEY]);
  expect(await steal(world)).toMatchObject({ saw: ['GITHUB_TOKEN', KEY] });
  const { json } = await world.run('octocat', 'protect', '--json');
  expect(json.findings.map(({ code }: { code: string }) => code)).toContain('recorder-key-reachable');
  expect(await levelOf(world)).toBe(1);
});
