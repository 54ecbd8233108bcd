import { describe, expect, test } from 'vitest';
import type { Ruleset } from '../forge/rules-port.ts';
import { decideProtection } from './decide.ts';
import { factsOf, foreign } from './facts.fixture.ts';
import { also, codes, KEY } from './spoilt.fixture.ts';

describe('a ruleset of the organisation', () => {
  const organization = (change: (ruleset: Ruleset) => Ruleset = (r) => r) => ({
    rulesets: foreign('main', (r) => change({ ...r, source: 'organization' })),
  });
  test('protects as well as one of the repository', () => {
    expect(decideProtection(factsOf(organization()))).toMatchObject({ enforced: true, findings: [], changes: [] });
  });

  test('that only evaluates protects nothing: the repository gets one of its own', () => {
    const facts = factsOf(organization((r) => ({ ...r, enforcement: 'evaluate' })));
    expect(codes(facts)).toEqual([KEY, 'main ruleset-only-evaluates']);
    const { findings, changes } = decideProtection(facts);
    expect(findings[0]?.by).toMatchObject([{ level: 'organization' }]);
    expect(changes.map(({ kind }) => kind)).toEqual(['create-ruleset']);
  });

  test('that only its owners may see or change: said, and nothing is planned', () => {
    const hidden = factsOf({
      rulesets: organization().rulesets.map(({ bypass, ...r }) =>
        r.source === 'organization' ? r : { ...r, ...(bypass === undefined ? {} : { bypass }) },
      ),
    });
    const unseen = decideProtection(hidden);
    expect(unseen.changes).toEqual([]);
    for (const { code, fix } of unseen.findings.filter(({ about }) => about === 'main')) {
      expect(code).toBe('bypass-unreadable');
      expect(fix.en).toMatch(/^an owner of the organisation/);
    }
    const barring = decideProtection(factsOf(organization(also({ type: 'signatures' }))));
    expect(barring.findings).toMatchObject([{ code: 'promotion-barred', mended: false, by: [{ level: 'organization' }] }]);
    expect([barring.findings[0]?.fix.en, barring.findings[0]?.fix.fr]).toEqual([
      expect.stringMatching(/^an owner of the organisation/),
      expect.stringMatching(/^un propriétaire de l'organisation/),
    ]);
    expect(barring.changes).toEqual([]);
  });
});
