/** Deployments and their statuses. GitHub's pages "REST API endpoints for deployments" and "... for deployment statuses". */
import { stamp } from '../clock.ts';
import { signatureOf } from '../effects/merge-pull.ts';
import { refMoved } from '../effects/ref-moved.ts';
import { readRef } from '../git/bare-repository.ts';
import { resolveCommit } from '../git/commits.ts';
import { mergeTrees } from '../git/merges.ts';
import { isAncestor, moveRef } from '../git/refs.ts';
import { writeCommit } from '../git/write-commit.ts';
import { accountJson } from '../render/account.ts';
import { latestChecks } from '../rules/requirements.ts';
import { callerOf, READ, repositoryFor, WRITE } from '../web/access.ts';
import { type Answer, created, notFound, ok, Refusal } from '../web/answer.ts';
import { flag, isObject, numberParam, oneOf, optionalText, textField, textList } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { Account } from '../world/account.ts';
import { DEPLOYMENT_STATES, type Deployment, type DeploymentState, type DeploymentStatus } from '../world/deployment.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';

const addressOf = (world: World, repository: Repository, deployment: Deployment): string =>
  `${world.url}/api/v3/repos/${repository.fullName}/deployments/${deployment.id}`;

const deploymentJson = (world: World, repository: Repository, deployment: Deployment) => ({
  id: deployment.id,
  node_id: `DE_${deployment.id}`,
  url: addressOf(world, repository, deployment),
  repository_url: `${world.url}/api/v3/repos/${repository.fullName}`,
  statuses_url: `${addressOf(world, repository, deployment)}/statuses`,
  sha: deployment.sha,
  ref: deployment.ref,
  task: deployment.task,
  environment: deployment.environment,
  original_environment: deployment.environment,
  description: deployment.description,
  payload: deployment.payload,
  creator: accountJson(world, deployment.creator),
  created_at: stamp(deployment.createdAt),
  updated_at: stamp(deployment.updatedAt),
  transient_environment: deployment.transient,
  production_environment: deployment.production,
});

const statusJson = (world: World, repository: Repository, deployment: Deployment, status: DeploymentStatus) => ({
  id: status.id,
  node_id: `DES_${status.id}`,
  state: status.state,
  description: status.description,
  creator: accountJson(world, status.creator),
  environment: deployment.environment,
  environment_url: status.environmentUrl,
  log_url: status.logUrl,
  target_url: status.logUrl,
  created_at: stamp(status.at),
  updated_at: stamp(status.at),
  url: `${addressOf(world, repository, deployment)}/statuses/${status.id}`,
  repository_url: `${world.url}/api/v3/repos/${repository.fullName}`,
  deployment_url: addressOf(world, repository, deployment),
});

const list = (call: Call) => {
  const repository = repositoryFor(call, READ('deployments'));
  const is = (name: string, value: string): boolean => !call.query.has(name) || call.query.get(name) === value;
  const shown = repository.deployments.filter(
    (d) => is('environment', d.environment) && is('sha', d.sha) && is('ref', d.ref) && is('task', d.task),
  );
  return listAnswer(call, shown.toReversed(), (deployment) => deploymentJson(call.world, repository, deployment));
};

const find = (call: Call, repository: Repository): Deployment => {
  const deployment = repository.deployments.find((d) => d.id === numberParam(call, 'id'));
  if (deployment === undefined) throw notFound();
  return deployment;
};

const get = (call: Call) => {
  const repository = repositoryFor(call, READ('deployments'));
  return ok(deploymentJson(call.world, repository, find(call, repository)));
};

/** Without `required_contexts`, every check of the commit must be green; an empty list asks for none. */
const checkContexts = (call: Call, repository: Repository, sha: string): void => {
  const asked = call.body.required_contexts;
  const checks = latestChecks(repository, sha);
  const green = (name: string): boolean => checks.some((run) => run.name === name && run.conclusion === 'success');
  const wanted = Array.isArray(asked) ? textList(asked) : checks.map((run) => run.name);
  const failed = wanted.filter((name) => !green(name));
  if (failed.length > 0) throw new Refusal(409, `Conflict: Commit status checks failed for ${sha}.`);
};

