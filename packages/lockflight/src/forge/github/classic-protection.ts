/** The classic protection of a branch: one set of rules, beside the rulesets. */
import { hasCode, type LockflightError } from '../../errors.ts';
import type { Updater } from '../port.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import type { RuleSource } from './rule-set.ts';
import { ADMIN_ROLE } from './rulesets.ts';

const BRANCH = 'GET /repos/{owner}/{repo}/branches/{branch}';

/** A free plan protects nothing in a private repository: what was set up there is not enforced. */
export const planForbids = (error: unknown): error is LockflightError => hasCode(error, 'forge-plan-limited');

/** "Branch protection" as it is read ("Protected Branch"). */
export function classicIn(answer: Answer): RuleSource {
  const enabled = (key: string): boolean => answer.optional(key)?.at('enabled').flag() ?? false;
  const reviews = answer.optional('required_pull_request_reviews');
  const checks = answer.optional('required_status_checks');
  const pinned = checks?.optional('checks')?.items() ?? [];
  return {
    pullRequestRequired: reviews !== undefined,
    requiredApprovals: reviews?.optional('required_approving_review_count')?.id() ?? 0,
    forcePushRefused: !enabled('allow_force_pushes'),
    deletionRefused: !enabled('allow_deletions'),
    requiredChecks: pinned.map((check) => ({ name: check.at('context').line(), ...maybe('app', appOf(check)) })),
    upToDateRequired: checks?.optional('strict')?.flag() ?? false,
    adminsBypass: !enabled('enforce_admins'),
    updaters: updatersIn(answer, !enabled('enforce_admins')),
  };
}

const LISTS = [
  ['apps', 'app', 'slug'],
  ['teams', 'team', 'slug'],
  ['users', 'user', 'login'],
] as const;

/** People, teams and Apps, as the classic protection lists them. */
export const namedIn = (lists: Answer): readonly Updater[] =>
  LISTS.flatMap(([list, kind, name]) =>
    (lists.optional(list)?.items() ?? []).map((one) => ({
      kind,
      ...maybe('id', one.optional('id')?.id()),
      name: one.at(name).name(),
    })),
  );

/** "Branch Restriction Policy": who may push, when not everybody who may write; administrators too where the rules spare them. */
function updatersIn(answer: Answer, adminsToo: boolean): readonly Updater[] | undefined {
  const restrictions = answer.optional('restrictions');
  if (restrictions === undefined) return undefined;
  const named = namedIn(restrictions);
  return adminsToo ? [...named, { kind: 'role', id: ADMIN_ROLE }] : named;
}

/** -1 is GitHub's "any App". */
export function appOf(check: Answer): number | undefined {
  const app = check.optional('app_id');
  return app === undefined || app.value === -1 ? undefined : app.id();
}

/** True when everybody may see that there is no classic protection, also who may not read the rules. */
async function visiblyNone(connection: Connection, branch: string): Promise<boolean> {
  const { answer } = await connection.call(BRANCH, { branch });
  return !answer.at('protected').flag() || answer.optional('protection')?.optional('enabled')?.flag() === false;
}

/**
 * GitHub REST: "Get branch protection", which needs "Administration: read". 404 "Branch not protected" means none; any other refusal
 * means none only where "Get a branch" says so, and is thrown otherwise.
 */
export async function classicProtection(connection: Connection, branch: string): Promise<RuleSource | undefined> {
  try {
    return classicIn((await connection.call(`${BRANCH}/protection`, { branch })).answer);
  } catch (error) {
    if (planForbids(error)) return undefined;
    if (!hasCode(error, 'forge-not-found', 'forge-forbidden')) throw error;
    if (hasCode(error, 'forge-not-found') && /branch not protected/i.test(error.message)) return undefined;
    if (await visiblyNone(connection, branch)) return undefined;
    throw error;
  }
}
