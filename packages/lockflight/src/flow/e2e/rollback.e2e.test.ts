/** Going back: to what, by whom, and what follows. */
import { expect, test } from 'vitest';
import { rollback } from '../rollback/rollback.ts';
import { type AdoptedWorld, adoptedWorld } from './adopted-world.fixture.ts';
import type { Ran } from './forge-world.fixture.ts';
import { SMALL_CONTRACT, SMALL_FILES } from './small-contract.fixture.ts';

const ask = (world: AdoptedWorld, ...options: readonly string[]): Promise<Ran> =>
  world.run('karim', 'rollback', 'production', '--json', ...options);

/** As `rollback --wait` does, looking once. */
const tryMerge = async (world: AdoptedWorld): Promise<string> => {
  world.sim.clock.advance(60_000);
  return (await rollback(await world.worldOf('karim'), { environment: 'production', wait: { seconds: 0, everySeconds: 0 } })).merge.state;
};

test('a bad release is rolled back, and the step is held until the post-mortem is there', async () => {
  await using world = await adoptedWorld();
  await world.promoted({ 'a.txt': 'good\n' });
  const good = await world.tree('origin/main');
  const goodCommit = await world.head('main');
  await world.promoted({ 'a.txt': 'bad\n' });
  const asked = await ask(world);
  expect(asked).toMatchObject({
    exit: 1,
    json: { to: { commit: goodCommit, tree: good, standing: 'proven' }, notUndone: [], created: true },
  });
  const number = asked.json.pullRequest;
  expect(await tryMerge(world)).toBe('waiting');
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  await world.sign('koomy-agent', number, { act: 'approve rollback' });
  await world.sign('octocat', number); // another kind
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  // A post-mortem before the fact lifts nothing.
  await world.sign('octocat', number, { act: 'attest post-mortem passed https://example.org/early' });
  await world.sign('octocat', number, { act: 'approve rollback' });
  const ready = await world.record();
  expect(ready.json.judged).toMatchObject([{ outcome: 'passed' }]);
  expect(ready.json.refusals.map((r: { code: string }) => r.code)).toContain('post-mortem-early');
  expect(await tryMerge(world)).toBe('merged');
  await world.judged();
  expect(await world.tree('origin/main')).toBe(good);
  expect(await world.audit()).toEqual([
    ['promoted', null],
    ['promoted', null],
    ['rollback', null],
  ]);

  // The same release does not go out again, nor any other, before the reason is known.
  world.pass(await world.push('sara', 'staging', { 'a.txt': 'better\n' }));
  const next = await world.open();
  await world.sign('octocat', next.number);
  expect((await world.judged())[next.number]).toBe('blocked');
  const [hold] = await world.bodies('hold');
  await world.run('octocat', 'release-hold', hold?.id ?? '');
  expect((await world.record()).json.refusals.map((r: { code: string }) => r.code)).toContain('hold-needs-post-mortem');
  expect((await world.gates()).hold).toBe('blocked');
  expect((await world.run('octocat', 'attest', 'post-mortem', '--note', 'https://example.org/pm')).exit).toBe(0);
  expect((await world.judged())[next.number]).toBe('passed');
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  expect((await world.audit()).at(-1)).toEqual(['promoted', null]);
  // What was rolled back from is not what a rollback goes back to.
  expect((await ask(world)).json.to.tree).toBe(good);
});

test('what was never proven is not gone back to, and a moved archive keeps nothing', async () => {
  await using world = await adoptedWorld();
  const baseline = await world.head('main');
  expect((await ask(world)).err).toContain('nothing-to-roll-back-to');
  await world.promoted({ 'a.txt': 'one\n' });
  const asked = await ask(world);
  expect(asked.json.to).toMatchObject({ commit: baseline, standing: 'baseline' });
  expect((await ask(world, '--to', 'archive/main/1999-01-01/nothing')).err).toContain('unknown-archive');
  const number = asked.json.pullRequest;
  await world.sign('octocat', number, { act: 'approve rollback' });
  expect(await world.judged()).toEqual({ [number]: 'passed' });

  const tag = asked.json.to.archive.replace('refs/tags/', '');
  await world.git('karim', 'push', '--quiet', '--force', 'origin', `origin/staging:refs/tags/${tag}`);
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  expect(await tryMerge(world)).toBe('waiting');
  const audit = await world.run('octocat', 'audit', '--json');
  expect(audit.exit).toBe(1);
  expect(audit.out).toContain('moved');
  // Merged all the same: it is no rollback, and named.
  expect(await world.merge(number)).toBe(200);
  await world.judged();
  expect((await world.bodies('rollback')).at(-1)).toMatchObject({ phase: 'ungated' });
  expect((await world.audit()).at(-1)?.[1]).not.toBeNull();
});

