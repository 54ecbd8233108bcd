import { describe, expect, test } from 'vitest';
import { CONTRACT, factsWith, gone, NOW, outcomeOf, RULES, stepOf } from '../facts.fixture.ts';
import { known } from '../facts.ts';
import { judge } from '../judge.ts';
import { countingFrom } from './clean-logs.ts';

describe('clean-logs', () => {
  const rule = RULES['clean-logs'];
  const covers = { from: '2026-11-01T00:00:00Z', to: '2026-11-20T11:59:00Z' };
  const logs = (errors: readonly string[], over: { from: string; to: string } | undefined = covers) => ({
    facts: {
      logs: new Map([['staging-logs', known({ errors: errors.map((at) => ({ at, message: 'hidden' })), ...(over && { covers: over }) })]]),
    },
  });
  test('an error in the window', () => expect(outcomeOf(rule, logs(['2026-11-20T11:00:00Z']))).toBe('blocked logs-not-clean'));
  test('as many as allowed', () => expect(outcomeOf({ ...rule, atMost: 1 }, logs(['2026-11-20T11:00:00Z']))).toBe('passed passed'));
  test('an error before the window', () => expect(outcomeOf(rule, logs(['2026-11-19T11:59:00Z']))).toBe('passed passed'));
  test('an error before this tree was deployed', () => {
    const wide = { ...rule, windowSeconds: 30 * 86_400 };
    expect(outcomeOf(wide, logs(['2026-11-18T11:59:00Z']))).toBe('passed passed');
    expect(outcomeOf(wide, logs(['2026-11-18T12:01:00Z']))).toBe('blocked logs-not-clean');
  });
  test('an error that is not dated may lie in the window', () => expect(outcomeOf(rule, logs(['?']))).toBe('blocked logs-not-clean'));
  test('no line', () => {
    const facts = { logs: new Map([['staging-logs', known({ errors: [] })]]) };
    expect(outcomeOf(rule, { facts })).toBe('errored logs-no-data');
  });
  test('a source that stopped', () =>
    expect(outcomeOf(rule, logs([], { from: covers.from, to: '2026-11-19T11:00:00Z' }))).toBe('errored logs-stale'));
  test('a source that begins too late: what came before it was put aside', () => {
    // Looked at: from the day before, 12:00.
    expect(outcomeOf(rule, logs([], { from: '2026-11-19T14:00:00Z', to: covers.to }))).toBe('passed passed');
    expect(outcomeOf(rule, logs([], { from: '2026-11-20T00:00:00Z', to: covers.to }))).toBe('errored logs-partial');
    expect(outcomeOf(rule, logs(['2026-11-20T11:00:00Z'], { from: '2026-11-20T00:00:00Z', to: covers.to }))).toBe('blocked logs-not-clean');
    const short = { ...rule, windowSeconds: 2 * 3_600 };
    expect(outcomeOf(short, logs([], { from: '2026-11-20T10:59:00Z', to: covers.to }))).toBe('passed passed');
    expect(outcomeOf(short, logs([], { from: '2026-11-20T11:01:00Z', to: covers.to }))).toBe('errored logs-partial');
  });
  test('never deployed', () => expect(outcomeOf(rule, { facts: { sourceRuns: known([]) } })).toBe('blocked not-deployed'));
  test('deployments unknown', () => expect(outcomeOf(rule, { facts: { sourceRuns: gone } })).toBe('errored fact-unknown'));
  test('unknown', () => expect(outcomeOf(rule, { facts: { logs: new Map([['staging-logs', gone]]) } })).toBe('errored fact-unknown'));
  test('not read', () => expect(outcomeOf(rule, { facts: { logs: new Map() } })).toBe('errored fact-unknown'));
  test('errors that the source counted by itself', () => {
    const counting = (counted: number) => ({ facts: { logs: new Map([['staging-logs', known({ errors: [], counted, covers })]]) } });
    expect(outcomeOf(rule, counting(0))).toBe('passed passed');
    expect(outcomeOf(rule, counting(1))).toBe('blocked logs-not-clean');
    expect(outcomeOf({ ...rule, atMost: 1 }, counting(1))).toBe('passed passed');
    expect(outcomeOf(rule, { facts: { logs: new Map([['staging-logs', known({ errors: [], counted: 0 })]]) } })).toBe(
      'errored logs-no-data',
    );
  });
  test('counts from the deployment, or from the begin of the window where that is later', () => {
    const runs = [{ commit: 'c', tree: 't', since: '2026-11-20T00:00:00Z' }];
    const at = (iso: string): number => Date.parse(iso) / 1000;
    expect(countingFrom(rule, runs, 't', at('2026-11-20T12:00:00Z'))).toBe(at('2026-11-20T00:00:00Z'));
    expect(countingFrom(rule, runs, 't', at('2026-11-22T12:00:00Z'))).toBe(at('2026-11-21T12:00:00Z'));
    expect(countingFrom(rule, runs, 'u', at('2026-11-22T12:00:00Z'))).toBeUndefined();
  });
  describe('for whoever is not the recorder', () => {
    const elsewhere = { ...gone, code: 'read-by-the-recorder' } as const;
    const told = (outcome?: 'passed' | 'blocked' | 'errored' | 'waived') => ({
      facts: {
        logs: new Map([['staging-logs', elsewhere]]),
        ...(outcome && { recorded: new Map([['clean-logs', { outcome, reason: { en: 'said', fr: 'dit' }, at: NOW }]]) }),
      },
    });
    test('its last word stands in', () => {
      expect(outcomeOf(rule, told('passed'))).toBe('passed passed');
      expect(outcomeOf(rule, told('blocked'))).toBe('blocked logs-not-clean');
    });
    test('no word, or one that says nothing, is none', () => {
      for (const outcome of [undefined, 'errored', 'waived'] as const) expect(outcomeOf(rule, told(outcome))).toBe('errored fact-unknown');
    });
  });
  test('no message of a log is ever repeated', () => {
    const { gates } = judge(CONTRACT, stepOf([rule]), factsWith(logs(['2026-11-20T11:00:00Z']).facts), NOW);
    expect(JSON.stringify(gates)).not.toContain('hidden');
  });
});
