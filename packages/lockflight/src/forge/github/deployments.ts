/** What ran where, and saying so. */
import type { Deployment, Forge } from '../port.ts';
import { accountAt } from './account.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import { list, untilSettled } from './paging.ts';

type Status = Deployment['statuses'][number];

const STATES = {
  success: 'success',
  failure: 'failure',
  error: 'error',
  inactive: 'inactive',
  in_progress: 'in_progress',
  queued: 'queued',
  // A job that waits for a reviewer of its environment.
  waiting: 'queued',
  pending: 'pending',
} as const satisfies Readonly<Record<Status['state'] | 'waiting', Status['state']>>;

/** How many deployments have their statuses read at once. */
const SIDE_BY_SIDE = 4;

/** Same second, same order: GitHub's numbers only grow. */
const byAge = (a: Answer, b: Answer): number => {
  const [first, second] = [a.at('created_at').time(), b.at('created_at').time()];
  return first === second ? a.at('id').id() - b.at('id').id() : first < second ? -1 : 1;
};

const statusesOf = async (connection: Connection, id: number): Promise<readonly Status[]> => {
  const answers = await list(connection, {
    route: 'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    parameters: { deployment_id: id },
  });
  return answers
    .toSorted(byAge)
    .map((answer) => ({ state: answer.at('state').oneOf<Status['state']>(STATES), at: answer.at('created_at').time() }));
};

async function deploymentIn(connection: Connection, answer: Answer): Promise<Deployment> {
  const id = answer.at('id').id();
  return {
    id,
    environment: answer.at('environment').ref(),
    commit: answer.at('sha').commit(),
    ref: answer.at('ref').ref(),
    createdAt: answer.at('created_at').time(),
    ...maybe('creator', accountAt(answer, 'creator')),
    statuses: await statusesOf(connection, id),
  };
}

const ended = ({ settled }: Filter): ((item: Answer) => boolean) | undefined =>
  settled === undefined ? undefined : untilSettled((item) => settled({ id: item.at('id').id(), createdAt: item.at('created_at').time() }));

type Filter = NonNullable<Parameters<Forge['deployments']>[1]>;

/** GitHub REST: "List deployments", "List deployment statuses"; both oldest first. */
export async function deployments(connection: Connection, environment: string, filter: Filter = {}): Promise<readonly Deployment[]> {
  const since = filter.createdSince === undefined ? undefined : new Date(filter.createdSince).toISOString();
  const listed = await list(connection, {
    route: 'GET /repos/{owner}/{repo}/deployments',
    parameters: { environment, ...maybe('sha', filter.commit) },
    // The newest come first.
    ...maybe('until', since === undefined ? ended(filter) : (item: Answer) => item.at('created_at').time() < since),
  });
  const answers = listed.toSorted(byAge);
  const found: Deployment[] = [];
  for (let at = 0; at < answers.length; at += SIDE_BY_SIDE) {
    found.push(...(await Promise.all(answers.slice(at, at + SIDE_BY_SIDE).map((answer) => deploymentIn(connection, answer)))));
  }
  return found;
}

/** GitHub REST: "Create a deployment". Exactly this commit: no merge of the default branch into it, and no checks asked (gates did). */
export async function createDeployment(
  connection: Connection,
  { environment, commit, description, production }: Parameters<Forge['createDeployment']>[0],
): Promise<{ readonly id: number }> {
  const { answer } = await connection.call('POST /repos/{owner}/{repo}/deployments', {
    ref: commit,
    environment,
    auto_merge: false,
    required_contexts: [],
    ...maybe('description', description),
    ...maybe('production_environment', production),
  });
  return { id: answer.at('id').id() };
}

/** GitHub REST: "Create a deployment status". After a success GitHub marks earlier deployments there inactive, but not those of production. */
export const setDeploymentStatus = async (
  connection: Connection,
  id: number,
  state: Parameters<Forge['setDeploymentStatus']>[1],
  { description, url }: NonNullable<Parameters<Forge['setDeploymentStatus']>[2]> = {},
): Promise<void> => {
  await connection.call('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
    deployment_id: id,
    state,
    ...maybe('description', description?.slice(0, 140)),
    ...maybe('log_url', url),
  });
};
