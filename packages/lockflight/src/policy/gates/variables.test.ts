import { describe, expect, test } from 'vitest';
import type { Contract, Variable } from '../../contract/model.ts';
import { AT, CONTRACT, factsWith, gone, NOW, outcomeOf, RULES, stepOf } from '../facts.fixture.ts';
import { known } from '../facts.ts';
import { judge } from '../judge.ts';

describe('variables', () => {
  const rule = RULES.variables;
  const variable = (name: string, cell: Partial<Variable['cells'][number]> = {}): Variable => ({
    name,
    type: 'string',
    secret: false,
    exposed: false,
    phases: ['boot'],
    distinct: false,
    at: AT,
    cells: [{ environment: 'production', need: 'required', differsFrom: [], when: [], at: AT, ...cell }],
  });
  const asks = (variables: readonly Variable[], names: readonly string[], more: Partial<Contract> = {}) => ({
    facts: { candidateContract: known({ ...CONTRACT, variables, ...more }), targetNames: known(names) },
  });
  const groupOf = (need: 'required' | 'optional', rule: 'all-or-none' | 'at-least-one', ...variables: string[]) => ({
    groups: [{ name: 'g', variables, rule, when: [], cells: [{ environment: 'production', need, when: [], at: AT }], at: AT }],
  });

  test('not set', () => expect(outcomeOf(rule, asks([variable('REDIS_URL')], []))).toBe('blocked variables-missing'));
  test('set', () => expect(outcomeOf(rule, asks([variable('REDIS_URL')], ['REDIS_URL']))).toBe('passed passed'));
  test('set, as the forge spells it', () => expect(outcomeOf(rule, asks([variable('redis_url')], ['REDIS_URL']))).toBe('passed passed'));
  test('optional', () => expect(outcomeOf(rule, asks([variable('REDIS_URL', { need: 'optional' })], []))).toBe('passed passed'));
  test('a default satisfies', () => expect(outcomeOf(rule, asks([variable('PORT', { default: 80 })], []))).toBe('passed passed'));
  test('`is` does not', () =>
    expect(outcomeOf(rule, asks([variable('NODE_ENV', { is: 'production' })], []))).toBe('blocked variables-missing'));
  test('under a condition: named, not demanded', () => {
    const when = [{ kind: 'equals', variable: 'ANTIVIRUS', anyOf: [true] } as const];
    const asked = asks([variable('CLAMAV_HOST', { when })], []);
    expect(outcomeOf(rule, asked)).toBe('passed passed');
    expect(judge(CONTRACT, stepOf([rule]), factsWith(asked.facts), NOW).gates[0]?.reason.en).toContain('CLAMAV_HOST');
  });
  test('one of a group is enough', () => {
    const both = [variable('REDIS_URL', { need: 'optional' }), variable('MOCK_REDIS', { need: 'optional' })];
    const group = groupOf('required', 'at-least-one', 'REDIS_URL', 'MOCK_REDIS');
    expect(outcomeOf(rule, asks(both, ['MOCK_REDIS'], group))).toBe('passed passed');
    expect(outcomeOf(rule, asks(both, [], group))).toBe('blocked variables-missing');
    expect(outcomeOf(rule, asks(both, [], groupOf('optional', 'at-least-one', 'REDIS_URL', 'MOCK_REDIS')))).toBe('passed passed');
  });
  test('half of an all-or-none group', () => {
    const both = [variable('SMTP_HOST', { need: 'optional' }), variable('SMTP_USER', { need: 'optional' })];
    expect(outcomeOf(rule, asks(both, ['SMTP_HOST'], groupOf('optional', 'all-or-none', 'SMTP_HOST', 'SMTP_USER')))).toBe(
      'blocked variables-missing',
    );
    expect(outcomeOf(rule, asks(both, [], groupOf('optional', 'all-or-none', 'SMTP_HOST', 'SMTP_USER')))).toBe('passed passed');
  });
  test('a candidate without a contract is held to the one in force', () => {
    const contract = { ...CONTRACT, variables: [variable('REDIS_URL')] };
    const facts = { candidateContract: known(undefined), targetNames: known([]) };
    expect(outcomeOf(rule, { contract, facts })).toBe('blocked variables-missing');
  });
  test('the candidate’s contract cannot be read', () =>
    expect(outcomeOf(rule, { facts: { candidateContract: gone } })).toBe('errored fact-unknown'));
  test('names unknown', () => expect(outcomeOf(rule, { facts: { targetNames: gone } })).toBe('errored fact-unknown'));
});
