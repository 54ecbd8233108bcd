/** Which runs of which workflows prove anything, and evidence that belongs to an environment. */
import { expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const GATE = 'evidence:ci-check';

test('only the named workflow, on that very commit, proves it', async () => {
  await using world = await adoptedWorld({
    files: {
      ...SMALL_FILES,
      '.github/workflows/mine.yml': 'name: mine\non: push\njobs:\n  check: { runs-on: ubuntu-latest, steps: [] }\n',
    },
  });
  const { sim } = world;
  const before = await world.head('staging');
  await world.sim.fork(world.repository, 'sara');
  const commit = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  world.pass(commit, { workflow: '.github/workflows/mine.yml' });
  world.pass(commit, { jobs: ['lint'] });
  world.pass(commit, { event: 'pull_request_target' });
  world.pass(commit, { event: 'workflow_run' });
  world.pass(commit, { headRepository: 'sara/koomy' });
  world.pass(commit, { conclusion: 'cancelled' });
  world.pass(before);
  const { token } = world.sim.addApp({ slug: 'forger', permissions: { checks: 'write', metadata: 'read' } });
  await fetch(`${world.sim.apiUrl}/repos/${world.repository}/check-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: 'check', head_sha: commit, status: 'completed', conclusion: 'success' }),
  });
  expect((await world.gates())[GATE]).toBe('blocked');
  expect((await world.record()).json.refusals.map((r: { code: string }) => r.code)).toEqual(['evidence-other-tree', 'evidence-other-tree']);

  const passed = world.pass(commit);
  expect((await world.gates())[GATE]).toBe('passed');
  world.sim.clock.advance(60_000);
  world.pass(commit, { conclusion: 'cancelled' });
  expect((await world.gates())[GATE]).toBe('passed');
  await world.judged();
  world.sim.clock.advance(60_000);
  world.sim.finishRun(world.repository, passed, { jobs: ['check'], conclusion: 'failure' });
  expect((await world.gates())[GATE]).toBe('blocked');
  await world.judged();
  expect((await world.bodies('evidence')).filter((e) => e.commit === commit).map((e) => [e.run?.attempt, e.result])).toEqual([
    [1, 'passed'],
    [2, 'failed'],
  ]);

  // Run again for the sake of another job: this one is as it was the first time, and older than the failure.
  const long = new Date(sim.clock.now().getTime() - HOUR);
  sim.clock.advance(60_000);
  sim.finishRun(world.repository, passed, { jobs: ['lint', { name: 'check', startedAt: long, completedAt: long }] });
  expect((await world.gates())[GATE]).toBe('blocked');
  // Two jobs of one name: it takes both.
  sim.clock.advance(60_000);
  world.pass(commit, { jobs: ['check', { name: 'check', conclusion: 'failure' }] });
  expect((await world.gates())[GATE]).toBe('blocked');
  sim.clock.advance(60_000);
  world.pass(commit);
  expect((await world.gates())[GATE]).toBe('passed');
});

test('a run on the merge of a pull request counts only where the base was in the head already', async () => {
  await using world = await adoptedWorld();
  await world.git('sara', 'push', '--quiet', 'origin', 'origin/staging:refs/heads/feature');
  const commit = await world.push('sara', 'feature', { 'a.txt': 'one\n' });
  await world.api('sara', 'POST', '/pulls', { title: 'Feature', head: 'feature', base: 'staging' });
  await world.push('karim', 'staging', { 'b.txt': 'two\n' });
  world.pass(commit, { event: 'pull_request', headBranch: 'feature' });
  expect((await world.gates('--candidate', commit))[GATE]).toBe('blocked');
  // Pointed at an older branch afterwards, it is what it was: what the run tested does not change.
  await world.git('sara', 'push', '--quiet', 'origin', `${await world.head('main')}:refs/heads/older`);
  const [pull] = (await world.api('sara', 'GET', '/pulls?state=open')).body;
  expect((await world.api('sara', 'PATCH', `/pulls/${pull.number}`, { base: 'older' })).status).toBe(200);
  expect((await world.gates('--candidate', commit))[GATE]).toBe('blocked');
  expect((await world.api('sara', 'PATCH', `/pulls/${pull.number}`, { base: 'staging' })).status).toBe(200);
  await world.git('sara', 'checkout', '--quiet', 'feature');
  await world.git('sara', 'merge', '--quiet', '--no-ff', '-m', 'Catch up', 'origin/staging');
  await world.git('sara', 'push', '--quiet', 'origin', 'feature');
  const head = await world.git('sara', 'rev-parse', 'HEAD');
  world.sim.clock.advance(2_000);
  world.pass(head, { event: 'pull_request', headBranch: 'feature' });
  expect((await world.gates('--candidate', head))[GATE]).toBe('passed');
});

const DEPLOYED = SMALL_CONTRACT.replace(
  'flow:\n',
  `  smoke: { run: npm run smoke, proves: [ { kind: smoke, environment: staging, workflow: .github/workflows/smoke.yml, job: staging }, { kind: smoke, environment: production, workflow: .github/workflows/smoke.yml, job: production } ] }
flow:
`,
).replace(
  '      - rollback-plan\n',
  `      - deployed: { now: true }
      - evidence: { of: smoke }
      - soak: 1h
    verify: { kinds: [smoke], within: 2h }
`,
);
const DEPLOYED_FILES = {
  ...SMALL_FILES,
  'lockflight.yaml': DEPLOYED,
  '.github/workflows/smoke.yml': 'name: smoke\non: workflow_dispatch\njobs: {}\n',
};
const HOUR = 3_600_000;

test('evidence of an environment counts while it ran this tree, and a promotion is verified there', async () => {
  await using world = await adoptedWorld({ files: DEPLOYED_FILES });
  const { sim, repository } = world;
  const smoke = (commit: string, job: string, conclusion: 'success' | 'failure' = 'success'): void => {
    sim.clock.advance(60_000);
    world.pass(commit, { workflow: '.github/workflows/smoke.yml', jobs: [job], event: 'workflow_dispatch', conclusion });
  };
  const commit = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  world.pass(commit);
  smoke(commit, 'staging'); // before it is deployed: it cannot have seen this tree
  expect(await world.gates()).toMatchObject({ deployed: 'blocked', 'evidence:smoke': 'errored', soak: 'blocked' });

  sim.deploy(repository, { environment: 'staging', commit });
  smoke(commit, 'staging');
  expect(await world.gates()).toMatchObject({ deployed: 'passed', 'evidence:smoke': 'passed', soak: 'blocked' });
  sim.clock.advance(HOUR);
  const { number } = await world.open();
  await world.sign('octocat', number);
  expect(await world.judged()).toEqual({ [number]: 'passed' });

  // The deployments cannot be read: what rests on them is errored, and evidence waits instead of being written off.
  const clear = sim.faults.add({ match: (method, path) => method === 'GET' && path.includes('/deployments'), status: 404 });
  smoke(commit, 'staging');
  expect(await world.gates()).toMatchObject({ deployed: 'errored', soak: 'errored', 'evidence:smoke': 'errored' });
  const record = await world.record();
  expect(record).toMatchObject({ exit: 3, json: { unavailable: [{ source: 'deployments' }] } });
  clear();
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect((await world.bodies('evidence')).filter((e) => e.kind === 'smoke').map((e) => e.result)).toEqual(['errored', 'passed', 'passed']);

  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  const merged = await world.head('main');
  smoke(merged, 'production'); // not deployed yet: it saw another tree
  await world.judged();
  sim.deploy(repository, { environment: 'production', commit: merged });
  await world.judged();
  smoke(merged, 'production');
  await world.judged();
  expect((await world.bodies('promotion')).map((p) => p.phase)).toEqual(['proposed', 'ready', 'merged', 'deployed', 'verified']);
});

test('a promotion whose smoke fails, or never comes, has failed', async () => {
  for (const ending of ['failure', 'silence'] as const) {
    await using world = await adoptedWorld({
      files: {
        ...DEPLOYED_FILES,
        'lockflight.yaml': DEPLOYED.replace('      - soak: 1h\n', '')
          .replace('      - evidence: { of: smoke }\n', '')
          .replace('      - deployed: { now: true }\n', ''),
      },
    });
    await world.promoted({ 'a.txt': ending });
    const merged = await world.head('main');
    world.sim.deploy(world.repository, { environment: 'production', commit: merged });
    world.sim.clock.advance(60_000);
    if (ending === 'failure')
      world.pass(merged, { workflow: '.github/workflows/smoke.yml', jobs: ['production'], event: 'push', conclusion: 'failure' });
    else world.sim.clock.advance(2 * HOUR);
    await world.judged();
    expect((await world.bodies('promotion')).map((p) => p.phase)).toEqual(['proposed', 'ready', 'merged', 'deployed', 'failed']);
    expect(await world.audit()).toEqual([['promoted', null]]);
  }
});

test('what a preview shows proves nothing that a preview may not prove', async () => {
  const contract = SMALL_CONTRACT.replace('{ kind: preview, host: replit }', '{ kind: preview, host: replit, allows: [unit-tests] }');
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract } });
  const branch = 'lockflight/promote/integrate-0123456789-on-0123456789';
  await world.git('sara', 'push', '--quiet', 'origin', `origin/staging:refs/heads/${branch}`);
  await world.push('sara', branch, { 'a.txt': 'one\n' });
  const { body } = await world.api('sara', 'POST', '/pulls', { title: 'Feature', head: branch, base: 'staging' });
  await world.sign('octocat', body.number, { act: 'attest functional-tests passed' });
  expect((await world.record()).json.refusals.map((r: { code: string }) => r.code)).toEqual(['evidence-refused']);
  expect(await world.bodies('evidence')).toEqual([]);
});
