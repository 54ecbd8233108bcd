import { describe, expect, test } from 'vitest';
import type { Rule, Ruleset } from '../forge/rules-port.ts';
import { factsOf, RECORDER, wholeRulesets } from './facts.fixture.ts';
import { codes, KEY, without } from './spoilt.fixture.ts';

describe("the default branch, which is given the recorder's key", () => {
  const APPROVED = {
    type: 'pull-request',
    approvals: 1,
    dismissStale: true,
    codeOwners: false,
    lastPushApproval: false,
    conversations: false,
  } as const;
  const CHECKED = { type: 'checks', strict: true, checks: [{ name: 'lockflight / production', app: RECORDER.id }] } as const;
  const TEAM = { who: { kind: 'team', id: 3 }, mode: 'pull-request' } as const;
  /** Of the key alone: the contract's own demands are not the matter here. */
  const key = (rules: readonly Rule[], more: Partial<Ruleset> = {}): readonly string[] =>
    codes(factsOf({ rulesets: [...without('main'), { ...wholeMain, name: 'theirs', id: 900, rules, ...more }] })).filter((one) =>
      one.startsWith('lockflight '),
    );
  const [wholeMain = fail()] = wholeRulesets().filter(({ name }) => name === 'lockflight: main');

  test('a pull request alone guards nothing, whoever may write merges their own', () => {
    expect(key([{ ...APPROVED, approvals: 0 }])).toEqual([KEY]);
    expect(key([{ type: 'merge-queue' }])).toEqual([KEY]);
    expect(
      key([
        { ...APPROVED, approvals: 0 },
        { ...CHECKED, checks: [{ name: 'ci' }] },
      ]),
    ).toEqual([KEY]);
    expect(
      key([
        { ...APPROVED, approvals: 0 },
        { ...CHECKED, checks: [{ name: 'lockflight / production' }] },
      ]),
    ).toEqual([KEY]);
    expect(
      key([
        { ...APPROVED, approvals: 0 },
        { ...CHECKED, checks: [{ name: 'lockflight / staging', app: RECORDER.id }] },
      ]),
    ).toEqual([KEY]);
  });

  test('an approval that outlives the next push guards nothing either', () => {
    expect(key([{ ...APPROVED, dismissStale: false }])).toEqual([KEY]);
    expect(key([APPROVED])).toEqual([]);
    expect(key([{ ...APPROVED, dismissStale: false, lastPushApproval: true }])).toEqual([]);
  });

  test("the recorder's check does, where nobody merges past it", () => {
    expect(key([{ ...APPROVED, approvals: 0 }, CHECKED])).toEqual([]);
    expect(key([{ ...APPROVED, approvals: 0 }, CHECKED], { bypass: [TEAM] })).toEqual([KEY]);
    expect(key([APPROVED], { bypass: [TEAM] })).toEqual([KEY]);
    expect(key([{ ...APPROVED, approvals: 0 }, CHECKED], { enforcement: 'evaluate' })).toEqual([KEY]);
    expect(key([CHECKED])).toEqual([KEY]);
  });

  test('what cannot be seen is not taken for a guard', () => {
    const { bypass: _, ...hidden } = { ...wholeMain, id: 900, rules: [APPROVED, CHECKED] };
    expect(codes(factsOf({ rulesets: [...without('main'), hidden] }))).toContain('lockflight recorder-key-unreadable');
  });
});

const fail = (): never => {
  throw new Error('the contract asks for rules on main');
};
