import { describe, expect, test } from 'vitest';
import { hasCode } from '../errors.ts';
import { ADA, AGENT, AT, BOB, COMMIT, CONTRACT, FACTS, factsWith, gone, NOW, OCTOCAT, RULES, STEP, stepOf, TREE } from './facts.fixture.ts';
import { type Facts, type HoldFact, known, type WaiverFact } from './facts.ts';
import { judge } from './judge.ts';

const NIGHT = '2026-11-20T23:00:00Z';
const HOLD: HoldFact = { id: 'h1', step: 'release', why: 'freeze for the sale', by: 'octocat' };
const WAIVER: WaiverFact = { gate: 'window', why: 'incident 12', by: { ...OCTOCAT, bot: false }, until: '2026-11-21T00:00:00Z' };

const codesOf = (facts: Partial<Facts>, step = STEP, now = NOW, contract = CONTRACT): Record<string, string> =>
  Object.fromEntries(judge(contract, step, factsWith(facts), now).gates.map((g) => [g.id, `${g.outcome} ${g.code}`]));

describe('the verdict', () => {
  test('lists every gate in the order of the step, and passes', () => {
    const verdict = judge(CONTRACT, STEP, FACTS, NOW);
    expect(verdict.outcome).toBe('passed');
    expect(verdict.gates.map((g) => g.id)).toEqual(STEP.gates.map((g) => g.id));
    expect(verdict.candidate).toEqual({ commit: COMMIT, tree: TREE });
  });

  test('tells every obstacle, not only the first', () => {
    const verdict = judge(CONTRACT, STEP, factsWith({ approvals: known([]), evidence: known([]) }), NIGHT);
    expect(verdict.outcome).toBe('blocked');
    expect(verdict.gates.filter((g) => g.outcome === 'blocked').map((g) => g.id)).toEqual([
      'evidence:ci-check',
      'evidence:smoke',
      'approval:release',
      'window',
    ]);
  });

  test('is errored when nothing but the unknown stands in the way, blocked when something else does', () => {
    expect(judge(CONTRACT, STEP, factsWith({ evidence: gone }), NOW).outcome).toBe('errored');
    expect(judge(CONTRACT, STEP, factsWith({ evidence: gone }), NIGHT).outcome).toBe('blocked');
  });

  test('names the code of the fact that could not be had', () => {
    const gate = judge(CONTRACT, STEP, factsWith({ evidence: gone }), NOW).gates.find((g) => g.id === 'evidence:smoke');
    expect(gate?.cause).toBe('forge-unavailable');
  });

  test('a step without gates passes', () =>
    expect(judge(CONTRACT, stepOf([]), FACTS, NOW)).toMatchObject({ outcome: 'passed', gates: [] }));

  test('a moment without a zone is refused', () => {
    try {
      judge(CONTRACT, STEP, FACTS, '2026-11-20 12:00');
      expect.unreachable();
    } catch (error) {
      expect(hasCode(error, 'impossible-moment')).toBe(true);
    }
  });
});

describe('approval:owners', () => {
  const step = stepOf([]);
  const approved = known([
    { kind: 'owners', tree: TREE, person: { ...OCTOCAT, bot: false }, result: 'approved' as const, at: '2026-11-19T10:00:00Z' },
  ]);
  const touching = (path: string) => known([{ path, change: 'modified' as const }]);

  test.each(['lockflight.yaml', '.github/workflows/ci.yml', 'package.json', 'scripts/check.sh'])('%s changed', (path) => {
    expect(codesOf({ changes: touching(path) }, step)).toEqual({ 'approval:owners': 'blocked approval-missing' });
    expect(codesOf({ changes: touching(path), approvals: approved }, step)).toEqual({ 'approval:owners': 'passed passed' });
  });
  test('nothing of the kind changed: absent', () => expect(codesOf({}, step)).toEqual({}));
  test('a deletion is a change', () =>
    expect(codesOf({ changes: known([{ path: 'scripts/check.sh', change: 'deleted' }]) }, step)).toEqual({
      'approval:owners': 'blocked approval-missing',
    }));
  test('changes unknown', () => expect(codesOf({ changes: gone }, step)).toEqual({ 'approval:owners': 'errored fact-unknown' }));
  test('no owners in the contract in force', () => {
    const contract = { ...CONTRACT, people: CONTRACT.people.filter((r) => r.name !== 'owners') };
    expect(codesOf({ changes: touching('package.json') }, step, NOW, contract)).toEqual({ 'approval:owners': 'blocked owners-missing' });
  });
  test('the owner who wrote the change does not let it through', () => {
    const authorship = known([{ commit: COMMIT, subject: 'Loosen it', authors: [OCTOCAT] }]);
    const facts = { changes: touching('lockflight.yaml'), approvals: approved, authorship };
    expect(codesOf(facts, step)).toEqual({ 'approval:owners': 'blocked approval-by-author' });
    const solo = stepOf([{ ...RULES['approval:release'], solo: true }]);
    expect(codesOf(facts, solo)['approval:owners']).toBe('passed passed-solo');
  });
  test('the differences are told in words', () => {
    const contractChanges = [
      ...Array.from({ length: 9 }, (_, i) => ({ kind: 'looser', text: { en: `gate ${i} removed`, fr: `porte ${i} retirée` } }) as const),
      { kind: 'other', text: { en: 'the language changes', fr: 'la langue change' } } as const,
    ];
    const [gate] = judge(CONTRACT, step, factsWith({ changes: touching('lockflight.yaml'), contractChanges }), NOW).gates;
    // What gets looser is never cut short.
    for (let i = 0; i < 9; i += 1) expect(gate?.reason.en).toContain(`gate ${i} removed`);
    expect(gate?.reason.en).toMatch(/looser: .*; other: the language changes/);
    expect(gate?.reason.fr).toContain('plus souple : porte 0 retirée');
  });
  test('a step that asks for it itself is not asked twice', () => {
    const own = stepOf([{ gate: 'approval', id: 'approval:owners', at: AT, of: 'owners', by: ['owners'], count: 1, solo: false }]);
    expect(codesOf({ changes: touching('package.json') }, own)).toEqual({ 'approval:owners': 'blocked approval-missing' });
  });
});

