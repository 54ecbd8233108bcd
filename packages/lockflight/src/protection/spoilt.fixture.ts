/** Ways to spoil the whole rulesets of `facts.fixture.ts`, and what is found then. */
import type { Rule, Ruleset } from '../forge/rules-port.ts';
import { decideProtection } from './decide.ts';
import { wholeRulesets } from './facts.fixture.ts';
import type { ProtectionFacts } from './facts.ts';

/** What is found, each once: `main too-few-approvals`. */
export const codes = (facts: ProtectionFacts): readonly string[] =>
  [...new Set(decideProtection(facts).findings.map(({ about, code }) => `${about ?? '-'} ${code}`))].sort();
export const without = (name: string): readonly Ruleset[] => wholeRulesets().filter((r) => r.name !== `lockflight: ${name}`);
export const KEY = 'lockflight recorder-key-reachable';

/** A ruleset with its rules of one type changed. */
export const rule =
  <T extends Rule['type']>(type: T, change: (rule: Extract<Rule, { type: T }>) => Rule) =>
  (ruleset: Ruleset): Ruleset => ({
    ...ruleset,
    rules: ruleset.rules.map((one) => (one.type === type ? change(one as Extract<Rule, { type: T }>) : one)),
  });
export const also =
  (...rules: readonly Rule[]) =>
  (ruleset: Ruleset): Ruleset => ({ ...ruleset, rules: [...ruleset.rules, ...rules] });
