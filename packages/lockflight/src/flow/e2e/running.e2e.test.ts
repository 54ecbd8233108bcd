/** What runs, by the services' own word: recorded as a deployment, held against the line, and unknown where it cannot be had. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { json, newServer } from '../facts/outside/answering-server.fixture.ts';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

type Said = Readonly<Record<string, unknown>> | undefined;

const contractWith = (url: string): string =>
  SMALL_CONTRACT.replace('branch: staging }', `branch: staging, report: "${url}/staging" }`)
    .replace('branch: main }', `branch: main, report: "${url}/production" }`)
    .replace('      - rollback-plan\n', '      - rollback-plan\n      - deployed: { now: true }\n      - variables\n')
    .replace('commands:\n', 'variables: { API_KEY: { type: string, secret: true }, PORT: { type: port } }\ncommands:\n');

test('a service that the forge knows nothing of is deployed, verified, and found elsewhere', async () => {
  const said: Record<string, Said> = {};
  await using server = await newServer(({ path }, response) => {
    const [, name = '', ...rest] = path.split('/');
    const answer = said[name];
    if (answer === undefined || rest.join('/') !== '.well-known/lockflight') response.writeHead(503).end();
    else json(response, { environment: name, ...answer });
  });
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contractWith(server.url) } });
  const adopted = await world.head('main');
  said.production = { commit: adopted, tree: null };
  const head = await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  world.pass(head);
  const { number } = await world.open();
  await world.sign('octocat', number);

  // Names of the forge's environment, and of nothing else: values are never asked for.
  expect((await world.gates()).variables).toBe('blocked');
  world.sim.setSecret(world.repository, { environment: 'production', name: 'API_KEY', value: 'CANARY' });
  world.sim.setVariable(world.repository, { environment: 'production', name: 'PORT', value: '80' });
  // Nobody answers for staging: that is no answer, and no no.
  expect(await world.gates()).toMatchObject({ variables: 'passed', deployed: 'errored' });
  const down = await world.record();
  expect([down.exit, down.json.unavailable]).toEqual([3, [{ source: 'reports', code: 'source-unavailable' }]]);
  expect(JSON.stringify(down)).not.toContain('CANARY');
  for (const nonsense of [
    {},
    { commit: 'main' },
    { commit: head, tree: '0'.repeat(40) },
    { commit: '1'.repeat(40) },
    { commit: head, environment: 'x' },
    { commit: head, contract: 'lockflight: 1' },
  ]) {
    said.staging = nonsense;
    expect((await world.run('octocat', 'status', '--json')).json.unavailable, JSON.stringify(nonsense)).toEqual([
      { source: 'reports', code: 'source-nonsense' },
    ]);
  }

  said.staging = { commit: head, tree: await world.tree(head), environment: 'staging', contract: '0'.repeat(64) };
  const told = async () => (await world.record()).json.refusals.map((r: { code: string }) => r.code);
  expect(await told()).toEqual(['contract-elsewhere']);
  said.staging = { ...said.staging, contract: createHash('sha256').update(contractWith(server.url)).digest('hex') };
  expect(await told()).toEqual([]);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  const deployed = await world.bodies('deployment');
  expect(deployed.map((d) => [d.environment, d.commit, d.via])).toEqual([
    ['production', adopted, 'report'],
    ['staging', head, 'report'],
  ]);
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  const merged = await world.head('main');
  const phases = async () => (await world.bodies('promotion')).map((p) => p.phase);
  // It still runs what it ran: a deployment on its way is no finding.
  expect([await phases(), await world.audit()]).toEqual([['proposed', 'ready', 'merged'], [['promoted', null]]]);
  said.production = { commit: merged };
  await world.judged();
  expect(await phases()).toEqual(['proposed', 'ready', 'merged', 'deployed', 'verified']);

  // Somebody puts the old one back by hand; then a laptop's own commit, that nobody pushed.
  said.production = { commit: adopted };
  await world.judged();
  expect(await world.audit()).toEqual([['promoted', 'running-elsewhere']]);
  said.production = { commit: '1'.repeat(40), tree: '2'.repeat(40) };
  await world.judged();
  expect(await world.audit()).toEqual([['promoted', 'running-elsewhere']]);
  const { json: status } = await world.run('octocat', 'status', '--json');
  const production = status.environments.find((e: { name: string }) => e.name === 'production');
  expect(production).toMatchObject({ head: { commit: merged }, running: { tree: '2'.repeat(40) } });
  said.production = { commit: merged };
  await world.judged();
  await world.judged();
  expect(await world.audit()).toEqual([['promoted', null]]);
  expect(await world.bodies('deployment')).toHaveLength(6);
});
