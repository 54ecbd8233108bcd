/** The level that protection allows: what is missing for the next one, and nothing that could not be read counts. */
import { expect, test } from 'vitest';
import { decideProtection } from '../protection/decide.ts';
import { CONTRACT, changed, factsOf, foreign, type Scene, wholeRulesets } from '../protection/facts.fixture.ts';
import { type AssuranceFacts, assurance } from './assurance.ts';

const levelOf = (scene: Scene = {}, more: Partial<AssuranceFacts> = {}): number => {
  const facts = factsOf(scene);
  const { contract } = facts;
  const all = { contract, adopted: true, checkedInCi: true, production: 'production', checkName: 'lockflight / production' };
  const { level, missing } = assurance({ ...all, protection: decideProtection(facts), ...more });
  expect(missing.length === 0).toBe(level === 4);
  return level;
};

const unknown = (code: string) => ({ known: false, code, why: { en: '', fr: '' }, fix: { en: '', fr: '' } }) as const;
const TWO = CONTRACT.replace('rollback-plan]', '{ approval: { of: release, by: [owners], count: 2 } }, rollback-plan]');
const without = (name: string): Scene => ({ rulesets: wholeRulesets().filter((r) => r.name !== `lockflight: ${name}`) });

test.each<readonly [string, number, () => number]>([
  ['everything, and two people', 4, () => levelOf({ contract: TWO })],
  ['one person decides', 3, () => levelOf()],
  ['the check may come from anybody', 2, () => levelOf({ with: { recorder: { known: true, value: undefined } } })],
  ['anybody may write the ledger', 2, () => levelOf(without('ledger, recorder only'))],
  ['somebody may rewind it', 2, () => levelOf(without('ledger, append only'))],
  ['others can take the key', 2, () => levelOf({ with: { vault: { ...factsOf().vault, own: unknown('forge-forbidden') } } })],
  [
    'administrators get past production',
    1,
    () => levelOf({ rulesets: changed('main', (r) => ({ ...r, bypass: [{ who: { kind: 'role', id: 5 }, mode: 'always' }] })) }),
  ],
  ['it cannot be seen who does', 1, () => levelOf({ rulesets: changed('main', ({ bypass: _, ...r }) => r) })],
  ['the rule of production only watches', 1, () => levelOf({ rulesets: foreign('main', (r) => ({ ...r, enforcement: 'evaluate' })) })],
  ['nothing protects production', 1, () => levelOf(without('main'))],
  ['the rules cannot be read', 1, () => levelOf({ with: { rulesets: unknown('forge-unavailable') } })],
  ['the plan has no rules', 1, () => levelOf({ with: { rulesets: unknown('forge-plan-limited') } })],
  [
    'writers may push to production, and the contract says so',
    1,
    () => levelOf({ contract: CONTRACT.replace('{ push: nobody, pull-request: { approvals: 1 } }', '{ push: writers }') }),
  ],
  ['not adopted', 1, () => levelOf({}, { adopted: false })],
  ['nothing is checked', 0, () => levelOf({}, { checkedInCi: false })],
])('%s: %i', (_, level, found) => {
  expect(found()).toBe(level);
});
