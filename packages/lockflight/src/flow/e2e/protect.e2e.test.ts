/** `lockflight protect` against a forge: what it makes is really enforced there, a second time nothing is sent, and where it may or can do nothing it says so. */
import { expect, test } from 'vitest';
import { adoptedWorld } from './adopted-world.fixture.ts';
import { type ForgeWorld, newForgeWorld } from './forge-world.fixture.ts';
import { SMALL_FILES } from './small-contract.fixture.ts';

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly about: string | null;
}
const told = (json: { readonly findings: readonly Found[] }): readonly string[] => [
  ...new Set(json.findings.map(({ code, about }) => `${about ?? '-'} ${code}`)),
];
/** How the branch is kept from being deleted. */
const onMain = (json: {
  readonly subjects: readonly { readonly name: string; readonly demands: readonly { readonly demand: string }[] }[];
}) => json.subjects.find(({ name }) => name === 'main')?.demands.find(({ demand }) => demand === 'deletion');
const writes = (world: ForgeWorld, from: number): readonly string[] =>
  world.sim.requests
    .slice(from)
    .flatMap(({ method, path }) => (method === 'GET' || path.includes('git-upload-pack') ? [] : [`${method} ${path}`]));

test('what it makes binds everybody, promotions pass, and a second time nothing is sent', async () => {
  await using world = await adoptedWorld();
  await world.push('sara', 'staging', { 'z.txt': 'zero' });
  await world.record();
  // Somebody's own rule, switched off "for a minute".
  world.sim.addRuleset(world.repository, {
    name: 'guard',
    target: 'branch',
    enforcement: 'disabled',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [{ type: 'pull_request', parameters: { required_approving_review_count: 0 } }, { type: 'deletion' }],
  });
  world.sim.settings(world.repository, { allowMergeCommit: false });
  // The organisation's: it protects, as far as it goes.
  const house = (enforcement: 'active' | 'evaluate', type: string) =>
    world.sim.addOrgRuleset('koomy', {
      name: `house ${type}`,
      target: 'branch',
      enforcement,
      conditions: { ref_name: { include: ['refs/heads/main'], exclude: [] }, repository_name: { include: ['~ALL'], exclude: [] } },
      rules: [{ type }],
      bypass_actors: [],
    });
  house('active', 'deletion');
  house('evaluate', 'non_fast_forward');

  const before = await world.run('octocat', 'protect', '--json');
  expect(before.exit).toBe(1);
  expect(told(before.json)).toEqual(
    expect.arrayContaining([
      'main ruleset-disabled',
      'main check-not-required',
      'main merge-method-refused',
      'lockflight/ledger deletion-allowed',
      'archive/**/* archives-movable',
      'lockflight recorder-key-reachable',
      'main ruleset-only-evaluates',
      '- recorder-unnamed',
    ]),
  );
  expect(before.json.app).toBeNull();
  expect(onMain(before.json)).toMatchObject({ state: 'enforced', by: [{ name: 'house deletion', level: 'organization' }] });
  const looked = world.sim.requests.length;

  // Who merely wrote the ledger is not taken for the recorder, and everybody's App never is.
  const unnamed = await world.run('octocat', 'protect', '--apply', '--yes', '--json');
  expect([unnamed.exit, unnamed.json.error.code]).toEqual([2, 'recorder-unnamed']);
  const everybodys = await world.run('octocat', 'protect', '--app', 'github-actions', '--json');
  expect([everybodys.exit, everybodys.json.error.code]).toEqual([2, 'recorder-app-shared']);

  // Nobody says yes: shown, and not done.
  const silent = await world.run('octocat', 'protect', '--apply', '--json', '--app', 'lockflight');
  expect([silent.exit, silent.json.error.code]).toEqual([2, 'protect-not-confirmed']);
  expect(silent.err).toContain('lockflight: main');
  expect(writes(world, looked)).toEqual([]);

  const applied = await world.run('octocat', 'protect', '--apply', '--yes', '--json', '--app', 'lockflight');
  expect(applied.json.changes.map((c: { state: string }) => c.state)).toEqual([
    'applied',
    'applied',
    'applied',
    'applied',
    'applied',
    'applied',
  ]);
  expect([applied.exit, told(applied.json), applied.json.enforced]).toEqual([0, [], true]);

  // From now on the rules say who the recorder is.
  await world.push('sara', 'staging', { 'a.txt': 'one' });
  expect((await world.record()).exit).toBe(0);
  const asked = world.sim.requests.length;
  const again = await world.run('octocat', 'protect', '--apply', '--json');
  expect([again.exit, again.json.enforced, again.json.app.slug, again.json.changes]).toEqual([0, true, 'lockflight', []]);
  expect(writes(world, asked)).toEqual([]);
  expect((await world.run('octocat', 'protect')).out).toContain('ENFORCED');

  await expect(world.push('octocat', 'main', { 'hot.txt': 'fix' })).rejects.toThrow();
  await expect(world.git('octocat', 'push', 'origin', '+origin/main:refs/heads/lockflight/ledger')).rejects.toThrow();
  await expect(world.git('octocat', 'push', 'origin', ':refs/heads/staging')).rejects.toThrow();
  const [archive] = (await world.view()).archives;
  await expect(world.git('octocat', 'push', 'origin', `:${archive?.ref}`)).rejects.toThrow();
  await world.promoted({ 'b.txt': 'two' });

  // Who may not see the list of who gets past does not call it fine.
  const reader = await world.run('sara', 'protect', '--json');
  expect([reader.exit, reader.json.enforced]).toEqual([3, false]);
  expect(told(reader.json)).toContain('main bypass-unreadable');

  // What only the organisation's owners may change is said to be theirs, and is not tried.
  world.sim.grant(world.repository, 'karim', 'admin');
  house('active', 'required_signatures');
  world.sim.share('koomy', 'secrets', { name: 'LOCKFLIGHT_APP_PRIVATE_KEY', value: 'x' });
  const tried = world.sim.requests.length;
  const admin = await world.run('karim', 'protect', '--apply', '--yes', '--json');
  expect([admin.exit, told(admin.json), admin.json.changes]).toEqual([1, ['main promotion-barred', 'lockflight recorder-key-shared'], []]);
  for (const { fix } of admin.json.findings) expect(JSON.stringify(fix)).toMatch(/an owner of the organisation/);
  expect(writes(world, tried)).toEqual([]);
});

