import { describe, expect, test } from 'vitest';
import type { Ruleset } from '../forge/rules-port.ts';
import { known } from '../policy/facts.ts';
import { decideProtection } from './decide.ts';
import { CLASSIC, changed, factsOf, foreign, RECORDER, wholeRulesets } from './facts.fixture.ts';
import { pinnedApps } from './pinned-app.ts';
import { rule } from './spoilt.fixture.ts';

describe('the App of the recorder', () => {
  const { contract, branches } = factsOf();
  const pinned = (rulesets: readonly Ruleset[], all = branches) => pinnedApps({ contract, rulesets: known(rulesets), branches: all });
  const pinnedTo = (app: number) => rule('checks', (r) => ({ ...r, checks: [{ name: 'lockflight / production', app }] }));

  test('is the one that the rules name', () => {
    expect(pinned(wholeRulesets())).toEqual([RECORDER.id]);
    expect(pinned(wholeRulesets().map(({ bypass: _, ...seen }) => seen))).toEqual([RECORDER.id]);
    expect(pinned([])).toEqual([]);
    const classicOnly = factsOf({ rulesets: [], classic: { main: CLASSIC } }).branches;
    expect(pinned([], classicOnly)).toEqual([RECORDER.id]);
    expect(pinned(foreign('main', pinnedTo(9)).filter(({ name }) => name === 'ours since 2019'))).toEqual([9]);
  });

  test('rules of our own making before those of others, and none where they do not agree', () => {
    expect(pinned([...wholeRulesets(), ...foreign('main', pinnedTo(9)).map((r) => ({ ...r, id: r.id + 500 }))])).toEqual([RECORDER.id]);
    expect(pinned(changed('main', pinnedTo(9)))).toEqual([RECORDER.id, 9]);
  });

  test('is nobody as long as it only wrote the ledger', () => {
    const facts = factsOf({ rulesets: [], with: { recorder: known(undefined), seen: ['mallory-app'] } });
    const { recorder, findings } = decideProtection(facts);
    expect(recorder).toBeUndefined();
    expect(findings.filter(({ code }) => code === 'recorder-unnamed')).toMatchObject([{ severity: 'unknown', mended: false }]);
  });
});