test('the approval of a rollback that is taken back closes the way again', async () => {
  await using world = await adoptedWorld();
  await world.promoted({ 'a.txt': 'one\n' });
  const { pullRequest: number } = (await ask(world)).json;
  await world.sign('octocat', number, { act: 'approve rollback' });
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  await world.sign('octocat', number, { act: 'no', event: 'REQUEST_CHANGES' });
  expect(await world.judged()).toEqual({ [number]: 'blocked' });
  expect(await world.merge(number)).toBe(200);
  await world.judged();
  expect((await world.bodies('rollback')).at(-1)).toMatchObject({ phase: 'ungated' });
  // Production did go back: the post-mortem is due all the same, and the hold is nobody's to lift.
  expect((await world.view()).holds).toMatchObject([{ step: 'release', actor: { kind: 'recorder' } }]);
});

test('what a rollback does not undo is said before, and no older contract comes back', async () => {
  const contract = SMALL_CONTRACT.replace(
    'people:',
    'migrations: { dir: migrations, down: down.sql }\nvariables: { OLD_KEY: { type: string } }\npeople:',
  );
  const next = contract.replace('OLD_KEY', 'NEW_KEY');
  await using world = await adoptedWorld({ files: { ...SMALL_FILES, 'lockflight.yaml': contract } });
  world.sim.setSecret(world.repository, { environment: 'production', name: 'OLD_KEY', value: 'x' });
  const commit = await world.push('sara', 'staging', {
    'lockflight.yaml': next,
    'migrations/001_add/up.sql': 'x\n',
    'migrations/001_add/down.sql': 'y\n',
  });
  world.pass(commit);
  const { number } = await world.open();
  await world.sign('octocat', number);
  await world.sign('octocat', number, { act: 'approve owners' });
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect(await world.tryMerge()).toBe('merged');
  await world.judged();
  await world.api('octocat', 'DELETE', '/environments/production/secrets/OLD_KEY');

  const asked = await ask(world);
  const said = JSON.stringify(asked.json.notUndone);
  expect(said).toContain('001_add');
  expect(said).toContain('OLD_KEY');
  await world.sign('octocat', asked.json.pullRequest, { act: 'approve rollback' });
  await world.judged();
  expect(await tryMerge(world)).toBe('merged');
  await world.judged();
  expect((await world.view()).contract).toMatchObject({ counter: 2, text: next });
});

test('an archive is made before the state is replaced, once, and nobody moves it where a ruleset says so', async () => {
  await using world = await adoptedWorld();
  world.sim.addRuleset(world.repository, {
    name: 'archives',
    target: 'tag',
    enforcement: 'active',
    conditions: { ref_name: { include: ['refs/tags/archive/**/*'], exclude: [] } },
    rules: [{ type: 'update' }, { type: 'deletion' }, { type: 'non_fast_forward' }],
  });
  await world.promoted({ 'a.txt': 'one\n' });
  const before = await world.head('main');
  const { number } = await world.ready({ 'a.txt': 'two\n' });
  const archived = async () => (await world.bodies('archive')).filter((a) => a.commit === before);
  expect(await archived()).toHaveLength(1);
  world.sim.clock.advance(30 * 3_600_000); // another day, the same archive
  expect(await world.judged()).toEqual({ [number]: 'passed' });
  expect(await archived()).toHaveLength(1);
  const [archive] = await archived();
  const tags = await world.git('octocat', 'ls-remote', 'origin', 'refs/tags/*');
  expect(tags.split('\n').filter((line) => line.startsWith(before))).toEqual([`${before}\t${archive?.ref}`]);
  await expect(world.git('karim', 'push', '--force', 'origin', `origin/staging:${archive?.ref}`)).rejects.toThrow();
  await expect(world.git('karim', 'push', 'origin', `:${archive?.ref}`)).rejects.toThrow();

  // A forge that lets no tag be made hides nothing of what is done around the gates.
  expect(await world.tryMerge()).toBe('merged');
  world.sim.addRuleset(world.repository, {
    name: 'no tags',
    target: 'tag',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~ALL'], exclude: [] } },
    rules: [{ type: 'creation' }],
  });
  world.sim.protect(world.repository, 'main', null);
  await world.push('octocat', 'main', { 'a.txt': 'by hand\n' }, 'Fix it in production');
  const { exit, json } = await world.run('recorder', 'record', '--json');
  expect([exit, json.unavailable]).toEqual([3, [{ source: 'archives', code: 'archive-refused' }]]);
  expect((await world.bodies('violation')).map((v) => v.code)).toEqual(['direct']);
});