test('a free private repository is advice; who may change nothing is told which right it takes', async () => {
  await using world = await newForgeWorld({ files: SMALL_FILES });
  const refused = await world.run('karim', 'protect', '--apply', '--yes', '--json');
  expect(refused.exit).toBe(1);
  expect(refused.json.changes.map((c: { state: string; code?: string }) => [c.state, c.code])).toContainEqual([
    'refused',
    'forge-forbidden',
  ]);
  expect(refused.json.changes.map((c: { state: string }) => c.state)).not.toContain('applied');

  // A check that any workflow may report is pinned to nobody.
  const { id: everybodys } = await (await world.worldOf('octocat')).forge.app('github-actions');
  world.sim.protect(world.repository, 'main', {
    required_status_checks: { strict: true, checks: [{ context: 'lockflight / production', app_id: everybodys }] },
    required_pull_request_reviews: { required_approving_review_count: 1 },
    enforce_admins: true,
    restrictions: null,
    bypass_force_push_allowances: { users: ['sara'] },
  });
  const { json: shared } = await world.run('octocat', 'protect', '--json');
  expect([shared.app, told(shared)]).toEqual([null, expect.arrayContaining(['main check-not-pinned', 'main rules-bypassed'])]);

  await using free = await newForgeWorld({ files: SMALL_FILES, plan: 'free-private' });
  expect((await free.run('octocat', 'adopt')).exit).toBe(0);
  const { exit, json, err } = await free.run('octocat', 'protect', '--apply', '--yes', '--json');
  expect([exit, json?.enforced, json?.advisory], err).toEqual([1, false, true]);
  expect(told(json)).toEqual(['- plan-cannot-protect', 'lockflight recorder-key-reachable']);
  expect(json.changes).toMatchObject([{ kind: 'limit-environment', state: 'refused', code: 'change-refused' }]);
  expect((await free.run('octocat', 'protect')).out).toContain('ADVISORY');
});
