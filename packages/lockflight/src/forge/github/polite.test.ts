import { setTimeout as pause } from 'node:timers/promises';
import { type Simulator, startForge } from 'forge-simulator';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openConnection } from './connection.ts';
import { ENDPOINTS, type Endpoint } from './endpoints.ts';
import { openGitHub } from './open.ts';
import { Pace } from './pace.ts';

const REPOSITORY = 'acme/koomy';

/** A private repository of an organisation, with its owner and an App that may do everything. */
const world = async () => {
  const sim = await startForge();
  onTestFinished(() => sim.stop());
  sim.clock.freeze(new Date('2026-11-20T12:00:00Z'));
  const olga = sim.addUser({ login: 'olga' });
  sim.addOrg({ login: 'acme', owners: ['olga'] });
  await sim.createRepository({ owner: 'acme', name: 'koomy', private: true, files: { 'a.txt': '1' } });
  const waits: number[] = [];
  const about = (token: string) => ({
    apiUrl: sim.apiUrl,
    fullName: REPOSITORY,
    token,
    now: () => sim.clock.now(),
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      sim.clock.advance(milliseconds);
    },
  });
  return { sim, olga, waits, about };
};

const answers = (sim: Simulator) => sim.requests.map(({ status }) => status);

describe('what was read before', () => {
  test('is asked for only if it changed, which costs nothing', async () => {
    const { sim, olga, about } = await world();
    const connection = openConnection(about(olga.token));
    const forge = openGitHub(about(olga.token));
    const read = async () => (await connection.call('GET /repos/{owner}/{repo}')).answer.at('id').id();
    const first = await read();
    const left = connection.budget.allowance()?.remaining;
    expect(await read()).toBe(first);
    expect(answers(sim)).toEqual([200, 304]);
    expect(connection.budget.allowance()?.remaining).toBe(left);
    expect(connection.budget.spent()).toEqual([{ endpoint: 'GET /repos/{owner}/{repo}', requests: 2, free: 1 }]);
    await forge.allowMergeMethods({ squash: false });
    const changed = (await connection.call('GET /repos/{owner}/{repo}')).answer.at('allow_squash_merge').flag();
    expect(changed).toBe(false);
    expect(answers(sim).at(-1)).toBe(200);
  });

  test('a list of several pages is as long the second time', async () => {
    const { sim, olga, about } = await world();
    const forge = openGitHub(about(olga.token));
    for (let at = 0; at < 130; at += 1) await forge.createComment((await firstIssue(sim, olga.token)) ?? 1, `${at}`);
    expect(await forge.comments(1)).toHaveLength(130);
    const before = sim.requests.length;
    expect(await forge.comments(1)).toHaveLength(130);
    expect(answers(sim).slice(before)).toEqual([304, 304]);
  });
});

const firstIssue = async (sim: Simulator, token: string): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  const known = (await (await fetch(`${sim.apiUrl}/repos/${REPOSITORY}/issues`, { headers })).json()) as readonly { number: number }[];
  if (known[0] !== undefined) return known[0].number;
  const body = JSON.stringify({ title: 'x' });
  await fetch(`${sim.apiUrl}/repos/${REPOSITORY}/issues`, { method: 'POST', headers, body });
  return 1;
};

describe('limits', () => {
  test('eighty writes a minute, whatever the forge would take', async () => {
    const pace = new Pace();
    for (let at = 0; at < 80; at += 1) {
      expect(pace.wait(1000 + at)).toBe(0);
      pace.note(1000 + at);
    }
    expect(pace.wait(2000)).toBe(59_000);
    expect(pace.wait(61_000)).toBe(0);
    const { sim, olga, waits, about } = await world();
    await firstIssue(sim, olga.token);
    sim.limits({ contentPerMinute: 81 });
    const forge = openGitHub(about(olga.token));
    for (let at = 0; at < 170; at += 1) await forge.comment(1, `${at}`);
    expect(answers(sim)).not.toContain(403);
    expect(waits).toHaveLength(2);
    expect(await forge.comments(1)).toHaveLength(170);
  });

  test('a secondary limit is waited out as long as it says, and the write is there once', async () => {
    const { sim, olga, waits, about } = await world();
    await firstIssue(sim, olga.token);
    sim.limits({ contentPerMinute: 2 });
    const forge = openGitHub(about(olga.token));
    for (let at = 0; at < 3; at += 1) await forge.comment(1, `${at}`);
    expect(waits).toEqual([60_000]);
    expect((await forge.comments(1)).map(({ body }) => body)).toEqual(['0', '1', '2']);
  });

  test('the hour is over: said, with the time, and never a shorter answer', async () => {
    const { sim, olga, about } = await world();
    sim.limits({ perHour: 1 });
    const forge = openGitHub(about(olga.token));
    await forge.repository();
    await expect(forge.openIssues([])).rejects.toMatchObject({
      code: 'forge-rate-limited',
      message: expect.stringContaining('2026-11-20T13:00:00.000Z'),
    });
    sim.clock.advance(3_600_000);
    expect(await forge.openIssues([])).toEqual([]);
  });
});

