/** Required checks and approvals: what is asked, and what is still missing. */
import type { Account } from '../world/account.ts';
import type { CheckRun } from '../world/checks.ts';
import { mayWrite } from '../world/membership.ts';
import type { RequiredCheck, Ruleset } from '../world/protection.ts';
import type { Pull, Review } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { ruleOf } from './applicable.ts';

const GREEN = new Set(['success', 'neutral', 'skipped']);

/** The newest run of each name and App for a commit. */
export const latestChecks = (repository: Repository, sha: string): readonly CheckRun[] => {
  const newest = new Map<string, CheckRun>();
  for (const run of repository.checkRuns.filter((r) => r.sha === sha)) newest.set(`${run.app.id}:${run.name}`, run);
  return [...newest.values()].toSorted((a, b) => b.id - a.id);
};

const isGreen = (repository: Repository, sha: string, wanted: RequiredCheck): boolean => {
  const run = latestChecks(repository, sha).find(
    (r) => r.name === wanted.context && (wanted.app_id === null || wanted.app_id === -1 || wanted.app_id === r.app.id),
  );
  return run?.status === 'completed' && run.conclusion !== null && GREEN.has(run.conclusion);
};

export const missingChecks = (repository: Repository, sha: string, wanted: readonly RequiredCheck[]): readonly string[] =>
  wanted.filter((check) => !isGreen(repository, sha, check)).map((check) => check.context);

/** In GitHub's words; undefined when nothing is missing. */
export const checksMessage = (missing: readonly string[], asked: number): string | undefined => {
  if (missing.length === 0) return undefined;
  return missing.length === 1
    ? `Required status check "${missing[0]}" is expected.`
    : `${missing.length} of ${asked} required status checks are expected.`;
};

/** The required checks of a ruleset, in the classic shape. */
export const checksOfRuleset = (ruleset: Ruleset): { readonly strict: boolean; readonly checks: readonly RequiredCheck[] } => {
  const parameters = ruleOf(ruleset, 'required_status_checks')?.parameters ?? {};
  const listed = parameters.required_status_checks;
  const checks = (Array.isArray(listed) ? listed : []).map((item: { context?: unknown; integration_id?: unknown }) => ({
    context: String(item.context),
    app_id: typeof item.integration_id === 'number' ? item.integration_id : null,
  }));
  return { strict: parameters.strict_required_status_checks_policy === true, checks };
};

/** Environments that must have this commit, successfully, before it may be merged. */
export const deploymentsMessage = (repository: Repository, sha: string, ruleset: Ruleset): string | undefined => {
  const asked = ruleOf(ruleset, 'required_deployments')?.parameters?.required_deployment_environments;
  const missing = (Array.isArray(asked) ? asked : []).filter(
    (environment) =>
      !repository.deployments.some((d) => d.sha === sha && d.environment === environment && d.statuses.at(-1)?.state === 'success'),
  );
  return missing.length === 0 ? undefined : `Missing successful deployments to ${missing.join(', ')}.`;
};

/** Approvals that a ruleset asks for; undefined: it does not ask for a pull request. */
export const approvalsOfRuleset = (ruleset: Ruleset): number | undefined => {
  const rule = ruleOf(ruleset, 'pull_request');
  return rule === undefined ? undefined : Number(rule.parameters?.required_approving_review_count ?? 0);
};

/** The opinion of each reviewer that stands: a comment changes nothing, a dismissal takes it back. */
const standing = (reviews: readonly Review[]): ReadonlyMap<Account, Review> => {
  const opinions = new Map<Account, Review>();
  for (const review of reviews) if (review.state !== 'COMMENTED') opinions.set(review.author, review);
  return opinions;
};

/** What the reviews of a pull request lack of `count` approvals; undefined when nothing. */
export const approvalsMessage = (world: World, repository: Repository, pull: Pull, count: number): string | undefined => {
  const opinions = [...standing(repository.reviews.filter((r) => r.pull === pull.number))].filter(
    ([author]) => author !== pull.author && mayWrite(world, repository, author),
  );
  if (count > 0 && opinions.some(([, review]) => review.state === 'CHANGES_REQUESTED')) return 'Changes have been requested.';
  const approvals = opinions.filter(([, review]) => review.state === 'APPROVED').length;
  if (approvals >= count) return undefined;
  return `At least ${count} approving review${count === 1 ? ' is' : 's are'} required by reviewers with write access.`;
};
