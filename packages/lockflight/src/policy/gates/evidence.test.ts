import { describe, expect, test } from 'vitest';
import type { Contract } from '../../contract/model.ts';
import { CONTRACT, gone, OTHER_TREE, outcomeOf, RULES, TREE } from '../facts.fixture.ts';
import { known } from '../facts.ts';

describe('evidence', () => {
  const smoke = RULES['evidence:smoke'];
  const unit = RULES['evidence:ci-check'];
  const statement = { kind: 'smoke', environment: 'staging', result: 'passed', tree: TREE, at: '2026-11-18T13:00:00Z', by: 'CI' } as const;
  const said = (
    ...evidence: readonly Partial<
      typeof statement | { result: 'failed' | 'withdrawn' | 'errored'; environment: string; at: string; tree: string; kind: string }
    >[]
  ) => ({
    facts: { evidence: known(evidence.map((e) => ({ ...statement, ...e }))) },
  });
  const staging = (change: Partial<Contract['environments'][number]>): Contract => ({
    ...CONTRACT,
    environments: CONTRACT.environments.map((e) => (e.name === 'staging' ? { ...e, ...change } : e)),
  });

  test('none', () => expect(outcomeOf(smoke, said())).toBe('blocked evidence-missing'));
  test('of another tree', () => expect(outcomeOf(smoke, said({ tree: OTHER_TREE }))).toBe('blocked evidence-missing'));
  test('of another kind', () => expect(outcomeOf(smoke, said({ kind: 'user-tests' }))).toBe('blocked evidence-missing'));
  test('from another environment', () => expect(outcomeOf(smoke, said({ environment: 'production' }))).toBe('blocked evidence-missing'));
  test('a kind of the tree alone does not take evidence of an environment', () =>
    expect(outcomeOf(unit, said({ kind: 'ci-check' }))).toBe('blocked evidence-missing'));
  test('a later failure cancels a pass', () => expect(outcomeOf(smoke, said({}, { result: 'failed' }))).toBe('blocked evidence-failed'));
  test('a later pass cancels a failure', () => expect(outcomeOf(smoke, said({ result: 'failed' }, {}))).toBe('passed passed'));
  test('withdrawn', () => expect(outcomeOf(smoke, said({}, { result: 'withdrawn' }))).toBe('blocked evidence-withdrawn'));
  test('observed while another tree ran there', () =>
    expect(outcomeOf(smoke, said({}, { result: 'errored' }))).toBe('errored evidence-unbound'));
  test('the order of the ledger decides, not the clock', () =>
    expect(outcomeOf(smoke, said({}, { result: 'failed', at: '2026-11-01T00:00:00Z' }))).toBe('blocked evidence-failed'));
  test('too old', () => expect(outcomeOf(smoke, said({ at: '2026-11-13T11:59:59Z' }))).toBe('blocked evidence-stale'));
  test('just young enough', () => expect(outcomeOf(smoke, said({ at: '2026-11-13T12:00:00Z' }))).toBe('passed passed'));
  test('dated in the future', () => expect(outcomeOf(smoke, said({ at: '2026-11-20T13:00:00Z' }))).toBe('blocked evidence-future'));
  test('not dated', () => expect(outcomeOf(smoke, said({ at: 'yesterday' }))).toBe('blocked evidence-future'));
  test('an environment that forbids the activity', () =>
    expect(outcomeOf(smoke, { contract: staging({ forbids: ['smoke'] }) })).toBe('blocked evidence-refused'));
  test('an environment that allows other activities only', () =>
    expect(outcomeOf(smoke, { contract: staging({ allows: ['user-tests'] }) })).toBe('blocked evidence-refused'));
  test('what an environment forbids does not touch a kind of the tree alone', () =>
    expect(outcomeOf(unit, { contract: staging({ forbids: ['unit-tests'] }) })).toBe('passed passed'));
  test('unknown', () => expect(outcomeOf(smoke, { facts: { evidence: gone } })).toBe('errored fact-unknown'));
  describe('a rehearsal of the way back speaks of a pair of trees', () => {
    const rehearsal = { ...smoke, id: 'evidence:rollback-rehearsal', of: 'rollback-rehearsal' } as const;
    const rehearsed = (...against: readonly (string | undefined)[]) =>
      against.map((tree) => ({ ...statement, kind: 'rollback-rehearsal', ...(tree === undefined ? {} : { against: tree }) }));
    const facts = (...against: readonly (string | undefined)[]) => ({ facts: { evidence: known(rehearsed(...against)) } });
    test('this one, back to what the target has', () => expect(outcomeOf(rehearsal, facts(OTHER_TREE))).toBe('passed passed'));
    test('back to another one', () => expect(outcomeOf(rehearsal, facts(TREE))).toBe('blocked rehearsal-of-another-pair'));
    test('back to nobody knows what', () => expect(outcomeOf(rehearsal, facts(undefined))).toBe('blocked rehearsal-of-another-pair'));
    test('a later one of another pair takes nothing back', () =>
      expect(outcomeOf(rehearsal, facts(OTHER_TREE, TREE))).toBe('passed passed'));
    test('none', () => expect(outcomeOf(rehearsal, said())).toBe('blocked evidence-missing'));
    test('what the target has is not known', () =>
      expect(outcomeOf(rehearsal, { facts: { ...facts(OTHER_TREE).facts, lineage: gone } })).toBe('errored fact-unknown'));
  });
});