/** `auto_merge` brings a branch up to date with the default branch first, and then nothing is deployed yet: 202. */
const autoMerged = async (call: Call, repository: Repository, branch: string, head: string): Promise<Answer | undefined> => {
  const { defaultBranch } = repository.settings;
  const [target, base] = await Promise.all([
    readRef(repository.dir, `refs/heads/${branch}`),
    readRef(repository.dir, `refs/heads/${defaultBranch}`),
  ]);
  if (target === undefined || base === undefined || (await isAncestor(repository.git, base, head))) return undefined;
  const tree = await mergeTrees(repository.git, head, base);
  if (tree === undefined) throw new Refusal(409, `Conflict merging ${defaultBranch} into ${branch}.`);
  const { account } = callerOf(call);
  const author = signatureOf(account, call.world.clock.now());
  const message = `Merge branch '${defaultBranch}' into ${branch}`;
  const after = await writeCommit(repository.git, { tree, parents: [head, base], message, author, committer: author });
  if (!(await moveRef(repository.git, `refs/heads/${branch}`, head, after))) throw new Refusal(409, 'Conflict: the branch was modified.');
  await refMoved(call.world, repository, { ref: `refs/heads/${branch}`, before: head, after, by: account });
  return { status: 202, body: { message: `Auto-merged ${defaultBranch} into ${branch} on deployment.` } };
};

const create = async (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, WRITE('deployments'));
  const { account } = callerOf(call);
  const ref = textField(call.body, 'Deployment', 'ref');
  const sha = await resolveCommit(repository.git, ref);
  if (sha === undefined) throw new Refusal(422, `No ref found for: ${ref}`);
  checkContexts(call, repository, sha);
  const merged = flag(call.body, 'auto_merge', true) ? await autoMerged(call, repository, ref, sha) : undefined;
  if (merged !== undefined) return merged;
  const environment = optionalText(call.body, 'environment') ?? 'production';
  const now = call.world.clock.now();
  const deployment: Deployment = {
    id: nextId(call.world),
    sha,
    ref,
    task: optionalText(call.body, 'task') ?? 'deploy',
    environment,
    description: optionalText(call.body, 'description') ?? null,
    payload: isObject(call.body.payload) || typeof call.body.payload === 'string' ? call.body.payload : {},
    transient: flag(call.body, 'transient_environment', false),
    production: flag(call.body, 'production_environment', environment === 'production'),
    creator: account,
    createdAt: now,
    updatedAt: now,
    statuses: [],
  };
  repository.deployments.push(deployment);
  return created(deploymentJson(call.world, repository, deployment));
};

const statuses = (call: Call) => {
  const repository = repositoryFor(call, READ('deployments'));
  const deployment = find(call, repository);
  return listAnswer(call, deployment.statuses.toReversed(), (status) => statusJson(call.world, repository, deployment, status));
};

export interface StatusDraft {
  readonly state: DeploymentState;
  readonly creator: Account;
  readonly description?: string;
  readonly logUrl?: string;
  readonly environmentUrl?: string;
}

export const addStatus = (world: World, deployment: Deployment, draft: StatusDraft): DeploymentStatus => {
  const status: DeploymentStatus = {
    id: nextId(world),
    at: world.clock.now(),
    description: '',
    logUrl: '',
    environmentUrl: '',
    ...draft,
  };
  deployment.statuses.push(status);
  deployment.updatedAt = status.at;
  return status;
};

/** A success makes earlier deployments of the environment inactive: those that are neither transient nor of production, as the page says. */
export const retireEarlier = (world: World, repository: Repository, latest: Deployment, creator: Account): void => {
  for (const deployment of repository.deployments) {
    const earlier = deployment !== latest && deployment.environment === latest.environment && deployment.id < latest.id;
    const active = deployment.statuses.length > 0 && deployment.statuses.at(-1)?.state !== 'inactive';
    if (earlier && active && !deployment.transient && !deployment.production) addStatus(world, deployment, { state: 'inactive', creator });
  }
};

const createStatus = (call: Call): Answer => {
  const repository = repositoryFor(call, WRITE('deployments'));
  const { account: creator } = callerOf(call);
  const deployment = find(call, repository);
  const state = oneOf(call.body.state, DEPLOYMENT_STATES, 'DeploymentStatus', 'state');
  const status = addStatus(call.world, deployment, {
    state,
    creator,
    description: optionalText(call.body, 'description') ?? '',
    logUrl: optionalText(call.body, 'log_url') ?? '',
    environmentUrl: optionalText(call.body, 'environment_url') ?? '',
  });
  if (state === 'success' && flag(call.body, 'auto_inactive', true)) retireEarlier(call.world, repository, deployment, creator);
  return created(statusJson(call.world, repository, deployment, status));
};

export const deploymentRoutes = [
  route('GET', '/repos/{owner}/{repo}/deployments', list),
  route('POST', '/repos/{owner}/{repo}/deployments', create),
  route('GET', '/repos/{owner}/{repo}/deployments/{id}', get),
  route('GET', '/repos/{owner}/{repo}/deployments/{id}/statuses', statuses),
  route('POST', '/repos/{owner}/{repo}/deployments/{id}/statuses', createStatus),
];
