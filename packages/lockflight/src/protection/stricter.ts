/** A ruleset of ours as it was found, made to ask for what it has to ask for: whatever else somebody added to it stays, and nothing gets looser. Pure. */
import type { ChecksRule, PullRequestRule, Rule, Ruleset, RulesetDraft } from '../forge/rules-port.ts';
import { excludesOne } from './ref-names.ts';
import type { Wanted } from './wanted.ts';

export const stricter = (found: Ruleset, { draft, subject }: Wanted, defaultBranch: string): RulesetDraft => ({
  name: found.name,
  target: found.target,
  enforcement: 'active',
  include: [...new Set([...found.include, ...draft.include])],
  // A pattern that takes out what it is there for.
  exclude: found.exclude.filter((pattern) => !subject.refs.some((ref) => excludesOne(ref, [pattern], defaultBranch))),
  bypass: draft.bypass,
  rules: [
    ...found.rules.map((rule) => draft.rules.reduce<Rule>(together, rule)),
    ...draft.rules.filter(({ type }) => !found.rules.some((rule) => rule.type === type)),
  ],
});

const together = (found: Rule, wanted: Rule): Rule => {
  // One that lets a fork bring it up to date keeps nothing in place.
  if (found.type === 'update' && wanted.type === 'update') return wanted;
  if (found.type === 'pull-request' && wanted.type === 'pull-request') return pullRequests(found, wanted);
  return found.type === 'checks' && wanted.type === 'checks' ? checks(found, wanted) : found;
};

/** A rule that leaves no way of merging that promotions take would let none through. */
const pullRequests = (found: PullRequestRule, { approvals, mergeMethods }: PullRequestRule): PullRequestRule => ({
  ...found,
  approvals: Math.max(found.approvals, approvals),
  ...(mergeMethods === undefined || mergeMethods.every((method) => found.mergeMethods?.includes(method)) ? {} : { mergeMethods }),
});

/** Of the same name, the one that is wanted takes the place of those from anywhere, or from somebody else. */
const checks = (found: ChecksRule, wanted: ChecksRule): ChecksRule => ({
  ...found,
  checks: [...found.checks.filter(({ name }) => !wanted.checks.some((check) => check.name === name)), ...wanted.checks],
  strict: found.strict || wanted.strict,
});
