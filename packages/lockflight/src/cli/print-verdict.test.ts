import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONTRACT, FACTS, factsWith, gone, NOW, OCTOCAT, STEP, stepOf } from '../policy/facts.fixture.ts';
import { known } from '../policy/facts.ts';
import { judge } from '../policy/judge.ts';
import { coloured, plain } from './paint.ts';
import { verdictJson, verdictLines } from './print-verdict.ts';

const META = { project: 'koomy', contract: { digest: 'ab'.repeat(32), version: 3 } };
const migration = { name: '0042_drop_phone', downFile: 'prisma/migrations/0042_drop_phone/down.sql' };
const BLOCKED = judge(
  CONTRACT,
  STEP,
  factsWith({
    approvals: known([]),
    wayBack: known({ archivable: true, applies: true, conflicts: [], irreversible: [migration], missingVariables: [] }),
    evidence: gone,
    waivers: known([{ gate: 'window', why: 'incident 12', by: { ...OCTOCAT, bot: false }, until: '2026-11-21T06:00:00Z' }]),
  }),
  '2026-11-20T23:00:00Z',
);

describe('verdictLines', () => {
  test('reads as designed', () => {
    const [head, empty, ...rows] = verdictLines(BLOCKED, META, plain, 'en');
    expect(head).toMatch(/^koomy {3}staging ccccccc {2}-> {2}production +tree aaaaaaa {3}BLOCKED, 4 of 12$/);
    expect(head).toHaveLength(80);
    expect(empty).toBe('');
    expect(rows[0]).toBe('  passed   up-to-date      head of staging, nothing in production is missing');
    expect(rows).toContain('  blocked  approval        release: 0 of 1, by cto (octocat)');
    expect(rows).toContain('           -> octocat reviews pull request #41, or: lockflight approve release');
    expect(rows).toContain('  blocked  rollback-plan   migration 0042_drop_phone has no way down');
    expect(rows).toContain('  errored  evidence        the forge did not answer');
    expect(rows).toContain('  waived   window          waived by octocat until 2026-11-21 06:00 UTC:');
  });

  test('says what a waiver set aside', () => {
    expect(verdictLines(BLOCKED, META, plain, 'en').join(' ')).toContain('otherwise blocked: closed');
    expect(verdictLines(BLOCKED, META, plain, 'fr').join(' ')).toContain('sans cela bloquée : fermé');
  });

  test('passed', () => {
    expect(verdictLines(judge(CONTRACT, STEP, FACTS, NOW), META, plain, 'en')[0]).toMatch(/PASSED, 12 of 12$/);
    expect(verdictLines(judge(CONTRACT, STEP, FACTS, NOW), META, plain, 'fr')[0]).toMatch(/arbre aaaaaaa {3}ACCORDÉ, 12 sur 12$/);
  });

  test.each(['en', 'fr'] as const)('no line is wider than 80 columns or ends before a French colon: %s', (language) => {
    for (const line of verdictLines(BLOCKED, META, plain, language)) {
      expect(line.length).toBeLessThanOrEqual(80);
      expect(line.trimStart()).not.toMatch(/^[:;]/);
    }
  });

  test('a long name takes a second line', () => {
    const [first, second] = verdictLines(BLOCKED, { ...META, project: 'a-project-with-a-very-long-name-indeed' }, plain, 'en');
    expect(first).toMatch(/production$/);
    expect(second).toMatch(/^ {2}tree aaaaaaa {3}BLOCKED/);
  });

  test('colour only adds', () => {
    const bare = verdictLines(BLOCKED, META, coloured, 'en').map((l) =>
      l.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), ''),
    );
    expect(bare.map((l) => l.trimEnd())).toEqual(verdictLines(BLOCKED, META, plain, 'en').map((l) => l.trimEnd()));
  });

  test('nothing that others wrote can steer the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (why) => {
        const hold = { id: 'h1', step: 'release', why, by: 'octocat' };
        const lines = verdictLines(judge(CONTRACT, stepOf([]), factsWith({ holds: known([hold]) }), NOW), META, plain, 'en');
        expect(lines.join('')).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('verdictJson', () => {
  test('has the published shape', () => {
    const json = verdictJson(BLOCKED, META);
    expect(json).toMatchObject({
      step: { from: 'staging', to: 'production' },
      candidate: { commit: 'c'.repeat(40), tree: 'a'.repeat(40) },
      outcome: 'blocked',
      contract: { digest: META.contract.digest, version: 3 },
    });
    expect(json.gates.map((g) => g.id)).toEqual(STEP.gates.map((g) => g.id));
    for (const gate of json.gates)
      expect(Object.keys(gate)).toEqual(expect.arrayContaining(['id', 'gate', 'outcome', 'code', 'reason', 'fix']));
    expect(json.gates.find((g) => g.id === 'up-to-date')?.fix).toBeNull();
    expect(json.gates.find((g) => g.id === 'evidence:smoke')?.cause).toBe('forge-unavailable');
    expect(json.gates.find((g) => g.id === 'window')?.overridden).toMatchObject({ outcome: 'blocked', code: 'window-closed' });
  });
});
