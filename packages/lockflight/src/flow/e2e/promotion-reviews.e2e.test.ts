/** Whose word counts: approvals by those who may not, of what is no longer there, and taken back. */
import { expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const APPROVAL = 'approval:release';

/** karim is an agent under a user's account; two people may release. */
const TWO_RELEASERS = {
  ...SMALL_FILES,
  'lockflight.yaml': SMALL_CONTRACT.replace('cto: [octocat]', 'cto: [octocat, sara, karim]').replace(
    'agents: [koomy-agent]',
    'agents: [karim, koomy-agent]',
  ),
};

test('a bot, an App, an agent, an outsider: none of them approves', async () => {
  await using world = await adoptedWorld({ files: TWO_RELEASERS });
  world.pass(await world.push('amina', 'staging', { 'a.txt': 'one\n' }));
  const { number, head } = await world.open();
  for (const login of ['koomy-agent', 'recorder', 'karim', 'amina']) await world.sign(login, number);
  await world.sign('koomy-agent', number, { event: 'APPROVE' });
  const recorded = await world.record();
  expect(recorded.json.judged).toMatchObject([{ outcome: 'blocked' }]);
  expect(recorded.json.refusals.map((r: { code: string }) => r.code)).toEqual(Array(4).fill('not-a-person'));
  expect(await world.check(head)).toBe('failure');
  for (const login of ['koomy-agent', 'karim']) expect((await world.run(login, 'approve', 'release')).err).toContain('not-a-person');

  // Somebody else puts the words into a review, and into a comment within the very second that it was written in.
  const review = await world.sign('octocat', number, { act: 'help' });
  await world.api('amina', 'PUT', `/pulls/${number}/reviews/${review}`, { body: '/lockflight approve release' });
  const { body: comment } = await world.api('octocat', 'POST', `/issues/${number}/comments`, { body: 'Looks good' });
  world.sim.clock.set(new Date(comment.created_at)); // that second begins anew
  const path = `/issues/comments/${comment.id}`;
  const edited = await fetch(`${world.sim.apiUrl}/repos/${world.repository}${path}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${world.environmentOf('amina').GITHUB_TOKEN}` },
    body: JSON.stringify({ body: '/lockflight approve release' }),
  });
  expect(((await edited.json()) as { updated_at: string }).updated_at).toBe(comment.created_at);
  const heard = (await world.record()).json;
  expect(heard.judged).toMatchObject([{ outcome: 'blocked' }]);
  expect(heard.refusals.map((r: { code: string }) => r.code)).toEqual(expect.arrayContaining(['review-edited', 'comment-edited']));

  // Where the forge does not tell of edits, nothing is known.
  await world.sign('octocat', number);
  const denied = { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] };
  world.sim.faults.add({ match: (method, to) => method === 'POST' && to.endsWith('/graphql'), body: JSON.stringify(denied) });
  expect((await world.gates())[APPROVAL]).toBe('errored');
  world.sim.faults.clear();
  expect(await world.judged()).toEqual({ [number]: 'passed' });
});

test('an author does not approve their own change; two authors cover each other', async () => {
  await using world = await adoptedWorld({ files: TWO_RELEASERS });
  await world.push('octocat', 'staging', { 'a.txt': 'one\n' });
  const { number } = await world.open();
  world.pass(await world.head('staging'));
  await world.sign('octocat', number);
  expect((await world.gates())[APPROVAL]).toBe('blocked');

  world.pass(await world.push('sara', 'staging', { 'b.txt': 'two\n' }));
  const both = await world.open();
  await world.sign('sara', both.number);
  expect((await world.gates())[APPROVAL]).toBe('blocked');
  await world.sign('octocat', both.number);
  expect((await world.gates())[APPROVAL]).toBe('passed');
});

