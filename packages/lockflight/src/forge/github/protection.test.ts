import { describe, expect, test } from 'vitest';
import { forgeTold, repositoryJson } from './recorded-server.fixture.ts';

const RULES = 'GET /repos/acme/koomy/rules/branches/main';
const BRANCH = 'GET /repos/acme/koomy/branches/main';
const CLASSIC = `${BRANCH}/protection`;
const NOT_PROTECTED = { status: 404, json: { message: 'Branch not protected' } };
const UPGRADE = { status: 403, json: { message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.' } };
const HIDDEN = { status: 403, json: { message: 'Resource not accessible by integration' } };

const rule = (type: string, parameters?: unknown) => ({ type, parameters, ruleset_id: 3, ruleset_source_type: 'Repository' });
const REVIEWED = [
  rule('pull_request', { required_approving_review_count: 2 }),
  rule('non_fast_forward'),
  rule('deletion'),
  rule('required_signatures'),
  rule('required_status_checks', {
    strict_required_status_checks_policy: true,
    required_status_checks: [{ context: 'ci', integration_id: 15368 }, { context: 'lint' }],
  }),
];
const ruleset = (bypass?: unknown) => ({ 'GET /repos/acme/koomy/rulesets/3': { json: { id: 3, name: 'x', bypass_actors: bypass } } });
const classic = (enforceAdmins: boolean, more: object = {}) => ({
  enforce_admins: { enabled: enforceAdmins },
  allow_force_pushes: { enabled: false },
  allow_deletions: { enabled: true },
  required_pull_request_reviews: { required_approving_review_count: 1 },
  required_status_checks: { strict: false, contexts: ['ci'], checks: [{ context: 'ci', app_id: null }] },
  ...more,
});

describe('a branch', () => {
  test('none at all', async () => {
    const { forge } = await forgeTold({ [RULES]: { json: [] }, [CLASSIC]: NOT_PROTECTED });
    expect(await forge.protection('main')).toEqual({
      ref: 'main',
      enforced: false,
      pullRequestRequired: false,
      requiredApprovals: 0,
      forcePushAllowed: true,
      deletionAllowed: true,
      requiredChecks: [],
      upToDateRequired: false,
      adminsBypass: true,
      bypassKnown: true,
    });
  });

  test('a ruleset that nobody gets past', async () => {
    const { forge } = await forgeTold({ [RULES]: { json: REVIEWED }, [CLASSIC]: NOT_PROTECTED, ...ruleset([]) });
    expect(await forge.protection('main')).toEqual({
      ref: 'main',
      enforced: true,
      pullRequestRequired: true,
      requiredApprovals: 2,
      forcePushAllowed: false,
      deletionAllowed: false,
      requiredChecks: [{ name: 'ci', app: 15368 }, { name: 'lint' }],
      upToDateRequired: true,
      adminsBypass: false,
      bypassKnown: true,
    });
  });

  test.each([
    ['organisation owners', [{ actor_type: 'OrganizationAdmin', actor_id: 1 }], true, true],
    ['the role admin', [{ actor_type: 'RepositoryRole', actor_id: 5 }], true, true],
    ['an App', [{ actor_type: 'Integration', actor_id: 5 }], false, true],
    ['it is not told whom', undefined, true, false],
  ])('a ruleset that lets past: %s', async (_name, bypass, adminsBypass, bypassKnown) => {
    const { forge } = await forgeTold({ [RULES]: { json: REVIEWED }, [CLASSIC]: NOT_PROTECTED, ...ruleset(bypass) });
    expect(await forge.protection('main')).toMatchObject({ enforced: true, adminsBypass, bypassKnown });
  });

  test('a branch that only an App may update', async () => {
    const rules = [rule('update'), rule('deletion'), rule('non_fast_forward')];
    const bypass = [
      { actor_type: 'Integration', actor_id: 77, bypass_mode: 'always' },
      { actor_type: 'Team', actor_id: 8, bypass_mode: 'pull_request' },
    ];
    const only = await forgeTold({ [RULES]: { json: rules }, [CLASSIC]: NOT_PROTECTED, ...ruleset(bypass) });
    expect((await only.forge.protection('main')).updaters).toEqual([{ kind: 'app', id: 77 }]);
    const hidden = await forgeTold({ [RULES]: { json: rules }, [CLASSIC]: NOT_PROTECTED, ...ruleset(undefined) });
    expect(await hidden.forge.protection('main')).not.toHaveProperty('updaters');
    const restrictions = {
      apps: [
        { id: 77, slug: 'lockflight' },
        { id: 9, slug: 'other' },
      ],
      users: [],
      teams: [],
    };
    const both = await forgeTold({ [RULES]: { json: rules }, [CLASSIC]: { json: classic(true, { restrictions }) }, ...ruleset(bypass) });
    expect((await both.forge.protection('main')).updaters).toEqual([{ kind: 'app', id: 77 }]);
    const spared = await forgeTold({ [RULES]: { json: [] }, [CLASSIC]: { json: classic(false, { restrictions }) } });
    expect((await spared.forge.protection('main')).updaters).toEqual([
      { kind: 'app', id: 77, name: 'lockflight' },
      { kind: 'app', id: 9, name: 'other' },
      { kind: 'role', id: 5 },
    ]);
  });

  test('classic protection alone, administrators included or not', async () => {
    for (const admins of [true, false]) {
      const { forge } = await forgeTold({ [RULES]: { json: [] }, [CLASSIC]: { json: classic(admins) } });
      expect(await forge.protection('main')).toMatchObject({
        enforced: true,
        pullRequestRequired: true,
        requiredApprovals: 1,
        forcePushAllowed: false,
        deletionAllowed: true,
        requiredChecks: [{ name: 'ci' }],
        upToDateRequired: false,
        adminsBypass: !admins,
      });
    }
  });

  test('both: administrators get past what only the lenient one demands', async () => {
    const strict = await forgeTold({ [RULES]: { json: REVIEWED }, [CLASSIC]: { json: classic(false) }, ...ruleset([]) });
    expect((await strict.forge.protection('main')).adminsBypass).toBe(true);
    const same = classic(false, { required_status_checks: undefined });
    const covered = await forgeTold({ [RULES]: { json: REVIEWED }, [CLASSIC]: { json: same }, ...ruleset([]) });
    expect((await covered.forge.protection('main')).adminsBypass).toBe(false);
  });

  test('a plan without protection enforces nothing', async () => {
    const { forge } = await forgeTold({ [RULES]: UPGRADE, [CLASSIC]: UPGRADE });
    expect(await forge.protection('main')).toMatchObject({ enforced: false });
  });

  test('who may not read the classic rules is told none only where the branch says so', async () => {
    const open = await forgeTold({ [RULES]: { json: [] }, [CLASSIC]: HIDDEN, [BRANCH]: { json: { protected: false } } });
    expect((await open.forge.protection('main')).enforced).toBe(false);
    const ruled = { protected: true, protection: { enabled: false } };
    const rules = await forgeTold({ [RULES]: { json: REVIEWED }, [CLASSIC]: HIDDEN, [BRANCH]: { json: ruled }, ...ruleset([]) });
    expect((await rules.forge.protection('main')).enforced).toBe(true);
    const hidden = await forgeTold({ [RULES]: { json: [] }, [CLASSIC]: HIDDEN, [BRANCH]: { json: { protected: true } } });
    await expect(hidden.forge.protection('main')).rejects.toMatchObject({ code: 'forge-forbidden' });
  });

  test('no such branch, no such repository', async () => {
    const { forge } = await forgeTold({ [RULES]: { json: [] } });
    await expect(forge.protection('main')).rejects.toMatchObject({ code: 'forge-not-found' });
  });
});

describe('a tag', () => {
  const LIST = 'GET /repos/acme/koomy/rulesets';
  const summary = (id: number, more: object = {}) => ({ id, target: 'tag', enforcement: 'active', ...more });
  const detail = (id: number, include: string[], exclude: string[], types: string[]) => ({
    [`GET /repos/acme/koomy/rulesets/${id}`]: {
      json: { id, conditions: { ref_name: { include, exclude } }, rules: types.map((type) => ({ type })), bypass_actors: [] },
    },
  });
  const ARCHIVE = 'refs/tags/archive/2026-11-20';

  test('what is active, and matches, holds', async () => {
    const { forge } = await forgeTold({
      [LIST]: { json: [summary(1), summary(2, { enforcement: 'evaluate' }), summary(3, { target: 'branch' }), summary(4)] },
      ...detail(1, ['refs/tags/archive/*'], [], ['deletion', 'update']),
      ...detail(4, ['~ALL'], ['refs/tags/archive/*'], ['creation']),
    });
    expect(await forge.protection(ARCHIVE)).toMatchObject({
      ref: ARCHIVE,
      enforced: true,
      deletionAllowed: false,
      forcePushAllowed: false,
      adminsBypass: false,
    });
  });

  test('refusing force alone does not keep a tag in place', async () => {
    const { forge } = await forgeTold({ [LIST]: { json: [summary(1)] }, ...detail(1, ['~ALL'], [], ['deletion', 'non_fast_forward']) });
    expect(await forge.protection(ARCHIVE)).toMatchObject({ deletionAllowed: false, forcePushAllowed: true });
  });

  test('another name, or a plan without rulesets: nothing', async () => {
    const other = await forgeTold({ [LIST]: { json: [summary(1)] }, ...detail(1, ['refs/tags/v*'], [], ['deletion']) });
    expect((await other.forge.protection(ARCHIVE)).enforced).toBe(false);
    const free = await forgeTold({ [LIST]: UPGRADE, 'GET /repos/acme/koomy': { json: repositoryJson } });
    expect((await free.forge.protection(ARCHIVE)).enforced).toBe(false);
  });
});
