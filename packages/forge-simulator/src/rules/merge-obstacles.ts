/** What keeps a pull request from being merged, by the rules of its base. Conflicts and moved heads are not rules: see effects/merge-pull.ts. */
import { isAncestor } from '../git/refs.ts';
import type { Identity } from '../world/account.ts';
import type { BranchProtection, Ruleset } from '../world/protection.ts';
import type { Pull } from '../world/pull.ts';
import { type Repository, remember } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { bypasses, classicFor, isAllowed, isSpared, ruleOf, rulesetsFor } from './applicable.ts';
import { approvalsMessage, approvalsOfRuleset, checksMessage, checksOfRuleset, deploymentsMessage, missingChecks } from './requirements.ts';

export interface Obstacle {
  readonly source: 'classic' | 'ruleset';
  /** `behind`: the base has commits that the head lacks, and the rules are strict. */
  readonly kind: 'rule' | 'behind' | 'method';
  readonly message: string;
}

export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** Whose merge, and how; without one, the obstacles that a page would show to everybody. */
export interface Attempt {
  readonly identity: Identity;
  readonly method: MergeMethod;
}

interface Context {
  readonly world: World;
  readonly repository: Repository;
  readonly pull: Pull;
  readonly attempt: Attempt | undefined;
  readonly behind: boolean;
}

const BEHIND = 'The head branch is not up to date with the base branch.';
const SIGNED = 'Commits must have verified signatures.';
const LINEAR = 'Merge commits are not allowed on this branch.';

const obstacle = (source: Obstacle['source'], kind: Obstacle['kind'], message: string | undefined | false): readonly Obstacle[] =>
  typeof message === 'string' ? [{ source, kind, message }] : [];

const ofClassic = ({ world, repository, pull, attempt, behind }: Context, protection: BranchProtection): readonly Obstacle[] => {
  if (attempt !== undefined && isSpared(world, repository, attempt.identity, protection)) return [];
  const { reviews, checks, restrictions } = protection;
  const excused = attempt !== undefined && reviews !== null && isAllowed(world, repository, attempt.identity, reviews.bypass);
  const wanted = checks?.checks ?? [];
  return [
    ...obstacle('classic', 'rule', reviews !== null && !excused && approvalsMessage(world, repository, pull, reviews.count)),
    ...obstacle('classic', 'rule', checksMessage(missingChecks(repository, pull.head.sha, wanted), wanted.length)),
    ...obstacle('classic', 'behind', checks?.strict === true && behind && BEHIND),
    ...obstacle(
      'classic',
      'rule',
      attempt !== undefined &&
        restrictions !== null &&
        !isAllowed(world, repository, attempt.identity, restrictions) &&
        "You're not authorized to push to this branch.",
    ),
    ...obstacle('classic', 'rule', protection.locked && 'Cannot change this locked branch'),
    ...obstacle('classic', 'rule', protection.signatures && SIGNED),
    ...obstacle('classic', 'method', protection.linearHistory && attempt?.method === 'merge' && LINEAR),
  ];
};

/** `allowed_merge_methods` of a `pull_request` rule. */
const methodMessage = (ruleset: Ruleset, method: MergeMethod): string | undefined => {
  const allowed = ruleOf(ruleset, 'pull_request')?.parameters?.allowed_merge_methods;
  if (!Array.isArray(allowed) || allowed.includes(method)) return undefined;
  return method === 'merge' ? LINEAR : `${method === 'squash' ? 'Squash' : 'Rebase'} merges are not allowed on this branch.`;
};

const ofRuleset = ({ world, repository, pull, attempt, behind }: Context, ruleset: Ruleset): readonly Obstacle[] => {
  if (attempt !== undefined && bypasses(world, repository, attempt.identity, { ruleset, merging: true })) return [];
  const { strict, checks } = checksOfRuleset(ruleset);
  const approvals = approvalsOfRuleset(ruleset);
  return [
    ...obstacle('ruleset', 'rule', approvals !== undefined && approvalsMessage(world, repository, pull, approvals)),
    ...obstacle('ruleset', 'rule', checksMessage(missingChecks(repository, pull.head.sha, checks), checks.length)),
    ...obstacle('ruleset', 'behind', strict && behind && BEHIND),
    ...obstacle('ruleset', 'rule', ruleOf(ruleset, 'update') !== undefined && 'Cannot update this protected ref.'),
    ...obstacle('ruleset', 'rule', ruleOf(ruleset, 'required_signatures') !== undefined && SIGNED),
    ...obstacle('ruleset', 'rule', ruleOf(ruleset, 'merge_queue') !== undefined && 'Changes must be made through the merge queue'),
    ...obstacle('ruleset', 'rule', deploymentsMessage(repository, pull.head.sha, ruleset)),
    ...obstacle('ruleset', 'method', attempt !== undefined && methodMessage(ruleset, attempt.method)),
    ...obstacle('ruleset', 'method', ruleOf(ruleset, 'required_linear_history') !== undefined && attempt?.method === 'merge' && LINEAR),
  ];
};

export const mergeObstacles = async (world: World, repository: Repository, pull: Pull, attempt?: Attempt): Promise<readonly Obstacle[]> => {
  const ref = `refs/heads/${pull.base.ref}`;
  const classic = classicFor(world, repository, ref);
  const rulesets = rulesetsFor(world, repository, ref);
  if (classic === undefined && rulesets.length === 0) return [];
  const contained = await remember(repository, `ancestor ${pull.base.sha} ${pull.head.sha}`, () =>
    isAncestor(repository.git, pull.base.sha, pull.head.sha),
  );
  const context: Context = { world, repository, pull, attempt, behind: !contained };
  return [...(classic === undefined ? [] : ofClassic(context, classic)), ...rulesets.flatMap((ruleset) => ofRuleset(context, ruleset))];
};
