import { describe, expect, test } from 'vitest';
import { CONTRACT, FACTS, factOf, factsWith, gone, NOW, outcomeOf, RULES, stepOf } from '../facts.fixture.ts';
import { known, type WayBack } from '../facts.ts';
import { judge } from '../judge.ts';

describe('rollback-plan', () => {
  const rule = RULES['rollback-plan'];
  const way = (change: Partial<WayBack>) => ({ facts: { wayBack: known({ ...factOf(FACTS.wayBack), ...change }) } });
  test('archived already', () => expect(outcomeOf(rule, way({ archive: 'refs/tags/archive/main/2026-11-01/v1' }))).toBe('passed passed'));
  test('cannot be archived', () => expect(outcomeOf(rule, way({ archivable: false }))).toBe('blocked not-archivable'));
  test('conflicts', () => expect(outcomeOf(rule, way({ applies: false, conflicts: ['src/a.ts'] }))).toBe('blocked way-back-conflicts'));
  test('a migration without a way down', () => {
    const irreversible = [{ name: '0042_drop_phone', downFile: 'prisma/migrations/0042_drop_phone/down.sql' }];
    const asked = way({ irreversible });
    expect(outcomeOf(rule, asked)).toBe('blocked migration-irreversible');
    const [gate] = judge(CONTRACT, stepOf([rule]), factsWith(asked.facts), NOW).gates;
    expect(gate?.fix?.en).toContain('prisma/migrations/0042_drop_phone/down.sql');
  });
  test('variables that the archive needs', () =>
    expect(outcomeOf(rule, way({ missingVariables: ['OLD_KEY'] }))).toBe('blocked archived-variables-missing'));
  test('unknown', () => expect(outcomeOf(rule, { facts: { wayBack: gone } })).toBe('errored fact-unknown'));
});
