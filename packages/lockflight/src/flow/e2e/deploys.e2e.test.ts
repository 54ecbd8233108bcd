/** `lockflight run` of a command that deploys: what the forge, the ledger and `status` then say, and what happens on the forge's bad days. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callAs } from '../../cli/bad-input.fixture.ts';
import { run as schema } from '../../cli/json/run.ts';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const CONTRACT = SMALL_CONTRACT.replace(
  'commands:\n',
  'commands:\n  deploy: { run: exit, deploys: true, in: { preview: allow, staging: { mode: pipeline, on: staging }, production: pipeline } }\n',
);

const JOB = { GITHUB_ACTIONS: 'true', GITHUB_REF: 'refs/heads/staging', GITHUB_SERVER_URL: 'https://forge.example', GITHUB_RUN_ID: '7' };

test('a run that deploys is a deployment, recorded by how it ended; a forge that cannot be told first starts nothing', async () => {
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': CONTRACT } });
  const deploy = async (exit: number, environment = 'staging') => {
    const called = await callAs(world, 'sara', ['run', 'deploy', '--env', environment, '--json', '--', String(exit)], {
      environment: { PATH: process.env.PATH, ...JOB },
    });
    if (called.json.error === undefined) expect(schema.parse(called.json)).toEqual(called.json);
    return called;
  };
  const onForge = async () => {
    const deployments = await (await world.worldOf('sara')).forge.deployments('staging');
    return deployments.map(({ id, commit, statuses }) => ({ id, commit, states: statuses.map(({ state }) => state) }));
  };
  const isDeployments = (method: string, path: string): boolean => method === 'POST' && /\/deployments(?:\/\d+\/statuses)?$/.test(path);
  const head = await world.push('sara', 'staging', { 'a.txt': 'one\n' });

  // Before the start: nothing is started, and nothing is left behind.
  const restored = world.sim.faults.add({ match: isDeployments, status: 503 });
  const down = await deploy(0);
  restored();
  expect([down.exit, down.json.error.code, await onForge()]).toEqual([125, 'forge-unavailable', []]);
  expect(down.err).not.toContain('deploy in staging');

  // Where the pipeline is not asked for, the forge is not told either.
  expect([(await deploy(0, 'preview')).json.deployment, await onForge()]).toEqual([undefined, []]);

  const done = await deploy(0);
  const [first] = await onForge();
  expect([done.exit, done.json.deployment]).toEqual([0, { id: first?.id, state: 'success' }]);
  expect(first).toEqual({ id: expect.any(Number), commit: head, states: ['in_progress', 'success'] });
  await world.judged();
  const recorded = async () => (await world.bodies('deployment')).map((d) => [d.environment, d.commit, d.result]);
  expect(await recorded()).toEqual([['staging', head, 'deployed']]);
  const { json: status } = await world.run('octocat', 'status', '--json');
  expect(status.environments.find((e: { name: string }) => e.name === 'staging').running.commit).toBe(head);

  // The job's own `environment:` made one of the next commit: it is taken over. The child fails.
  const next = await world.push('sara', 'staging', { 'a.txt': 'two\n' });
  const { id } = world.sim.deploy(world.repository, { environment: 'staging', commit: next, state: 'in_progress' });
  const failed = await deploy(4);
  expect([failed.exit, failed.json.deployment]).toEqual([4, { id, state: 'failure' }]);
  expect((await onForge()).map((d) => [d.commit, d.states.at(-1)])).toContainEqual([next, 'failure']);
  await world.judged();
  expect(await recorded()).toContainEqual(['staging', next, 'failed']);

  // After the end: told loudly, and the child's exit code stands. The next run takes up what was left.
  const refused = world.sim.faults.add({
    match: (method, path) => isDeployments(method, path) && path.endsWith('/statuses'),
    status: 422,
    skip: 1,
  });
  const unsaid = await deploy(0);
  refused();
  expect([unsaid.exit, unsaid.json.deployment]).toMatchObject([0, { state: 'success', unsaid: 'forge-rejected' }]);
  expect(unsaid.err).toContain('[forge-rejected]');
  const again = await deploy(0);
  expect(again.json.deployment).toEqual({ id: unsaid.json.deployment.id, state: 'success' });
  expect(await onForge()).toHaveLength(3);

  // What HEAD does not hold is not deployed in its name.
  const dirty = await world.clone('sara');
  await writeFile(join(dirty, 'shipping'), '');
  expect((await deploy(0)).json.error.code).toBe('tree-not-committed');
  expect(await onForge()).toHaveLength(3);
});
