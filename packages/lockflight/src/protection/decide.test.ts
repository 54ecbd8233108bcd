/** The ways in which a real ruleset protects nothing, one by one; what Lockflight would do about each; and what it leaves to whoever made the rule. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClassicProtection, Rule, Ruleset } from '../forge/rules-port.ts';
import { known } from '../policy/facts.ts';
import type { Change } from './changes.ts';
import { decideProtection } from './decide.ts';
import { CLASSIC, CONTRACT, changed, factsOf, foreign, RECORDER, type Scene, wholeRulesets } from './facts.fixture.ts';
import type { ProtectionFacts } from './facts.ts';
import { also, codes, KEY, rule, without } from './spoilt.fixture.ts';

const classic = (change: Partial<ClassicProtection>): Scene => ({
  rulesets: without('main'),
  classic: { main: { ...CLASSIC, ...change } },
});

const SYNCED = { type: 'update', raw: { update_allows_fetch_and_merge: true } } as const;
const ADMINS = { who: { kind: 'role', id: 5 }, mode: 'always' } as const;
const OWNERS_MERGING = { who: { kind: 'organization-owners' }, mode: 'pull-request' } as const;

test('what Lockflight itself would make has nothing wrong with it', () => {
  expect(decideProtection(factsOf())).toMatchObject({ enforced: true, advisory: false, findings: [], changes: [] });
  expect(codes(factsOf(classic({})))).toEqual([]);
});

/** Each looks well on the forge's own page. Those of `true` a further ruleset cures. */
const WAYS: readonly (readonly [string, Scene, readonly string[], boolean])[] = [
  ['disabled', { rulesets: foreign('main', (r) => ({ ...r, enforcement: 'disabled' })) }, ['main ruleset-disabled', KEY], true],
  ['only evaluates', { rulesets: foreign('main', (r) => ({ ...r, enforcement: 'evaluate' })) }, ['main ruleset-only-evaluates', KEY], true],
  [
    'matches nothing: a branch that was renamed',
    { rulesets: foreign('main', (r) => ({ ...r, include: ['refs/heads/master'] })) },
    ['main ruleset-matches-nothing', KEY],
    true,
  ],
  [
    'matches nothing: no pattern at all',
    { rulesets: foreign('main', (r) => ({ ...r, include: [] })) },
    ['main ruleset-matches-nothing', KEY],
    true,
  ],
  [
    'excludes the branch that it names',
    { rulesets: foreign('main', (r) => ({ ...r, include: ['refs/heads/*'], exclude: ['refs/heads/m*', 'refs/heads/s*'] })) },
    ['main ruleset-excludes', KEY],
    true,
  ],
  ['administrators get past', { rulesets: foreign('main', (r) => ({ ...r, bypass: [ADMINS] })) }, ['main rules-bypassed', KEY], true],
  [
    'owners get past when they merge',
    { rulesets: foreign('main', (r) => ({ ...r, bypass: [OWNERS_MERGING] })) },
    ['main rules-bypassed', KEY],
    true,
  ],
  ['the classic protection spares administrators', classic({ enforceAdmins: false }), ['main admins-spared', KEY], true],
  [
    'the classic protection names people who need no pull request',
    classic({
      pullRequest: { ...(CLASSIC.pullRequest as NonNullable<ClassicProtection['pullRequest']>), bypass: [{ kind: 'user', name: 'olga' }] },
    }),
    ['main rules-bypassed', KEY],
    true,
  ],
  [
    'the check is not pinned to an App',
    {
      rulesets: foreign(
        'main',
        rule('checks', (r) => ({ ...r, checks: [{ name: 'lockflight / production' }] })),
      ),
    },
    ['main check-not-pinned', KEY],
    true,
  ],
  [
    'the check has another name',
    {
      rulesets: foreign(
        'main',
        rule('checks', (r) => ({ ...r, checks: [{ name: 'lockflight/production' }] })),
      ),
    },
    ['main check-not-required', KEY],
    true,
  ],
  [
    'not strict: the base may have moved',
    {
      rulesets: foreign(
        'main',
        rule('checks', (r) => ({ ...r, strict: false })),
      ),
    },
    ['main not-strict'],
    true,
  ],
  [
    'a pull request without approvals',
    {
      rulesets: foreign(
        'main',
        rule('pull-request', (r) => ({ ...r, approvals: 0 })),
      ),
    },
    ['main too-few-approvals'],
    true,
  ],
  [
    'the classic protection allows forced pushes and deletions',
    classic({ forcePushAllowed: true, deletionAllowed: true }),
    ['main deletion-allowed', 'main force-push-allowed'],
    true,
  ],
  [
    'the classic protection lets somebody force all the same',
    classic({ forcePushers: [{ kind: 'user', name: 'olga' }] }),
    ['main rules-bypassed'],
    true,
  ],
  [
    'no merge commits in the repository',
    {
      with: { repository: { defaultBranch: 'main', mergeMethods: { merge: false, squash: true, rebase: true }, mergeMethodsKnown: true } },
    },
    ['main merge-method-refused'],
    true,
  ],
  [
    'no merge commits by a rule of somebody else',
    {
      rulesets: foreign(
        'main',
        rule('pull-request', (r) => ({ ...r, mergeMethods: ['squash'] })),
      ),
    },
    ['main merge-method-refused'],
    false,
  ],
  [
    'a linear history, and promotions are merge commits',
    { rulesets: foreign('main', also({ type: 'linear-history' })) },
    ['main linear-history'],
    false,
  ],
  [
    'the check is pinned to another App: nothing could ever be merged',
    {
      rulesets: [
        ...wholeRulesets(),
        ...foreign(
          'main',
          rule('checks', (r) => ({ ...r, checks: [{ name: 'lockflight / production', app: 15368 }] })),
        )
          .filter((r) => r.name === 'ours since 2019')
          .map((r) => ({ ...r, id: 99 })),
      ],
    },
    ['main check-pinned-elsewhere'],
    false,
  ],
  [
    'a locked branch, signatures, a queue',
    { rulesets: foreign('main', also({ type: 'update' }, { type: 'signatures' }, { type: 'merge-queue' })) },
    ['main promotion-barred'],
    false,
  ],
  [
    'nothing at all',
    { rulesets: without('main') },
    ['main check-not-required', 'main deletion-allowed', 'main force-push-allowed', 'main pull-request-not-required', KEY],
    true,
  ],
  [
    'the source of promotions may be rewritten',
    { rulesets: without('staging') },
    ['staging deletion-allowed', 'staging force-push-allowed'],
    true,
  ],
  ['anybody writes the ledger', { rulesets: without('ledger, recorder only') }, ['lockflight/ledger ledger-open'], true],
  [
    'somebody beside the recorder writes the ledger',
    { rulesets: foreign('ledger, recorder only', (r) => ({ ...r, bypass: [...(r.bypass ?? []), ADMINS] })) },
    ['lockflight/ledger rules-bypassed'],
    true,
  ],
  [
    'whoever may write brings the ledger to where another repository stands',
    {
      rulesets: foreign('ledger, recorder only', (r) => ({ ...r, rules: [SYNCED] })),
    },
    ['lockflight/ledger ledger-open'],
    true,
  ],
  [
    'who may rewind the ledger',
    { rulesets: foreign('ledger, append only', (r) => ({ ...r, bypass: [ADMINS] })) },
    ['lockflight/ledger rules-bypassed'],
    true,
  ],
  [
    'the recorder itself is kept out',
    {
      rulesets: [...wholeRulesets(), ...foreign('ledger, recorder only', (r) => ({ ...r, id: 98, bypass: [] })).filter((r) => r.id === 98)],
    },
    ['lockflight/ledger recorder-shut-out'],
    false,
  ],
  [
    'archives of one level only',
    { rulesets: foreign('archives', (r) => ({ ...r, include: ['refs/tags/archive/*'] })) },
    ['archive/**/* archives-movable', 'archive/**/* deletion-allowed', 'archive/**/* ruleset-matches-nothing'].slice(2),
    true,
  ],
  [
    'archives that a pattern takes out again, in words that only look like others',
    { rulesets: foreign('archives', (r) => ({ ...r, exclude: ['refs/tags/arch**/**/*'] })) },
    ['archive/**/* ruleset-excludes'],
    true,
  ],
  [
    'archives that are taken out by what nobody can read',
    { rulesets: foreign('archives', (r) => ({ ...r, exclude: ['refs/tags/[^z]*/**/*'] })) },
    ['archive/**/* ruleset-excludes'],
    true,
  ],
  [
    'archives by a pattern that the forge does not take',
    { rulesets: foreign('archives', (r) => ({ ...r, include: ['refs/tags/\\archive/**/*'] })) },
    ['archive/**/* ruleset-matches-nothing'],
    true,
  ],
  [
    'archives that move forward without force',
    { rulesets: foreign('archives', (r) => ({ ...r, rules: [{ type: 'non-fast-forward' }, { type: 'deletion' }] })) },
    ['archive/**/* archives-movable'],
    true,
  ],
  [
    'archives, with a way past',
    { rulesets: foreign('archives', (r) => ({ ...r, bypass: [{ who: { kind: 'app', id: RECORDER.id }, mode: 'always' }] })) },
    ['archive/**/* rules-bypassed'],
    true,
  ],
];

