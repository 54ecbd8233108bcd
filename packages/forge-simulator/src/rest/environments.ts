/** Environments and their branch policies. GitHub's pages "REST API endpoints for deployment environments" and "... deployment branch policies". */
import { stamp } from '../clock.ts';
import { accountJson, teamJson } from '../render/account.ts';
import { hasNoProtection } from '../rules/applicable.ts';
import { ADMIN, READ, repositoryFor } from '../web/access.ts';
import { noContent, notFound, ok, Refusal } from '../web/answer.ts';
import { flag, isObject, listField, numberParam, objectField, optionalText, textField } from '../web/fields.ts';
import { countedAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import { type Environment, emptyVault } from '../world/deployment.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';

const reviewerJson = (world: World, { type, id }: { readonly type: 'User' | 'Team'; readonly id: number }) => {
  if (type === 'User') {
    const account = [...world.accounts.values()].find((one) => one.id === id);
    return { type, reviewer: account === undefined ? { id } : accountJson(world, account) };
  }
  const teams = [...world.organizations.values()].flatMap((organization) => [...organization.teams.values()]);
  const team = teams.find((one) => one.id === id);
  return { type, reviewer: team === undefined ? { id } : teamJson(world, team) };
};

/** Three kinds, each there when it is set. */
const protectionRules = (world: World, { id, policy, reviewers, waitMinutes }: Environment) => [
  ...(waitMinutes === 0 ? [] : [{ id, node_id: `GA_${id}_t`, type: 'wait_timer', wait_timer: waitMinutes }]),
  ...(reviewers === null
    ? []
    : [
        {
          id,
          node_id: `GA_${id}_r`,
          type: 'required_reviewers',
          prevent_self_review: reviewers.preventSelf,
          reviewers: reviewers.list.map((one) => reviewerJson(world, one)),
        },
      ]),
  ...(policy === null ? [] : [{ id, node_id: `GA_${id}_b`, type: 'branch_policy' }]),
];

const environmentJson = (world: World, repository: Repository, environment: Environment) => ({
  id: environment.id,
  node_id: `EN_${environment.id}`,
  name: environment.name,
  url: `${world.url}/api/v3/repos/${repository.fullName}/environments/${encodeURIComponent(environment.name)}`,
  html_url: `${world.url}/${repository.fullName}/deployments/activity_log?environments_filter=${encodeURIComponent(environment.name)}`,
  created_at: stamp(environment.createdAt),
  updated_at: stamp(environment.updatedAt),
  protection_rules: protectionRules(world, environment),
  deployment_branch_policy: environment.policy,
});

export const makeEnvironment = (world: World, repository: Repository, name: string): Environment => {
  const known = repository.environments.get(name.toLowerCase());
  if (known !== undefined) return known;
  const now = world.clock.now();
  const environment: Environment = {
    ...emptyVault(),
    id: nextId(world),
    name,
    createdAt: now,
    updatedAt: now,
    policy: null,
    reviewers: null,
    waitMinutes: 0,
    branchPolicies: [],
  };
  repository.environments.set(name.toLowerCase(), environment);
  return environment;
};

/** The environment that the path names: 404 when it was never made. */
export const environmentOf = (call: Call, repository: Repository): Environment => {
  const environment = repository.environments.get((call.params.environment ?? '').toLowerCase());
  if (environment === undefined) throw notFound();
  return environment;
};

const list = (call: Call) => {
  const repository = repositoryFor(call, READ('actions'));
  return countedAnswer(call, 'environments', [...repository.environments.values()], (e) => environmentJson(call.world, repository, e));
};

const get = (call: Call) => {
  const repository = repositoryFor(call, READ('actions'));
  return ok(environmentJson(call.world, repository, environmentOf(call, repository)));
};

/** Rules of environments of private repositories are not in every plan. */
const checkEnvironmentPlan = (call: Call, repository: Repository, limiting: boolean): void => {
  if (limiting && hasNoProtection(call.world, repository))
    throw new Refusal(
      422,
      'Failed to create the environment protection rule. Please ensure the billing plan supports the branch policy protection rule.',
    );
};

const put = (call: Call) => {
  const repository = repositoryFor(call, ADMIN('administration'));
  const policy = call.body.deployment_branch_policy;
  const custom = flag(objectField(call.body, 'deployment_branch_policy'), 'custom_branch_policies', false);
  const guarded = flag(objectField(call.body, 'deployment_branch_policy'), 'protected_branches', false);
  checkEnvironmentPlan(call, repository, isObject(policy));
  if (isObject(policy) && custom === guarded)
    throw new Refusal(422, '`protected_branches` and `custom_branch_policies` cannot have the same value');
  const environment = makeEnvironment(call.world, repository, call.params.environment ?? '');
  environment.policy = isObject(policy) ? { protected_branches: guarded, custom_branch_policies: custom } : null;
  // What is not sent is taken away: a PUT replaces all rules.
  const reviewers = listField(call.body, 'reviewers').filter(isObject);
  environment.reviewers =
    reviewers.length === 0
      ? null
      : {
          preventSelf: flag(call.body, 'prevent_self_review', false),
          list: reviewers.map(({ type, id }) => ({ type: type === 'Team' ? ('Team' as const) : ('User' as const), id: Number(id) })),
        };
  environment.waitMinutes = Number(call.body.wait_timer ?? 0);
  environment.updatedAt = call.world.clock.now();
  return ok(environmentJson(call.world, repository, environment));
};

const remove = (call: Call) => {
  const repository = repositoryFor(call, ADMIN('administration'));
  repository.environments.delete(environmentOf(call, repository).name.toLowerCase());
  return noContent;
};

const policyJson = ({ id, name, type }: Environment['branchPolicies'][number]) => ({ id, node_id: `GA_${id}`, name, type });

const policies = (call: Call) => {
  const repository = repositoryFor(call, READ('actions'));
  return countedAnswer(call, 'branch_policies', environmentOf(call, repository).branchPolicies, (policy) => policyJson(policy));
};

const addPolicy = (call: Call) => {
  const repository = repositoryFor(call, ADMIN('administration'));
  const environment = environmentOf(call, repository);
  if (environment.policy?.custom_branch_policies !== true) throw notFound();
  const name = textField(call.body, 'DeploymentBranchPolicy', 'name');
  const known = environment.branchPolicies.find((policy) => policy.name === name);
  if (known !== undefined) throw new Refusal(303, 'See other');
  const type = optionalText(call.body, 'type') === 'tag' ? ('tag' as const) : ('branch' as const);
  const policy = { id: nextId(call.world), name, type };
  environment.branchPolicies.push(policy);
  return ok(policyJson(policy));
};

const removePolicy = (call: Call) => {
  const { branchPolicies } = environmentOf(call, repositoryFor(call, ADMIN('administration')));
  const at = branchPolicies.findIndex(({ id }) => id === numberParam(call, 'id'));
  if (at < 0) throw notFound();
  branchPolicies.splice(at, 1);
  return noContent;
};

const ENVIRONMENT = '/repos/{owner}/{repo}/environments/{environment}';

export const environmentRoutes = [
  route('GET', '/repos/{owner}/{repo}/environments', list),
  route('GET', ENVIRONMENT, get),
  route('PUT', ENVIRONMENT, put),
  route('DELETE', ENVIRONMENT, remove),
  route('GET', `${ENVIRONMENT}/deployment-branch-policies`, policies),
  route('POST', `${ENVIRONMENT}/deployment-branch-policies`, addPolicy),
  route('DELETE', `${ENVIRONMENT}/deployment-branch-policies/{id}`, removePolicy),
];
