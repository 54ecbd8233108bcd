/** A promotion's pull request, and the people around it, on bad days. Dismissals, races and lost answers have tests of their own. */
import { expect, test } from 'vitest';
import { readSigningKey } from '../../ledger/keys.ts';
import { SIGNING_KEY } from '../adopt.ts';
import { record } from '../record/record.ts';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

test('renamed, retargeted, made a draft, left by the team', async () => {
  const contract = SMALL_CONTRACT.replace('cto: [octocat]', 'cto: ["@koomy/cto"]').replace('owners: [octocat, amina]', 'owners: [karim]');
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract } });
  const team = (...members: readonly string[]) => world.sim.addTeam({ org: 'koomy', slug: 'cto', members });
  team('amina', 'octocat');
  const title = '<script>alert("é")</script> | `rm -rf` \u202e 日本 🚢';
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }, title));
  const { number, branch, head } = await world.open();
  await world.sign('amina', number);
  expect(await world.judged()).toEqual({ [number]: 'passed' });

  // Ids count, not names: not hers that is new, nor the one that somebody else may take.
  world.sim.renameUser('amina', 'amina-b');
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  const impostor = world.sim.addUser({ login: 'amina' });
  team('amina', 'octocat');
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  expect(await world.check(head)).toBe('failure');
  expect(impostor.login).toBe('amina');
  team('amina-b');
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  team('octocat');
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  team('amina-b');

  // Aimed at another branch it is no promotion, whatever it is called; aimed back it is the one that it was.
  const aim = async (base: string) => expect((await world.api('karim', 'PATCH', `/pulls/${number}`, { base })).status).toBe(200);
  await aim('staging');
  expect((await world.record()).json.judged).toMatchObject([{ pullRequest: number, environment: 'staging', outcome: 'refused' }]);
  await aim('main');
  expect(await world.judged()).toMatchObject({ [number]: 'passed' });

  // A draft is judged like any other, and the forge does not merge it.
  await world.api('karim', 'PATCH', `/pulls/${number}`, { state: 'closed' });
  expect(await world.judged()).toEqual({ [number]: 'closed' });
  const drafted = await world.api('karim', 'POST', '/pulls', { title, body: title, head: branch, base: 'main', draft: true });
  expect(drafted.body).toMatchObject({ draft: true, head: { sha: head } });
  // The world knows her token by the name that she had.
  await world.sign('amina', drafted.body.number);
  expect(await world.judged()).toMatchObject({ [drafted.body.number]: 'passed' });
  expect(await world.merge(drafted.body.number)).toBe(405);
  expect(await world.tryMerge()).not.toBe('merged');

  // Merged into another branch, it came to nothing, and the ledger does not wait for it.
  const { body: ready } = await world.api('karim', 'PATCH', `/pulls/${drafted.body.number}`, { state: 'closed' });
  expect(ready.state).toBe('closed');
  await world.judged();
  const last = await world.open();
  expect(await world.judged()).toMatchObject({ [last.number]: 'passed' });
  await world.git('karim', 'push', '--quiet', 'origin', `${await world.head('main')}:refs/heads/elsewhere`);
  expect((await world.api('karim', 'PATCH', `/pulls/${last.number}`, { base: 'elsewhere' })).status).toBe(200);
  await world.record();
  expect((await world.bodies('promotion')).at(-1)).toMatchObject({ pullRequest: last.number, phase: 'ready' });
  expect(await world.merge(last.number)).toBe(200);
  await world.record();
  await world.record();
  const ends = (await world.bodies('promotion')).filter((p) => p.pullRequest === last.number).map((p) => p.phase);
  expect(ends).toEqual(['proposed', 'ready', 'abandoned']);
  expect(await world.audit()).toEqual([]);
});

test('a login that is released and taken by somebody else, and an agent under a new name', async () => {
  const contract = SMALL_CONTRACT.replace('cto: [octocat]', 'cto: [Amina, karim]').replace('agents: [', 'agents: [karim, ');
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract } });
  const [adoption] = await world.bodies('adoption');
  const amina = (await world.api('octocat', 'GET', '/collaborators/amina/permission')).body.user.id;
  expect(adoption?.people).toContainEqual({ login: 'Amina', id: amina });
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
  const { number } = await world.open();
  const codes = async () => (await world.record()).json.refusals.map((r: { code: string }) => r.code).sort();

  world.sim.renameUser('amina', 'amina-b');
  world.sim.renameUser('karim', 'helpful');
  await world.sign('karim', number);
  expect(await codes()).toEqual(['login-renamed', 'login-renamed', 'not-a-person']);
  expect((await world.gates())['approval:release']).toBe('blocked');

  const impostor = world.sim.addUser({ login: 'amina' });
  world.sim.grant(world.repository, 'amina', 'write');
  await fetch(`${world.sim.apiUrl}/repos/${world.repository}/pulls/${number}/reviews`, {
    method: 'POST',
    headers: { authorization: `Bearer ${impostor.token}` },
    body: JSON.stringify({ event: 'COMMENT', body: '/lockflight approve release' }),
  });
  expect(await codes()).toEqual(['login-changed-hands', 'login-renamed', 'not-a-person']);
  const { json } = await world.run('octocat', 'verdict', 'staging', 'production', '--json');
  expect(json.gates.find((g: { id: string }) => g.id === 'approval:release')).toMatchObject({
    outcome: 'errored',
    cause: 'login-changed-hands',
  });
  // Whom the contract meant still counts, and nobody is locked out.
  await world.sign('amina', number);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
});

