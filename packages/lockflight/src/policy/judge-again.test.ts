import { expect, test } from 'vitest';
import { CONTRACT, factsWith, gone, NOW, OCTOCAT, RULES, STEP, stepOf } from './facts.fixture.ts';
import { type Facts, known } from './facts.ts';
import { judge } from './judge.ts';
import { openAgain } from './judge-again.ts';

const NIGHT = '2026-11-20T23:00:00Z';
const WAIVER = { gate: 'soak', why: 'incident 12', by: { ...OCTOCAT, bot: false }, until: '2026-11-21T00:00:00Z' };

const open = (facts: Partial<Facts>, now = NOW, step = STEP): readonly string[] => {
  const { gates } = judge(CONTRACT, step, factsWith({}), NOW);
  return openAgain(CONTRACT, step, factsWith(facts), { now, before: gates }).map((g) => `${g.id}${g.unknown ? ' unknown' : ''}`);
};

test('nothing changed: nothing is open', () => expect(open({})).toEqual([]));
test('time and people decide anew', () => {
  expect(open({}, NIGHT)).toEqual(['window']);
  expect(open({ approvals: known([]) })).toEqual(['approval:release']);
  expect(open({ holds: known([{ id: 'h', step: 'release', why: 'stop', by: 'octocat' }]) })).toEqual(['window']);
});
test('what can only be read live keeps its outcome', () => {
  expect(open({ issues: new Map([['no-open-issue', gone]]), targetNames: gone, lineage: gone })).toEqual([]);
});
test('what could not be read is told from what was taken back', () => {
  expect(open({ approvals: gone, holds: gone })).toEqual(['approval:release unknown', 'window unknown']);
});
test('a waiver of a gate that is not judged again has to be in force still', () => {
  const step = stepOf([RULES['rollback-plan']], { waivable: { by: ['cto'], gates: ['rollback-plan'] } });
  const waivers = known([{ ...WAIVER, gate: 'rollback-plan' }]);
  const before = [{ id: 'rollback-plan', gate: 'rollback-plan', outcome: 'waived' as const, reason: { en: 'waived', fr: 'levée' } }];
  const at = (now: string) => openAgain(CONTRACT, step, factsWith({ waivers }), { now, before }).map((g) => g.id);
  expect(at(NIGHT)).toEqual([]);
  expect(at('2026-11-21T00:00:00Z')).toEqual(['rollback-plan']);
});
