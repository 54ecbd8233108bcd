/** Classic protection of one branch. GitHub's page "REST API endpoints for protected branches". */
import { accountNamed } from '../control/people.ts';
import { readRef } from '../git/bare-repository.ts';
import { accountJson, appJson, teamJson } from '../render/account.ts';
import { hasNoProtection } from '../rules/applicable.ts';
import { ADMIN, repositoryFor } from '../web/access.ts';
import { noContent, ok, Refusal } from '../web/answer.ts';
import { flag, isObject, listField, textList } from '../web/fields.ts';
import { type Call, route } from '../web/router.ts';
import { type Allowance, type BranchProtection, NOBODY_ALLOWED, type RequiredCheck } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';
import { findAccount, type World } from '../world/world.ts';

/** The plan's refusal, in GitHub's words. */
export const checkPlan = (call: Call, repository: Repository): void => {
  if (hasNoProtection(call.world, repository))
    throw new Refusal(403, 'Upgrade to GitHub Pro or make this repository public to enable this feature.');
};

const repositoryOf = (call: Call, level: 'read' | 'write'): Repository => {
  const repository = repositoryFor(call, ADMIN('administration', level));
  checkPlan(call, repository);
  return repository;
};

const branchOf = async (call: Call, repository: Repository): Promise<string> => {
  const branch = call.params.branch ?? '';
  if ((await readRef(repository.dir, `refs/heads/${branch}`)) === undefined) throw new Refusal(404, 'Branch not found');
  return branch;
};

const checkOf = (value: unknown): RequiredCheck => {
  if (typeof value === 'string') return { context: value, app_id: null };
  const { context, app_id: app } = isObject(value) ? value : {};
  return { context: String(context), app_id: typeof app === 'number' && app !== -1 ? app : null };
};

const allowanceOf = (value: unknown): Allowance =>
  isObject(value) ? { users: textList(value.users), teams: textList(value.teams), apps: textList(value.apps) } : NOBODY_ALLOWED;

export const protectionOf = (body: Call['body']): BranchProtection => {
  const checks = body.required_status_checks;
  const reviews = body.required_pull_request_reviews;
  return {
    checks: isObject(checks)
      ? {
          strict: flag(checks, 'strict', false),
          checks: [...(checks.checks === undefined ? listField(checks, 'contexts') : listField(checks, 'checks'))].map(checkOf),
        }
      : null,
    enforceAdmins: body.enforce_admins === true,
    reviews: isObject(reviews)
      ? {
          count: Number(reviews.required_approving_review_count ?? 1),
          dismissStale: flag(reviews, 'dismiss_stale_reviews', false),
          bypass: allowanceOf(reviews.bypass_pull_request_allowances),
        }
      : null,
    restrictions: isObject(body.restrictions) ? allowanceOf(body.restrictions) : null,
    allowForcePushes: body.allow_force_pushes === true,
    forcePushers: allowanceOf(body.bypass_force_push_allowances),
    allowDeletions: body.allow_deletions === true,
    linearHistory: body.required_linear_history === true,
    locked: body.lock_branch === true,
    signatures: body.required_signatures === true,
    told: {
      codeOwners: isObject(reviews) && flag(reviews, 'require_code_owner_reviews', false),
      lastPush: isObject(reviews) && flag(reviews, 'require_last_push_approval', false),
      conversations: body.required_conversation_resolution === true,
      blockCreations: body.block_creations === true,
      forkSyncing: body.allow_fork_syncing === true,
    },
  };
};

/** Names that stand for nobody are dropped, as GitHub refuses them. */
const named = (world: World, repository: Repository, { users, teams, apps }: Allowance) => {
  const known = world.organizations.get(repository.owner.login.toLowerCase())?.teams;
  return {
    users: users.flatMap((login) => (findAccount(world, login) === undefined ? [] : [accountJson(world, accountNamed(world, login))])),
    teams: teams.flatMap((slug) => [known?.get(slug)].filter((team) => team !== undefined).map((team) => teamJson(world, team))),
    apps: apps.flatMap((slug) => [world.apps.get(slug)].filter((app) => app !== undefined).map((app) => appJson(world, app))),
  };
};

const protectionJson = (call: Call, repository: Repository, branch: string, protection: BranchProtection) => {
  const url = `${call.world.url}/api/v3/repos/${repository.fullName}/branches/${encodeURIComponent(branch)}/protection`;
  const { checks, reviews, restrictions, told } = protection;
  return {
    url,
    ...(checks === null
      ? {}
      : {
          required_status_checks: {
            url: `${url}/required_status_checks`,
            strict: checks.strict,
            contexts_url: `${url}/required_status_checks/contexts`,
            contexts: checks.checks.map((check) => check.context),
            checks: checks.checks,
          },
        }),
    ...(reviews === null
      ? {}
      : {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            required_approving_review_count: reviews.count,
            dismiss_stale_reviews: reviews.dismissStale,
            require_code_owner_reviews: told.codeOwners,
            require_last_push_approval: told.lastPush,
            bypass_pull_request_allowances: named(call.world, repository, reviews.bypass),
          },
        }),
    ...(restrictions === null
      ? {}
      : {
          restrictions: {
            url: `${url}/restrictions`,
            users_url: `${url}/restrictions/users`,
            teams_url: `${url}/restrictions/teams`,
            apps_url: `${url}/restrictions/apps`,
            ...named(call.world, repository, restrictions),
          },
        }),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: protection.enforceAdmins },
    required_linear_history: { enabled: protection.linearHistory },
    allow_force_pushes: { enabled: protection.allowForcePushes },
    allow_deletions: { enabled: protection.allowDeletions },
    block_creations: { enabled: told.blockCreations },
    required_conversation_resolution: { enabled: told.conversations },
    lock_branch: { enabled: protection.locked },
    allow_fork_syncing: { enabled: told.forkSyncing },
    required_signatures: { url: `${url}/required_signatures`, enabled: protection.signatures },
  };
};

const get = async (call: Call) => {
  const repository = repositoryOf(call, 'read');
  const branch = await branchOf(call, repository);
  const protection = repository.protections.get(branch);
  if (protection === undefined) throw new Refusal(404, 'Branch not protected');
  return ok(protectionJson(call, repository, branch, protection));
};

/** The four fields that must be there, even as null. */
const DEMANDED = ['required_status_checks', 'enforce_admins', 'required_pull_request_reviews', 'restrictions'];

const put = async (call: Call) => {
  const repository = repositoryOf(call, 'write');
  const branch = await branchOf(call, repository);
  const missing = DEMANDED.filter((field) => !(field in call.body));
  if (missing.length > 0) throw new Refusal(422, `Invalid request.\n\n${missing.map((f) => `"${f}" wasn't supplied.`).join('\n')}`);
  const forcePushers = repository.protections.get(branch)?.forcePushers ?? NOBODY_ALLOWED;
  const protection = { ...protectionOf(call.body), forcePushers };
  repository.protections.set(branch, protection);
  return ok(protectionJson(call, repository, branch, protection));
};

const remove = async (call: Call) => {
  const repository = repositoryOf(call, 'write');
  if (!repository.protections.delete(await branchOf(call, repository))) throw new Refusal(404, 'Branch not protected');
  return noContent;
};

const PROTECTION = '/repos/{owner}/{repo}/branches/{branch+}/protection';

export const branchProtectionRoutes = [route('GET', PROTECTION, get), route('PUT', PROTECTION, put), route('DELETE', PROTECTION, remove)];
