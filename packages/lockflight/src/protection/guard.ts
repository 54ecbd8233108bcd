/**
 * Does somebody else have a say before a workflow gets to the default branch? A pull request alone is no guard: whoever may write opens one and merges it. It takes an
 * approval of what is merged, or the recorder's own check. Pure.
 */
import type { Rule } from '../forge/rules-port.ts';
import type { ProtectionFacts, RecorderApp } from './facts.ts';
import { type Source, type Sources, sourcesOf } from './source.ts';
import { checkNameOf, type Subject } from './subjects.ts';

/** Undefined: it could not be told. */
export const defaultBranchGuarded = (facts: ProtectionFacts, recorder: RecorderApp | undefined): boolean | undefined => {
  const { defaultBranch } = facts.repository;
  const ref = `refs/heads/${defaultBranch}`;
  const subject: Subject = { kind: 'environment', name: defaultBranch, target: 'branch', refs: [ref], pattern: ref, demands: [] };
  const sources = sourcesOf(facts, subject);
  const asks = (test: (rule: Rule) => boolean): boolean | undefined => bindsEverybody(sources, test);
  const names = new Set(facts.contract.environments.flatMap(({ name, branch }) => (branch === defaultBranch ? [checkNameOf(name)] : [])));
  const approved = every(
    asks((rule) => rule.type === 'pull-request' && rule.approvals > 0),
    // Else the approval of one change lets the next one through that is pushed after it.
    asks((rule) => rule.type === 'pull-request' && (rule.dismissStale || rule.lastPushApproval)),
  );
  const checked = asks(
    (rule) =>
      rule.type === 'checks' && recorder !== undefined && rule.checks.some(({ name, app }) => names.has(name) && app === recorder.id),
  );
  const required = asks(({ type }) => type === 'pull-request' || type === 'merge-queue');
  return every(required, some(approved, checked));
};

/** By a source that is in force and lets nobody past, whichever way he takes. */
const bindsEverybody = ({ all, unread }: Sources, test: (rule: Rule) => boolean): boolean | undefined => {
  const asking = all.filter(({ state, rules }: Source) => state === 'active' && rules.some(test));
  if (asking.some(({ bypass }) => bypass?.length === 0)) return true;
  return unread !== undefined || asking.some(({ bypass }) => bypass === undefined) ? undefined : false;
};

const every = (...parts: readonly (boolean | undefined)[]): boolean | undefined =>
  parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
const some = (...parts: readonly (boolean | undefined)[]): boolean | undefined =>
  parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
