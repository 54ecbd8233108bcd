/** Runs of workflows, their jobs, and asking for one. */
import { hasCode } from '../../errors.ts';
import type { Forge, Job, WorkflowRun } from '../port.ts';
import { accountAt, GHOST } from './account.ts';
import { type Answer, maybe } from './answer.ts';
import { STATUSES } from './check-runs.ts';
import type { Connection } from './connection.ts';
import { nonsense } from './failure.ts';
import { type Listing, list } from './paging.ts';

/** "This endpoint will return up to 1,000 results for each search." */
const SEARCH_CAP = 1000;
const RUNS = 'GET /repos/{owner}/{repo}/actions/runs';
const OF_WORKFLOW = 'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs';

const commitOf = (answer: Answer): string => answer.at('sha').commit();

const runIn = (answer: Answer): WorkflowRun => ({
  id: answer.at('id').id(),
  workflow: workflowAt(answer.at('path').ref()),
  event: answer.at('event').name(),
  headCommit: answer.at('head_sha').commit(),
  headBranch: answer.optional('head_branch')?.ref() ?? '',
  fork: answer.optional('head_repository')?.at('id').id() !== answer.at('repository').at('id').id(),
  status: answer.at('status').oneOf<WorkflowRun['status']>(STATUSES),
  ...maybe('conclusion', answer.optional('conclusion')?.name()),
  attempt: answer.optional('run_attempt')?.id() ?? 1,
  title: answer.at('display_title').line(),
  actor: accountAt(answer, 'actor') ?? GHOST,
  createdAt: answer.at('created_at').time(),
  startedAt: (answer.optional('run_started_at') ?? answer.at('created_at')).time(),
  updatedAt: answer.at('updated_at').time(),
  url: answer.at('html_url').url(),
  pullRequests: (answer.optional('pull_requests')?.items() ?? [])
    .filter((pull) => isOf(pull, answer.at('repository')))
    .map((pull) => ({ number: pull.at('number').id(), base: commitOf(pull.at('base')), head: commitOf(pull.at('head')) })),
});

/** Sometimes `.github/workflows/ci.yml@refs/heads/main`, or `@main`. A file may have an `@` in its name too, and is not the one that is called as its beginning. */
const workflowAt = (path: string): string => {
  const [file = path] = /^.*\.ya?ml(?=@|$)/.exec(path.replace(/@refs\/.*$/, '')) ?? [];
  return file;
};

/** A branch may be the head of a pull request into another repository as well, a fork of this one; its number says nothing here. */
const isOf = (pull: Answer, repository: Answer): boolean => pull.at('base').at('repo').at('id').id() === repository.at('id').id();

/** `ci.yml`: what GitHub takes for a workflow's id, from the path that the contract names. */
const fileOf = (workflow: string): string => workflow.slice(workflow.lastIndexOf('/') + 1);

/** No such workflow: it has no runs, provided that runs may be read at all. */
async function noneOf(connection: Connection, error: unknown): Promise<readonly WorkflowRun[]> {
  if (!hasCode(error, 'forge-not-found')) throw error;
  await connection.call(RUNS, { per_page: 1 });
  return [];
}

type Filter = Parameters<Forge['workflowRuns']>[0];

/** GitHub REST: "List workflow runs for a repository", "... for a workflow"; newest first. */
export async function workflowRuns(connection: Connection, filter: Filter): Promise<readonly WorkflowRun[]> {
  if (filter.workflow === undefined) return search(connection, { route: RUNS }, filter);
  try {
    const where = { route: OF_WORKFLOW as typeof OF_WORKFLOW, parameters: { workflow_id: fileOf(filter.workflow) } };
    return await search(connection, where, filter);
  } catch (error) {
    return noneOf(connection, error);
  }
}

/** A search ends after a thousand: what lies before is asked for again, up to the oldest that was seen. */
async function search(
  connection: Connection,
  where: Pick<Listing, 'route' | 'parameters'>,
  filter: Filter,
): Promise<readonly WorkflowRun[]> {
  const since = filter.createdSince === undefined ? '*' : new Date(filter.createdSince).toISOString();
  const fixed = {
    ...where.parameters,
    ...maybe('event', filter.event),
    ...maybe('head_sha', filter.headCommit),
    ...maybe('branch', filter.branch),
  };
  const found = new Map<number, WorkflowRun>();
  for (let until = '*'; ; ) {
    const created = since === '*' && until === '*' ? undefined : `${since}..${until}`;
    const answers = await list(connection, {
      route: where.route,
      key: 'workflow_runs',
      cap: SEARCH_CAP,
      parameters: { ...fixed, ...maybe('created', created) },
    });
    const before = found.size;
    for (const run of answers.map(runIn)) found.set(run.id, run);
    const last = answers.at(-1);
    if (last === undefined || answers.length < SEARCH_CAP) return [...found.values()];
    if (found.size === before) throw nonsense(last.endpoint, 'created', 'a list that goes on before its oldest run');
    until = last.at('created_at').time();
  }
}

/** GitHub REST: "Get a workflow run". */
export const workflowRun = async (connection: Connection, id: number): Promise<WorkflowRun> =>
  runIn((await connection.call(`${RUNS}/{run_id}`, { run_id: id })).answer);

const jobIn = (answer: Answer): Job => ({
  name: answer.at('name').line(),
  status: answer.at('status').oneOf<Job['status']>(STATUSES),
  ...maybe('conclusion', answer.optional('conclusion')?.name()),
  ...maybe('startedAt', answer.optional('started_at')?.time()),
  ...maybe('completedAt', answer.optional('completed_at')?.time()),
});

/** GitHub REST: "List jobs for a workflow run attempt". */
export const jobs = async (connection: Connection, run: number, attempt: number): Promise<readonly Job[]> =>
  (
    await list(connection, {
      route: `${RUNS}/{run_id}/attempts/{attempt_number}/jobs`,
      key: 'jobs',
      parameters: { run_id: run, attempt_number: attempt },
    })
  ).map(jobIn);

/** GitHub REST: "Create a workflow dispatch event". GitHub answers before the run exists. */
export const dispatchWorkflow = async (
  connection: Connection,
  workflow: string,
  ref: string,
  inputs: Readonly<Record<string, string>>,
): Promise<void> => {
  await connection.call('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    workflow_id: fileOf(workflow),
    ref,
    inputs,
  });
};
