import { describe, expect, test } from 'vitest';
import { CONTRACT, factsWith, gone, NOW, outcomeOf, RULES, stepOf } from '../facts.fixture.ts';
import { known } from '../facts.ts';
import { judge } from '../judge.ts';

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
  test('never deployed', () => expect(outcomeOf(rule, { facts: { sourceRuns: known([]) } })).toBe('blocked not-deployed'));
  test('deployments unknown', () => expect(outcomeOf(rule, { facts: { sourceRuns: gone } })).toBe('errored fact-unknown'));
  test('unknown', () => expect(outcomeOf(rule, { facts: { logs: new Map([['staging-logs', gone]]) } })).toBe('errored fact-unknown'));
  test('not read', () => expect(outcomeOf(rule, { facts: { logs: new Map() } })).toBe('errored fact-unknown'));
  test('no message of a log is ever repeated', () => {
    const { gates } = judge(CONTRACT, stepOf([rule]), factsWith(logs(['2026-11-20T11:00:00Z']).facts), NOW);
    expect(JSON.stringify(gates)).not.toContain('hidden');
  });
});