test("somebody else's name in a commit does not make its pusher a stranger to it", async () => {
  await using world = await adoptedWorld({ files: TWO_RELEASERS });
  await world.git('sara', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  const email = await world.git('amina', 'config', 'user.email');
  await world.git('sara', 'commit', '--quiet', '--allow-empty', '--author', `amina <${email}>`, '-m', 'Hers, it says');
  await world.git('sara', 'commit', '--quiet', '--allow-empty', '--author', `amina <${email}>`, '-m', 'Hers too');
  await world.git('sara', 'push', '--quiet', 'origin', 'staging');
  await world.push('octocat', 'staging', { 'b.txt': 'two\n' });
  world.pass(await world.head('staging'));
  const { number } = await world.open();
  await world.sign('sara', number);
  expect((await world.gates())[APPROVAL]).toBe('blocked');
});

test('an approval is withdrawn by a dismissal, by a request for changes, and with the role', async () => {
  await using world = await adoptedWorld({ files: TWO_RELEASERS });
  world.pass(await world.push('amina', 'staging', { 'a.txt': 'one\n' }));
  const { number, head } = await world.open();
  // Said and taken back before the recorder ever looked.
  await world.sign('sara', number, { event: 'APPROVE' });
  await world.sign('sara', number, { act: 'no', event: 'REQUEST_CHANGES' });
  expect(await world.judged()).toEqual({ [number]: 'blocked' });

  const review = await world.sign('sara', number, { event: 'APPROVE' });
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  const dismissed = await world.api('octocat', 'PUT', `/pulls/${number}/reviews/${review}/dismissals`, { message: 'no' });
  expect(dismissed.status).toBe(200);
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  expect(await world.check(head)).toBe('failure');

  await world.sign('sara', number);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  await world.sign('sara', number, { act: 'no', event: 'REQUEST_CHANGES' });
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  expect(await world.tryMerge()).toBe('waiting');
});

test('a review given before a new push says nothing of what came after', async () => {
  await using world = await adoptedWorld();
  const first = await world.ready({ 'a.txt': 'one\n' });
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'two\n' }));
  const second = await world.open();
  expect(second.number).not.toBe(first.number);
  // An approval of the old commit, put on the new pull request, speaks of the old tree.
  await world.sign('octocat', second.number, { commit: first.candidate });
  expect(await world.judged()).toEqual({ [first.number]: 'closed', [second.number]: 'blocked' });
  expect((await world.gates())[APPROVAL]).toBe('blocked');
  expect((await world.bodies('promotion')).map((p) => [p.pullRequest, p.phase])).toEqual([
    [first.number, 'proposed'],
    [first.number, 'ready'],
    [first.number, 'superseded'],
    [second.number, 'proposed'],
  ]);
  await world.sign('octocat', second.number);
  expect(await world.judged()).toEqual({ [second.number]: 'passed' });
});

test('what a workflow proves cannot be typed in, and a post-mortem belongs to a rollback', async () => {
  await using world = await adoptedWorld();
  await world.push('sara', 'staging', { 'a.txt': 'one\n' });
  const { number } = await world.open();
  await world.sign('octocat', number, { act: 'attest ci-check passed' });
  await world.sign('octocat', number, { act: 'attest post-mortem passed https://example.org/1' });
  await world.sign('karim', number, { act: 'attest user-tests passed' });
  await world.sign('octocat', number, { act: 'attest user-tests passed' });
  const recorded = await world.record();
  expect(recorded.json.refusals.map((r: { code: string }) => r.code)).toEqual([
    'attest-proven-kind',
    'post-mortem-elsewhere',
    'attest-without-role',
  ]);
  expect((await world.bodies('evidence')).map((e) => [e.kind, e.environment])).toEqual([['user-tests', 'staging']]);
  expect((await world.gates())['evidence:ci-check']).toBe('blocked');
  expect((await world.run('octocat', 'attest', 'ci-check', '--result', 'passed')).err).toContain('proven-by-workflow');
});

test('an old review that is dismissed leaves a newer approval of the same person alone', async () => {
  await using world = await adoptedWorld();
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
  const { number } = await world.open();
  const dismiss = (review: number) => world.api('octocat', 'PUT', `/pulls/${number}/reviews/${review}/dismissals`, { message: 'no' });
  const first = await world.sign('octocat', number, { event: 'APPROVE' });
  await world.judged();
  const second = await world.sign('octocat', number, { event: 'APPROVE' });
  await world.judged();
  await dismiss(first);
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  await dismiss(second);
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
});

/** Two steps with the same approval on the way to production. */
const TWO_STEPS = SMALL_CONTRACT.replace(
  '  production: { kind: production, branch: main }',
  '  qa: { kind: staging, branch: qa }\n  production: { kind: production, branch: main }',
).replace(
  '  - id: release\n    from: staging\n',
  '  - { id: check, from: staging, to: qa, gates: [{ approval: { of: release, by: [cto], count: 1 } }] }\n  - id: release\n    from: qa\n',
);

test('an approval that was given for one step is none for the next', async () => {
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': TWO_STEPS }, branches: ['staging', 'qa'] });
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'one\n' }));
  const first = await world.run('karim', 'promote', 'staging', 'qa', '--json');
  await world.sign('octocat', first.json.pullRequest);
  expect(await world.judged()).toEqual({ [first.json.pullRequest]: 'passed' });
  await world.merge(first.json.pullRequest);
  await world.record();
  const approval = async () => {
    const { json } = await world.run('karim', 'verdict', 'qa', 'production', '--json');
    return json.gates.find((g: { id: string }) => g.id === APPROVAL).outcome;
  };
  const second = await world.run('karim', 'promote', 'qa', 'production', '--json');
  expect(await approval()).toBe('blocked');
  await world.sign('octocat', second.json.pullRequest);
  expect(await approval()).toBe('passed');
});