describe('bad days', () => {
  test('a page that breaks off is read again; one that is cut short for good is an error', async () => {
    const { sim, olga, about } = await world();
    const forge = openGitHub(about(olga.token));
    const match = (_method: string, path: string): boolean =>
      path.endsWith('/pulls') || path.endsWith('/rulesets') || path.endsWith('/runs');
    sim.faults.add({ match, cutBody: true, times: 1 });
    expect(await forge.pullRequests({})).toEqual([]);
    sim.faults.add({ match, cutBody: true });
    await expect(forge.rulesets()).rejects.toMatchObject({ code: 'forge-unavailable' });
    sim.faults.clear();
    const commit = await sim.commit(REPOSITORY, { files: { 'b.txt': '2' }, message: 'b' });
    sim.completeRun(REPOSITORY, { workflow: '.github/workflows/ci.yml', jobs: ['test'], headCommit: commit, headBranch: 'main' });
    sim.faults.add({ match, loseItems: 1 });
    await expect(forge.workflowRuns({ headCommit: commit })).rejects.toMatchObject({ code: 'forge-nonsense' });
  });

  test('a token that is revoked between two pages', async () => {
    const { sim, olga, about } = await world();
    const wim = sim.addUser({ login: 'wim' });
    sim.grant(REPOSITORY, 'wim', 'write');
    const writer = openGitHub(about(olga.token));
    await firstIssue(sim, olga.token);
    for (let at = 0; at < 101; at += 1) await writer.comment(1, `${at}`);
    const forge = openGitHub(about(wim.token));
    sim.faults.add({ match: (_method, path) => path.endsWith('/comments'), latencyMs: 200, skip: 1 });
    const reading = forge.comments(1);
    const outcome = expect(reading).rejects.toMatchObject({ code: 'forge-unauthorized' });
    while (!sim.requests.some(({ query }) => query.includes('page=2'))) await pause(5);
    sim.revoke(wim.token);
    await outcome;
  });

  test('renamed, transferred: found under its old name, with its number, for reading and for writing', async () => {
    const { sim, olga, about } = await world();
    const forge = openGitHub(about(olga.token));
    const { id } = await forge.repository();
    sim.addOrg({ login: 'other', owners: ['olga'] });
    sim.rename(REPOSITORY, 'other/kummi');
    expect(await forge.repository()).toMatchObject({ id, fullName: 'other/kummi' });
    expect(await forge.branchHead('main')).toMatch(/^[0-9a-f]{40}$/);
    await forge.allowMergeMethods({ squash: false });
    expect((await forge.repository()).mergeMethods.squash).toBe(false);
    const stranger = openGitHub(about(sim.addUser({ login: 'sam' }).token));
    await expect(stranger.repository()).rejects.toMatchObject({ code: 'forge-not-found' });
  });

  test('archived: read, never written; made private: gone for who may not see it', async () => {
    const { sim, olga, about } = await world();
    sim.settings(REPOSITORY, { private: false });
    const sam = openGitHub(about(sim.addUser({ login: 'sam' }).token));
    expect((await sam.repository()).private).toBe(false);
    sim.settings(REPOSITORY, { private: true });
    await expect(sam.repository()).rejects.toMatchObject({ code: 'forge-not-found' });
    sim.settings(REPOSITORY, { archived: true });
    const forge = openGitHub(about(olga.token));
    expect((await forge.repository()).archived).toBe(true);
    await expect(forge.createComment(1, 'x')).rejects.toMatchObject({ code: 'forge-forbidden' });
  });

  test('a user who is renamed keeps his number, and somebody else may take the name', async () => {
    const { sim, olga, about } = await world();
    const forge = openGitHub(about(olga.token));
    const before = await forge.account('olga');
    sim.renameUser('olga', 'olga-2');
    const mallory = sim.addUser({ login: 'olga' });
    expect(await forge.account('olga-2')).toEqual({ ...before, login: 'olga-2' });
    expect((await forge.account('olga')).id).toBe(mallory.id);
    expect((await forge.viewer()).id).toBe(before.id);
  });

  test('a read that lags behind a write says what was, and catches up', async () => {
    const { sim, olga, about } = await world();
    const forge = openGitHub(about(olga.token));
    const before = await forge.branchHead('main');
    sim.clock.advance(60_000);
    sim.staleReads(20_000);
    const after = await sim.commit(REPOSITORY, { files: { 'b.txt': '2' }, message: 'b' });
    expect(await forge.branchHead('main')).toBe(before);
    sim.clock.advance(20_000);
    expect(await forge.branchHead('main')).toBe(after);
  });
});

test('the table of permissions is what the simulator asks for', async () => {
  const { sim, olga, about } = await world();
  const connection = openConnection(about(olga.token));
  const parameters = {
    ...{ ref: 'heads/main', branch: 'main', commit_sha: 'main', basehead: 'main...main', username: 'olga', app_slug: 'github-actions' },
    ...{ pull_number: 1, issue_number: 1, comment_id: 1, check_run_id: 1, ruleset_id: 1, run_id: 1, attempt_number: 1, deployment_id: 1 },
    ...{ workflow_id: 'ci.yml', environment_name: 'e', secret_name: 'S', org: 'acme', team_slug: 't' },
  };
  const different: string[] = [];
  for (const [endpoint, permission] of Object.entries(ENDPOINTS)) {
    await connection.call(endpoint as Endpoint, parameters).catch(() => undefined);
    const needed = sim.requests.at(-1)?.needed;
    if (needed !== permission) different.push(`${endpoint}: ${permission} here, ${needed} there`);
  }
  expect(different).toEqual([]);
});