describe('protects nothing', () => {
  test.each(WAYS)('%s', (_, scene, expected, mended) => {
    const facts = factsOf(scene);
    expect(codes(facts)).toEqual([...expected].sort());
    const { findings, changes } = decideProtection(facts);
    expect(findings.map((f) => f.mended)).toEqual(findings.map(() => mended));
    // A finding about a branch says where the contract asks for it.
    for (const { at, kind } of findings)
      if (kind === 'environment') expect(at).toMatchObject({ file: 'lockflight.yaml', line: expect.any(Number) });
    if (!mended) return;
    const after = applied(facts, scene, changes);
    expect(decideProtection(after)).toMatchObject({ enforced: true, findings: [], changes: [] });
  });
});

/** What the forge would hold after the changes: what was there, and what they make. */
const applied = (facts: ProtectionFacts, scene: Scene, changes: readonly Change[]): ProtectionFacts => {
  const before = facts.rulesets.known ? facts.rulesets.value : [];
  const drafts = new Map(changes.flatMap((change) => (change.kind === 'update-ruleset' ? [[change.ruleset, change.draft]] : [])));
  const made = changes.flatMap((change, at): readonly Ruleset[] =>
    change.kind === 'create-ruleset' ? [{ ...change.draft, id: 1000 + at, source: 'repository' }] : [],
  );
  const rulesets = [...before.map((ruleset) => ({ ...ruleset, ...drafts.get(ruleset.id) })), ...made];
  const methods = changes.flatMap((change) => (change.kind === 'allow-merge-method' ? [change.method] : []));
  const mergeMethods = { ...facts.repository.mergeMethods, ...Object.fromEntries(methods.map((method) => [method, true])) };
  return factsOf({ ...scene, rulesets, with: { ...scene.with, repository: { ...facts.repository, mergeMethods } } });
};