describe('holds', () => {
  const bare = stepOf([RULES.variables]);
  test('stop a step that has no window gate', () =>
    expect(codesOf({ holds: known([HOLD]) }, bare)).toEqual({ variables: 'passed passed', hold: 'blocked held' }));
  test('are told by the window gate where there is one', () => {
    const codes = codesOf({ holds: known([HOLD]) });
    expect(codes.window).toBe('blocked held');
    expect(codes.hold).toBeUndefined();
  });
  test('of another step do not count', () =>
    expect(codesOf({ holds: known([{ ...HOLD, step: 'expedited' }]) }, bare).hold).toBeUndefined());
  test('not yet begun, or over', () => {
    expect(codesOf({ holds: known([{ ...HOLD, from: '2026-11-21T00:00:00Z' }]) }, bare).hold).toBeUndefined();
    expect(codesOf({ holds: known([{ ...HOLD, until: '2026-11-20T12:00:00Z' }]) }, bare).hold).toBeUndefined();
  });
  test('with an end that nobody can read stay', () =>
    expect(codesOf({ holds: known([{ ...HOLD, until: 'soon' }]) }, bare).hold).toBe('blocked held'));
  test('of a rollback end with its post-mortem', () => {
    const [gate] = judge(CONTRACT, stepOf([]), factsWith({ holds: known([{ ...HOLD, rollback: 'r1' }]) }), NOW).gates;
    expect(gate?.fix?.en).toContain('post-mortem');
  });
  test('that could not be read let nothing through, and no waiver counts meanwhile', () => {
    expect(codesOf({ holds: gone }, bare).hold).toBe('errored fact-unknown');
    expect(codesOf({ holds: gone, waivers: known([WAIVER]) }).window).toBe('errored fact-unknown');
    expect(codesOf({ holds: gone }).hold).toBeUndefined();
  });
  test('are not lifted by a waiver of the opening hours', () =>
    expect(codesOf({ holds: known([HOLD]), waivers: known([WAIVER]) }).window).toBe('blocked held'));
  test('are lifted by a waiver only where the step lists hold', () => {
    const waivers = [{ ...WAIVER, gate: 'hold' }];
    expect(codesOf({ holds: known([HOLD]), waivers: known(waivers) }, bare).hold).toBe('blocked held');
    expect(codesOf({ holds: known([HOLD]), waivers: known(waivers) }, { ...bare, waivable: { by: ['cto'], gates: ['hold'] } }).hold).toBe(
      'waived waived',
    );
  });
});

describe('waivers', () => {
  const windowWith = (waiver: WaiverFact, facts: Partial<Facts> = {}) =>
    codesOf({ ...facts, waivers: known([waiver]) }, STEP, NIGHT).window;

  test('lift a gate and keep what they overrode', () => {
    const gate = judge(CONTRACT, STEP, factsWith({ waivers: known([WAIVER]) }), NIGHT).gates.find((g) => g.id === 'window');
    expect(gate).toMatchObject({ outcome: 'waived', overridden: { outcome: 'blocked', code: 'window-closed' } });
    expect(judge(CONTRACT, STEP, factsWith({ waivers: known([WAIVER]) }), NIGHT).outcome).toBe('passed');
  });
  test('change nothing where the gate passes', () => expect(codesOf({ waivers: known([WAIVER]) }).window).toBe('passed passed'));
  test('by somebody who may not', () => expect(windowWith({ ...WAIVER, by: { ...ADA, bot: false } })).toBe('blocked window-closed'));
  test('by a bot', () => expect(windowWith({ ...WAIVER, by: { ...OCTOCAT, bot: true } })).toBe('blocked window-closed'));
  test('by an agent', () =>
    expect(windowWith({ ...WAIVER, by: { ...AGENT, bot: false } }, { members: known([{ role: 'cto', people: [AGENT] }]) })).toBe(
      'blocked window-closed',
    ));
  test('without a reason', () => expect(windowWith({ ...WAIVER, why: ' ' })).toBe('blocked window-closed'));
  test('whose end has come', () => expect(windowWith({ ...WAIVER, until: NIGHT })).toBe('blocked window-closed'));
  test('without an end that can be read', () => expect(windowWith({ ...WAIVER, until: 'never' })).toBe('blocked window-closed'));
  test('while nobody can tell who may', () => expect(windowWith(WAIVER, { members: gone })).toBe('blocked window-closed'));
  test('for a gate that is not waivable', () => {
    const waivers = known([{ ...WAIVER, gate: 'approval:release' }]);
    expect(codesOf({ approvals: known([]), waivers })['approval:release']).toBe('blocked approval-missing');
  });
  test('do not make an author of a change its approver', () => {
    const authorship = known([{ commit: COMMIT, subject: 'Mine', authors: [OCTOCAT, BOB] }]);
    expect(codesOf({ authorship, waivers: known([WAIVER]) })['approval:release']).toBe('blocked approval-by-author');
  });
});
