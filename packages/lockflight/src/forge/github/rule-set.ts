/**
 * What several sources of rules enforce together. Pure. A branch is protected by any number of rulesets and one classic protection; the strictest of all holds,
 * and an administrator gets past only what every source that says it lets him past.
 */
import type { Protection, Updater } from '../port.ts';
import { maybe } from './answer.ts';

/** The rules of one ruleset, or of the classic protection. */
export interface RuleSource {
  readonly pullRequestRequired: boolean;
  readonly requiredApprovals: number;
  readonly forcePushRefused: boolean;
  readonly deletionRefused: boolean;
  readonly requiredChecks: Protection['requiredChecks'];
  readonly upToDateRequired: boolean;
  readonly adminsBypass: boolean;
  /** Who alone may update the ref; undefined: this source does not say. */
  readonly updaters: readonly Updater[] | undefined;
}

type Together = Omit<Protection, 'ref' | 'enforced' | 'adminsBypass' | 'bypassKnown' | 'updaters'>;

function together(sources: readonly RuleSource[]): Together {
  const checks = new Map<string, Protection['requiredChecks'][number]>();
  for (const check of sources.flatMap((source) => source.requiredChecks)) checks.set(`${check.name}\n${check.app ?? ''}`, check);
  return {
    pullRequestRequired: sources.some((source) => source.pullRequestRequired),
    requiredApprovals: Math.max(0, ...sources.map((source) => source.requiredApprovals)),
    forcePushAllowed: !sources.some((source) => source.forcePushRefused),
    deletionAllowed: !sources.some((source) => source.deletionRefused),
    requiredChecks: [...checks.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, check]) => check),
    upToDateRequired: sources.some((source) => source.upToDateRequired),
  };
}

const same = (a: Updater, b: Updater): boolean =>
  a.kind === b.kind && (a.id !== undefined && b.id !== undefined ? a.id === b.id : a.name === b.name);

/** Whom every source lets update it, out of those that say so. */
function updatersOf(sources: readonly RuleSource[]): readonly Updater[] | undefined {
  const lists = sources.flatMap(({ updaters }) => (updaters === undefined ? [] : [updaters]));
  const [first, ...others] = lists;
  return first?.filter((updater) => others.every((list) => list.some((other) => same(updater, other))));
}

/** `bypassKnown`: false when some ruleset did not tell who gets past it; it must then be counted as letting administrators past. */
export function combine(ref: string, sources: readonly RuleSource[], bypassKnown: boolean): Protection {
  const all = together(sources);
  const forAdmins = together(sources.filter((source) => !source.adminsBypass));
  const enforced = sources.length > 0;
  const adminsBypass = !enforced || JSON.stringify(all) !== JSON.stringify(forAdmins);
  return { ref, enforced, ...all, adminsBypass, bypassKnown, ...maybe('updaters', updatersOf(sources)) };
}
