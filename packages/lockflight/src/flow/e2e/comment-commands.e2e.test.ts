/** Comments with commands: who may, what they come to, and the one answer that each of them gets. */
import { expect, test } from 'vitest';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';

interface Said {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string };
}

const say = async (world: AdoptedWorld, login: string, number: number, ...lines: readonly string[]): Promise<number> => {
  const { status, body } = await world.api(login, 'POST', `/issues/${number}/comments`, { body: lines.join('\n') });
  expect(status).toBe(201);
  return body.id;
};

const conversation = async (world: AdoptedWorld, number: number): Promise<readonly Said[]> =>
  (await world.api('octocat', 'GET', `/issues/${number}/comments?per_page=100`)).body;

/** What the recorder answered to a comment, without the marker. */
const answers = async (world: AdoptedWorld, number: number, comment: number): Promise<readonly string[]> =>
  (await conversation(world, number))
    .filter((c) => c.user.login === 'lockflight[bot]' && c.body.startsWith(`<!-- lockflight:answer:${comment} -->`))
    .map((c) => c.body.split('\n').slice(1).join('\n'));

const codes = (recorded: { json: { refusals: { code: string }[] } }): string[] => recorded.json.refusals.map((r) => r.code).sort();

test('a release approved, held and freed by comments, answered once', async () => {
  await using world = await adoptedWorld();
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }, '日本 <script>alert(1)</script>'));
  const { number, head } = await world.open();
  const approved = await say(world, 'octocat', number, 'Parfait <b>日本</b> \u202e', '', '/lockflight approve release');
  // An imitation of the answer, before the recorder could give it.
  await say(world, 'karim', number, `<!-- lockflight:answer:${approved} -->`, 'fine');
  const bot = await say(world, 'koomy-agent', number, '/lockflight approve release');
  const unentitled = await say(world, 'sara', number, '/lockflight approve release');
  const edited = await say(world, 'amina', number, 'I like it');
  await world.api('octocat', 'PATCH', `/issues/comments/${edited}`, { body: '/lockflight approve owners' });
  const odd = await say(world, 'karim', number, '/lockflight approve relaese', '/lockflight hold @koomy/all x', '/lockflight help');
  const stranger = world.sim.addUser({ login: 'passerby' });
  await fetch(`${world.sim.apiUrl}/repos/${world.repository}/issues/${number}/comments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stranger.token}` },
    body: JSON.stringify({ body: '/lockflight hold release because I can' }),
  });
  const held = await say(world, 'karim', number, '/lockflight hold release the database is being moved until 2026-12-24');

  const recorded = await world.record();
  expect(codes(recorded)).toEqual([
    'approve-without-role',
    'comment-edited',
    'comment-unclear',
    'comment-without-right',
    'not-a-person',
    'unknown-kind',
  ]);
  expect(recorded.json.unavailable).toEqual([]);
  expect(recorded.json.judged).toMatchObject([{ pullRequest: number, outcome: 'blocked' }]);
  expect(await world.bodies('approval')).toMatchObject([
    { kind: 'release', comment: approved, pullRequest: number, tree: await world.tree(head) },
  ]);
  const [hold] = await world.bodies('hold');
  expect(hold).toMatchObject({
    id: `hold-comment-${held}`,
    step: 'release',
    why: 'the database is being moved',
    until: '2026-12-24T23:59:59.000Z',
  });
  expect(await answers(world, number, approved)).toEqual([expect.stringMatching(/^- Taken down: `release` approved/)]);
  expect(await answers(world, number, held)).toEqual([expect.stringContaining(`/lockflight release-hold hold-comment-${held}`)]);
  expect(await answers(world, number, unentitled)).toEqual([expect.stringContaining('approve-without-role')]);
  expect(await answers(world, number, bot)).toEqual([]);
  const [said = ''] = await answers(world, number, odd);
  expect(said).toContain('unknown-kind');
  expect(said).not.toContain('koomy/all');

  // Told twice, and one of them taken away: nothing new, nothing lost.
  const before = await conversation(world, number);
  await world.api('octocat', 'DELETE', `/issues/comments/${approved}`);
  await world.record();
  expect((await conversation(world, number)).length).toBe(before.length - 1);
  const release = await say(world, 'sara', number, `/lockflight release-hold hold-comment-${held}`);
  expect(codes(await world.record())).toContain('hold-not-yours');
  expect(await answers(world, number, release)).toEqual([expect.stringContaining('hold-not-yours')]);

  // The ledger is written, the answer is not: it comes with the next run, once.
  const freed = await say(world, 'karim', number, `/lockflight release-hold hold-comment-${held} it is done`);
  const clear = world.sim.faults.add({
    match: (method, path) => method === 'POST' && path.endsWith(`/issues/${number}/comments`),
    status: 502,
  });
  const cut = await world.record();
  expect([cut.exit, cut.json.unavailable.map((u: { source: string }) => u.source)]).toEqual([3, ['comments']]);
  clear();
  expect(await world.judged()).toMatchObject({ [number]: 'passed' });
  await world.record();
  expect(await answers(world, number, freed)).toHaveLength(1);
  expect(await world.bodies('hold-release')).toHaveLength(1);

  // A request for changes takes back what its author approved, wherever it was said.
  await world.sign('octocat', number, { act: 'help', event: 'REQUEST_CHANGES' });
  expect(await world.judged()).toMatchObject({ [number]: 'blocked' });
});
