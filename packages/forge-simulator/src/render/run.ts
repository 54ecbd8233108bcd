/** Workflow runs and jobs in GitHub's words. */
import { stamp } from '../clock.ts';
import type { Job, WorkflowRun } from '../world/checks.ts';
import type { Repository } from '../world/repository.ts';
import { findRepository, type World } from '../world/world.ts';
import { accountJson } from './account.ts';
import { repositoryReference } from './repository.ts';

/** As it stands in a reference to a pull request. */
const shortRepository = (world: World, { id, name, fullName }: Repository) => ({ id, name, url: `${world.url}/api/v3/repos/${fullName}` });

/** Pull requests as runs and check runs name them. */
export const pullReferences = (world: World, repository: Repository, numbers: readonly number[]) =>
  numbers
    .map((number) => repository.pulls.get(number))
    .filter((pull) => pull !== undefined)
    .map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${world.url}/api/v3/repos/${repository.fullName}/pulls/${pull.number}`,
      head: { ref: pull.head.ref, sha: pull.head.sha, repo: shortRepository(world, pull.head.repository) },
      base: { ref: pull.base.ref, sha: pull.base.sha, repo: shortRepository(world, repository) },
    }));

export const runJson = (world: World, repository: Repository, run: WorkflowRun) => {
  const url = `${world.url}/api/v3/repos/${repository.fullName}/actions`;
  const head = findRepository(world, run.headRepository) ?? repository;
  return {
    id: run.id,
    node_id: `WFR_${run.id}`,
    name: run.workflow.name,
    workflow_id: run.workflow.id,
    path: run.workflow.path,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_sha: run.sha,
    head_branch: run.branch,
    display_title: run.title,
    actor: accountJson(world, run.actor),
    triggering_actor: accountJson(world, run.triggeringActor),
    created_at: stamp(run.createdAt),
    updated_at: stamp(run.updatedAt),
    run_started_at: stamp(run.startedAt),
    url: `${url}/runs/${run.id}`,
    jobs_url: `${url}/runs/${run.id}/jobs`,
    logs_url: `${url}/runs/${run.id}/logs`,
    artifacts_url: `${url}/runs/${run.id}/artifacts`,
    cancel_url: `${url}/runs/${run.id}/cancel`,
    rerun_url: `${url}/runs/${run.id}/rerun`,
    check_suite_url: `${world.url}/api/v3/repos/${repository.fullName}/check-suites/${run.id}`,
    workflow_url: `${url}/workflows/${run.workflow.id}`,
    head_commit: null,
    html_url: `${world.url}/${repository.fullName}/actions/runs/${run.id}`,
    // GitHub leaves this empty for runs of a fork's head.
    pull_requests: head === repository ? pullReferences(world, repository, run.pulls) : [],
    repository: repositoryReference(world, repository),
    head_repository: repositoryReference(world, head),
  };
};

export const jobJson = (world: World, repository: Repository, run: WorkflowRun, { job, attempt }: { job: Job; attempt: number }) => ({
  id: job.id,
  node_id: `JOB_${job.id}`,
  run_id: run.id,
  run_attempt: attempt,
  workflow_name: run.workflow.name,
  head_sha: run.sha,
  head_branch: run.branch,
  name: job.name,
  status: job.status,
  conclusion: job.conclusion,
  created_at: stamp(job.startedAt),
  started_at: stamp(job.startedAt),
  completed_at: job.completedAt === null ? null : stamp(job.completedAt),
  steps: [],
  labels: [],
  runner_id: null,
  runner_name: null,
  runner_group_id: null,
  runner_group_name: null,
  url: `${world.url}/api/v3/repos/${repository.fullName}/actions/jobs/${job.id}`,
  run_url: `${world.url}/api/v3/repos/${repository.fullName}/actions/runs/${run.id}`,
  html_url: `${world.url}/${repository.fullName}/actions/runs/${run.id}/job/${job.id}`,
  check_run_url: `${world.url}/api/v3/repos/${repository.fullName}/check-runs/${job.id}`,
});