describe('rules of Lockflight itself that somebody changed', () => {
  test.each<readonly [name: string, ruleset: string, change: (r: Ruleset) => Ruleset, said: string]>([
    ['disabled', 'main', (r) => ({ ...r, enforcement: 'disabled' }), 'it is switched on'],
    ['only watching', 'main', (r) => ({ ...r, enforcement: 'evaluate' }), 'it refuses from now on, where it only evaluated'],
    ['with people who get past', 'main', (r) => ({ ...r, bypass: [ADMINS] }), 'it lets past no more: administrators'],
    ['for another branch', 'main', (r) => ({ ...r, include: ['refs/heads/old'] }), 'it is about: refs/heads/main'],
    [
      'but not for this branch',
      'main',
      (r) => ({ ...r, exclude: ['~DEFAULT_BRANCH', 'refs/heads/x'] }),
      'it leaves out no more: ~DEFAULT_BRANCH',
    ],
    ['with a check less', 'main', (r) => ({ ...r, rules: r.rules.filter(({ type }) => type !== 'checks') }), ''],
    ['with other ways of merging', 'main', rule('pull-request', (r) => ({ ...r, mergeMethods: ['squash'] })), ''],
    ['without the recorder', 'ledger, recorder only', (r) => ({ ...r, bypass: [] }), "it lets past: the recorder's App"],
    ['open to what a fork brings', 'ledger, recorder only', (r) => ({ ...r, rules: [SYNCED] }), ''],
  ])('%s: put right where it is, and said before', (_, name, change, said) => {
    const scene = { rulesets: changed(name, change) };
    const facts = factsOf(scene);
    const { findings, changes } = decideProtection(facts);
    expect(findings.length).toBeGreaterThan(0);
    expect(changes.map(({ kind }) => kind)).toEqual(['update-ruleset']);
    expect(changes.map(({ text }) => text.en.split('; ').slice(1))).toEqual([said === '' ? [] : [said]]);
    expect(decideProtection(applied(facts, scene, changes))).toMatchObject({ enforced: true, changes: [] });
  });

  test('what they added stays', () => {
    const scene = {
      rulesets: changed('main', (r) =>
        also({ type: 'other', name: 'code_scanning', raw: { a: 1 } })(
          rule('checks', (c) => ({ ...c, strict: false, checks: [...c.checks, { name: 'ci' }] }))(r),
        ),
      ),
    };
    const [change] = decideProtection(factsOf(scene)).changes;
    const rules = change?.kind === 'update-ruleset' ? change.draft.rules : [];
    expect(rules).toContainEqual({ type: 'other', name: 'code_scanning', raw: { a: 1 } });
    expect(rules.find((r) => r.type === 'checks')).toMatchObject({
      strict: true,
      checks: [{ name: 'ci' }, { name: 'lockflight / production', app: 77 }],
    });
  });
});

