/** Environments and their branch policies. GitHub's pages "REST API endpoints for deployment environments" and "... deployment branch policies". */
import { stamp } from '../clock.ts';
import { ADMIN, READ, repositoryFor } from '../web/access.ts';
import { noContent, notFound, ok, Refusal } from '../web/answer.ts';
import { flag, isObject, objectField, optionalText, textField } from '../web/fields.ts';
import { countedAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import { type Environment, emptyVault } from '../world/deployment.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';

const environmentJson = (world: World, repository: Repository, environment: Environment) => ({
  id: environment.id,
  node_id: `EN_${environment.id}`,
  name: environment.name,
  url: `${world.url}/api/v3/repos/${repository.fullName}/environments/${encodeURIComponent(environment.name)}`,
  html_url: `${world.url}/${repository.fullName}/deployments/activity_log?environments_filter=${encodeURIComponent(environment.name)}`,
  created_at: stamp(environment.createdAt),
  updated_at: stamp(environment.updatedAt),
  protection_rules: environment.policy === null ? [] : [{ id: environment.id, type: 'branch_policy' }],
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

const put = (call: Call) => {
  const repository = repositoryFor(call, ADMIN('administration'));
  const policy = call.body.deployment_branch_policy;
  const custom = flag(objectField(call.body, 'deployment_branch_policy'), 'custom_branch_policies', false);
  const guarded = flag(objectField(call.body, 'deployment_branch_policy'), 'protected_branches', false);
  if (isObject(policy) && custom === guarded)
    throw new Refusal(422, '`protected_branches` and `custom_branch_policies` cannot have the same value');
  const environment = makeEnvironment(call.world, repository, call.params.environment ?? '');
  environment.policy = isObject(policy) ? { protected_branches: guarded, custom_branch_policies: custom } : null;
  environment.updatedAt = call.world.clock.now();
  return ok(environmentJson(call.world, repository, environment));
};

const remove = (call: Call) => {
  const repository = repositoryFor(call, ADMIN('administration'));
  repository.environments.delete(environmentOf(call, repository).name.toLowerCase());
  return noContent;
};

const policies = (call: Call) => {
  const repository = repositoryFor(call, READ('actions'));
  return countedAnswer(call, 'branch_policies', environmentOf(call, repository).branchPolicies, (policy) => policy);
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
  return ok(policy);
};

const ENVIRONMENT = '/repos/{owner}/{repo}/environments/{environment}';

export const environmentRoutes = [
  route('GET', '/repos/{owner}/{repo}/environments', list),
  route('GET', ENVIRONMENT, get),
  route('PUT', ENVIRONMENT, put),
  route('DELETE', ENVIRONMENT, remove),
  route('GET', `${ENVIRONMENT}/deployment-branch-policies`, policies),
  route('POST', `${ENVIRONMENT}/deployment-branch-policies`, addPolicy),
];