/** Allowed by git and by the forge; a shell, a page and a terminal may think otherwise. */
const BRANCH = 'préprod-<script>alert`é`</script>-日本-🚢';

test('late reads, a token that ends half-way, a repository and a branch that are renamed, archived and put back', async () => {
  const contract = SMALL_CONTRACT.replace('branch: staging', `branch: "${BRANCH}"`);
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract }, branches: [BRANCH] });
  const { sim, repository } = world;
  const said = async () => (await world.bodies('promotion')).map((p) => p.phase);
  world.pass(await world.push('sara', BRANCH, { 'a.txt': 'one\n' }), { headBranch: BRANCH });

  // The token is taken away in the middle: what was not read is no answer, and the next run goes on from there.
  const { number } = await world.open();
  await world.sign('octocat', number);
  for (const skip of [3, 9, 15, 21]) {
    sim.faults.add({ match: (_method, path) => path.startsWith('/api/'), status: 401, skip });
    const cut = await world.record();
    expect([1, 3], `after ${skip}`).toContain(cut.exit);
    if (cut.json !== undefined) expect(cut.json.judged.map((j: { outcome: string }) => j.outcome)).not.toContain('passed');
    sim.faults.clear();
  }

  // Reads lag by twenty seconds: what was pushed is not seen yet, and nothing is said of it.
  sim.clock.advance(60_000);
  sim.staleReads(20_000);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect(await said()).toEqual(['proposed', 'ready']);

  // Closed and opened again: nothing of before counts until it is judged anew.
  for (const [state, outcome] of [
    ['closed', 'closed'],
    ['open', 'passed'],
  ]) {
    expect((await world.api('karim', 'PATCH', `/pulls/${number}`, { state })).status).toBe(200);
    sim.clock.advance(30_000);
    expect(await world.judged()).toEqual({ [number]: outcome });
  }

  // Renamed: found under the old name. Archived: read and not written, and nothing is lost of what came in.
  const key = readSigningKey(world.environmentOf('recorder')[SIGNING_KEY] ?? '');
  sim.rename(repository, 'koomy/ailleurs');
  const moved = await record(await world.worldOf('recorder'), key);
  expect([moved.judged.map((j) => j.outcome), moved.unavailable]).toEqual([['passed'], []]);
  sim.rename('koomy/ailleurs', repository);
  await world.sign('octocat', number, { act: 'attest user-tests passed' });
  sim.clock.advance(60_000);
  sim.settings(repository, { archived: true });
  const shut = await world.record();
  expect([shut.exit === 0, shut.err === '']).toEqual([false, false]);
  sim.settings(repository, { archived: false });

  // The branch of the source is renamed on the forge: told by name, and back again it is what it was.
  await world.git('karim', 'push', '--quiet', 'origin', `origin/${BRANCH}:refs/heads/moved`, `:refs/heads/${BRANCH}`);
  sim.clock.advance(30_000);
  expect((await world.run('karim', 'verdict', 'staging', 'production')).err).toContain('branch-missing');
  expect(await world.tryMerge()).toBe('branch-missing');
  await world.record();
  await world.git('karim', 'push', '--quiet', 'origin', `origin/moved:refs/heads/${BRANCH}`);
  sim.clock.advance(30_000);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect((await world.bodies('evidence')).filter((e) => e.kind === 'user-tests')).toHaveLength(1);

  expect(await world.tryMerge()).toBe('merged');
  // Seconds after the merge the forge still shows what was before it.
  await world.record();
  expect(await world.bodies('violation')).toEqual([]);
  sim.clock.advance(30_000);
  await world.record();
  expect((await said()).at(-1)).toBe('merged');
  expect(await world.audit()).toEqual([['promoted', null]]);
  expect((await world.run('octocat', 'ledger', 'verify')).exit).toBe(0);
});