const unknown = (code: string) => ({ known: false, code, why: { en: '', fr: '' }, fix: { en: '', fr: '' } }) as const;

describe('what cannot be told', () => {
  test('who may force where the classic protection refuses it', () => {
    const { forcePushers: _, ...unseen } = CLASSIC;
    expect(codes(factsOf({ rulesets: without('main'), classic: { main: unseen } }))).toEqual(['main bypass-unreadable']);
  });

  test('who gets past: never taken for nobody, and nothing is planned for it', () => {
    const hidden = wholeRulesets().map(({ bypass: _, ...ruleset }) => ruleset);
    const { enforced, findings, changes } = decideProtection(factsOf({ rulesets: hidden }));
    expect(enforced).toBe(false);
    expect(new Set(findings.map(({ code, severity }) => `${severity} ${code}`))).toEqual(
      new Set(['unknown bypass-unreadable', 'unknown recorder-key-unreadable']),
    );
    expect(changes).toEqual([]);
  });

  test('the classic protection: matters only where no ruleset says it', () => {
    const branches = factsOf().branches;
    const unread = new Map([...branches].map(([name, facts]) => [name, { ...facts, classic: unknown('forge-forbidden') }]));
    expect(codes(factsOf({ with: { branches: unread } }))).toEqual([]);
    const none = new Map(
      [...factsOf({ rulesets: without('main') }).branches].map(([name, facts]) => [
        name,
        { ...facts, classic: unknown('forge-forbidden') },
      ]),
    );
    expect(codes(factsOf({ rulesets: without('main'), with: { branches: none } }))).toEqual([
      'lockflight recorder-key-unreadable',
      'main protection-unreadable',
    ]);
  });

  test('the rules, the recorder, the way of merging, the key', () => {
    const repository = { defaultBranch: 'main', mergeMethods: { merge: false, squash: false, rebase: false }, mergeMethodsKnown: false };
    expect(codes(factsOf({ with: { repository } }))).toEqual(['main protection-unreadable']);
    expect(codes(factsOf({ with: { rulesets: unknown('forge-unavailable') } }))).toEqual(
      [
        ...['archive/**/*', 'lockflight/ledger', 'main', 'staging'].map((name) => `${name} protection-unreadable`),
        'lockflight recorder-key-unreadable',
      ].sort(),
    );
    expect(codes(factsOf({ with: { recorder: unknown('forge-forbidden') } }))).toContain('- recorder-unreadable');
    expect(codes(factsOf({ with: { vault: { ...factsOf().vault, place: unknown('forge-forbidden') } } }))).toEqual([
      'lockflight recorder-key-unreadable',
    ]);
  });

  test('a plan without rules is advice, never enforced', () => {
    const limited = decideProtection(factsOf({ with: { rulesets: unknown('forge-plan-limited') } }));
    expect(limited).toMatchObject({ enforced: false, advisory: true, changes: [] });
    expect(limited.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'lapse plan-cannot-protect',
      'lapse recorder-key-reachable',
    ]);
  });
});

describe('the key of the recorder', () => {
  const { vault } = factsOf();
  const place = (branches: 'any' | 'protected' | readonly { readonly pattern: string; readonly kind: 'branch' | 'tag' }[]) => ({
    with: { vault: { ...vault, place: { known: true, value: { name: 'lockflight', branches, reviewers: 0, waitMinutes: 0 } } as const } },
  });
  test.each<readonly [string, Scene, readonly string[], boolean]>([
    ['every branch', place('any'), [KEY], true],
    ['every protected branch', place('protected'), [KEY], false],
    [
      'another branch too',
      place([
        { pattern: 'main', kind: 'branch' },
        { pattern: 'release/*', kind: 'branch' },
      ]),
      [KEY],
      false,
    ],
    ['a tag of that name', place([{ pattern: 'main', kind: 'tag' }]), [KEY], false],
    [
      'a secret of the repository too',
      { with: { vault: { ...vault, shared: { ...vault.shared, repository: known([vault.key]) } } } },
      ['lockflight recorder-key-shared'],
      false,
    ],
    [
      "the App's key, of the repository",
      { with: { vault: { ...vault, shared: { ...vault.shared, repository: known([vault.appKey]) } } } },
      ['lockflight recorder-key-shared'],
      false,
    ],
    [
      'a secret of the organisation',
      { with: { vault: { ...vault, shared: { ...vault.shared, organization: known(['OTHER', vault.key]) } } } },
      ['lockflight recorder-key-shared'],
      false,
    ],
    [
      'secrets of the organisation that cannot be read',
      { with: { vault: { ...vault, shared: { ...vault.shared, organization: unknown('forge-forbidden') } } } },
      ['lockflight recorder-key-unreadable'],
      false,
    ],
    ['without an App there is no key of it', { with: { vault: { ...vault, own: known([vault.key]) } } }, [], false],
    ['not there', { with: { vault: { ...vault, own: { known: true, value: [] } } } }, ['lockflight recorder-key-missing'], false],
  ])('%s', (_, scene, expected, mended) => {
    const { findings, changes } = decideProtection(factsOf(scene));
    expect(findings.map(({ about, code }) => `${about} ${code}`)).toEqual(expected);
    expect(findings.map((f) => f.mended)).toEqual(findings.map(() => mended));
    expect(changes.map(({ kind }) => kind)).toEqual(mended ? ['limit-environment'] : []);
  });

  test('before adoption there is none', () => {
    expect(codes(factsOf({ ...place('any'), with: { ...place('any').with, adopted: false } }))).toEqual([]);
  });
});

