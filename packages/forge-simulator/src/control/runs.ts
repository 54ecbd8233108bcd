/** Plays GitHub Actions: runs with their jobs, and the check runs that the Actions App makes for them. */
import { knownWorkflow } from '../rest/actions.ts';
import type { Conclusion, Job, WorkflowRun } from '../world/checks.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';
import { accountNamed, appNamed } from './people.ts';

export interface JobDraft {
  readonly name: string;
  /** Default: the run's. */
  readonly conclusion?: Conclusion;
  readonly startedAt?: Date;
  readonly completedAt?: Date;
}

export interface RunDraft {
  /** `.github/workflows/ci.yml` */
  readonly workflow: string;
  readonly name?: string;
  readonly jobs: readonly (string | JobDraft)[];
  readonly headCommit: string;
  readonly headBranch: string;
  /** Default: push. */
  readonly event?: string;
  /** Default: success. */
  readonly conclusion?: Conclusion;
  /** `owner/name`; default: this repository. */
  readonly headRepository?: string;
  readonly title?: string;
  /** Default: the repository's owner. */
  readonly actor?: string;
  readonly startedAt?: Date;
  readonly completedAt?: Date;
}

interface Ending {
  readonly conclusion: Conclusion;
  readonly startedAt: Date;
  readonly completedAt: Date;
}

const finish = (
  world: World,
  repository: Repository,
  run: WorkflowRun,
  { jobs, ending }: { jobs: RunDraft['jobs']; ending: Ending },
): void => {
  const app = appNamed(world, 'github-actions');
  const suite = nextId(world);
  const made = jobs.map((draft): Job => {
    const {
      name,
      conclusion = ending.conclusion,
      startedAt = ending.startedAt,
      completedAt = ending.completedAt,
    } = typeof draft === 'string' ? { name: draft } : draft;
    return { id: nextId(world), name, status: 'completed', conclusion, startedAt, completedAt };
  });
  for (const { id, name, conclusion, startedAt, completedAt } of made) {
    repository.checkRuns.push({
      id,
      suite,
      app,
      sha: run.sha,
      name,
      status: 'completed',
      conclusion,
      startedAt,
      completedAt,
      externalId: String(id),
      detailsUrl: `${world.url}/${repository.fullName}/actions/runs/${run.id}/job/${id}`,
      output: { title: null, summary: null, text: null },
      annotations: [],
    });
  }
  run.attempts[run.attempt - 1] = made;
  run.status = 'completed';
  run.conclusion = ending.conclusion;
  run.startedAt = ending.startedAt;
  run.updatedAt = ending.completedAt;
};

const endingOf = (world: World, draft: Pick<RunDraft, 'conclusion' | 'startedAt' | 'completedAt'>): Ending => {
  const completedAt = draft.completedAt ?? world.clock.now();
  return { conclusion: draft.conclusion ?? 'success', startedAt: draft.startedAt ?? completedAt, completedAt };
};

const pullsOf = (repository: Repository, draft: RunDraft): readonly number[] =>
  [...repository.pulls.values()]
    .filter((pull) => pull.state === 'open' && pull.head.sha === draft.headCommit && pull.head.ref === draft.headBranch)
    .map((pull) => pull.number);

/** A run that came to its end. */
export const completeRun = (world: World, repository: Repository, draft: RunDraft): WorkflowRun => {
  const workflow = knownWorkflow(world, repository, draft.workflow, draft.name);
  const actor = draft.actor === undefined ? repository.owner : accountNamed(world, draft.actor);
  const ending = endingOf(world, draft);
  const run: WorkflowRun = {
    id: nextId(world),
    number: repository.runs.filter((r) => r.workflow === workflow).length + 1,
    workflow,
    event: draft.event ?? 'push',
    sha: draft.headCommit,
    branch: draft.headBranch,
    headRepository: draft.headRepository ?? repository.fullName,
    title: draft.title ?? workflow.name,
    actor,
    triggeringActor: actor,
    pulls: pullsOf(repository, draft),
    inputs: {},
    createdAt: ending.startedAt,
    startedAt: ending.startedAt,
    updatedAt: ending.completedAt,
    status: 'in_progress',
    conclusion: null,
    attempt: 1,
    attempts: [],
  };
  repository.runs.push(run);
  finish(world, repository, run, { jobs: draft.jobs, ending });
  return run;
};

export interface RunEnding extends Pick<RunDraft, 'conclusion' | 'startedAt' | 'completedAt'> {
  readonly jobs: RunDraft['jobs'];
}

/** Ends a run that waits (a dispatch), or runs one that has ended once more (the next attempt). */
export const finishRun = (world: World, repository: Repository, id: number, draft: RunEnding): WorkflowRun => {
  const run = repository.runs.find((r) => r.id === id);
  if (run === undefined) throw new Error(`There is no run ${id} in ${repository.fullName}`);
  if (run.status === 'completed') run.attempt += 1;
  finish(world, repository, run, { jobs: draft.jobs, ending: endingOf(world, draft) });
  return run;
};