describe('the contract', () => {
  test('without an App of its own nothing can be pinned, nor the ledger be kept: said so, and not cured', () => {
    const facts = factsOf({ rulesets: [], with: { recorder: { known: true, value: undefined } } });
    const { changes } = decideProtection(facts);
    const after = applied(facts, { with: { recorder: { known: true, value: undefined } } }, changes);
    expect(codes(after)).toEqual([KEY, 'lockflight/ledger ledger-open', 'main check-not-pinned']);
    expect(decideProtection(after).changes).toEqual([]);
  });

  test('writers may push where it says so; a linear step is squashed; no flow asks for nothing', () => {
    const linear = CONTRACT.replace('to: production,', 'to: production, linear: true,');
    const squash = factsOf({ contract: linear });
    expect(codes(squash)).toEqual([]);
    expect(
      codes(
        factsOf({
          contract: linear,
          rulesets: [...wholeRulesets(linear), ...changed('main', also({ type: 'linear-history' })).map((r) => ({ ...r, id: r.id + 500 }))],
        }),
      ),
    ).toEqual(['main merge-method-refused']);
    const alone = CONTRACT.replace(/flow:[\s\S]*/, '');
    expect(codes(factsOf({ contract: alone, rulesets: [], with: { adopted: false } }))).toEqual([]);
  });

  test('property: nothing that Lockflight makes is looser than what it found, and a second look plans nothing', () => {
    const ruleset = fc.record({
      enforcement: fc.constantFrom('active', 'evaluate', 'disabled'),
      include: fc.subarray(['refs/heads/main', 'refs/heads/*', 'refs/heads/x*', '~DEFAULT_BRANCH']),
      exclude: fc.subarray(['refs/heads/x', 'refs/heads/m*']),
      bypass: fc.subarray([ADMINS, OWNERS_MERGING]),
      rules: fc.subarray<Rule>([
        { type: 'deletion' },
        { type: 'non-fast-forward' },
        { type: 'checks', strict: false, checks: [{ name: 'ci' }, { name: 'lockflight / production' }] },
        { type: 'pull-request', approvals: 3, dismissStale: true, codeOwners: false, lastPushApproval: true, conversations: false },
        { type: 'other', name: 'x' },
      ]),
    });
    fc.assert(
      fc.property(ruleset, fc.boolean(), (made, ours) => {
        const found: Ruleset = { ...made, id: 500, name: ours ? 'lockflight: main' : 'theirs', target: 'branch', source: 'repository' };
        const scene = { rulesets: [...without('main'), found] };
        const facts = factsOf(scene);
        const { changes } = decideProtection(facts);
        for (const change of changes) if (change.kind === 'update-ruleset') expect(ours && change.ruleset === 500).toBe(true);
        const after = applied(facts, scene, changes);
        expect(decideProtection(after)).toMatchObject({ enforced: true, changes: [] });
        const kept = after.rulesets.known ? after.rulesets.value.find(({ id }) => id === 500) : undefined;
        for (const { type } of found.rules) expect(kept?.rules.map((r) => r.type)).toContain(type);
        expect(kept?.include).toEqual(expect.arrayContaining([...found.include]));
        const approvals = (r: Ruleset | undefined): number =>
          Math.max(0, ...(r?.rules ?? []).map((one) => (one.type === 'pull-request' ? one.approvals : 0)));
        expect(approvals(kept)).toBeGreaterThanOrEqual(approvals(found));
        if (!ours) expect(kept).toEqual(found);
      }),
    );
  });
});
