/** Workflow runs, their jobs, and dispatches. GitHub's pages "Workflow runs", "Workflow jobs", "Create a workflow dispatch event". */
import { fillRunName, readWorkflowFile } from '../effects/workflow-file.ts';
import { readRef } from '../git/bare-repository.ts';
import { readBlob } from '../git/commits.ts';
import { jobJson, runJson } from '../render/run.ts';
import { callerOf, READ, repositoryFor, WRITE } from '../web/access.ts';
import { type Answer, noContent, notFound, ok, Refusal } from '../web/answer.ts';
import { numberParam, objectField, textField } from '../web/fields.ts';
import { countedAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { Workflow, WorkflowRun } from '../world/checks.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';

/** `>=2026-01-01T00:00:00Z`, `2026-01-01..2026-02-01`, `<...`, or a day, as GitHub's page "Understanding the search syntax" has it. */
const inPeriod = (query: string | null, time: number): boolean => {
  if (query === null) return true;
  const [from, to] = query.split('..');
  if (to !== undefined) {
    return (from === '*' || time >= Date.parse(from ?? '')) && (to === '*' || time <= Date.parse(to));
  }
  const [, sign = '', date = ''] = /^(>=|<=|>|<)?(.+)$/.exec(query) ?? [];
  const wanted = Date.parse(date);
  if (sign === '>=') return time >= wanted;
  if (sign === '<=') return time <= wanted;
  if (sign === '>') return time > wanted;
  if (sign === '<') return time < wanted;
  return new Date(time).toISOString().startsWith(date.slice(0, 10));
};

const isShown = (call: Call, run: WorkflowRun): boolean => {
  const is = (name: string, value: string | null): boolean => !call.query.has(name) || call.query.get(name) === value;
  const status = call.query.get('status');
  return (
    is('event', run.event) &&
    is('head_sha', run.sha) &&
    is('branch', run.branch) &&
    is('actor', run.actor.login) &&
    // One filter for both, as on GitHub.
    (status === null || run.status === status || run.conclusion === status) &&
    inPeriod(call.query.get('created'), run.createdAt.getTime())
  );
};

const listRuns = (call: Call, repository: Repository, runs: readonly WorkflowRun[]): Answer =>
  countedAnswer(call, 'workflow_runs', runs.filter((run) => isShown(call, run)).toReversed(), (run) =>
    runJson(call.world, repository, run),
  );

const runs = (call: Call) => {
  const repository = repositoryFor(call, READ('actions'));
  return listRuns(call, repository, repository.runs);
};

const WORKFLOWS = '.github/workflows/';

const findWorkflow = (call: Call, repository: Repository): Workflow | undefined => {
  const wanted = call.params.workflow ?? '';
  return [...repository.workflows.values()].find((w) => String(w.id) === wanted || w.path === `${WORKFLOWS}${wanted}`);
};

/** The workflow of that path, made known when it runs for the first time. */
export const knownWorkflow = (world: World, repository: Repository, path: string, name?: string): Workflow => {
  const known = repository.workflows.get(path);
  if (known !== undefined) return known;
  const workflow: Workflow = { id: nextId(world), path, name: name ?? path };
  repository.workflows.set(path, workflow);
  return workflow;
};

const workflowRuns = async (call: Call) => {
  const repository = repositoryFor(call, READ('actions'));
  const workflow = findWorkflow(call, repository);
  if (workflow !== undefined)
    return listRuns(
      call,
      repository,
      repository.runs.filter((run) => run.workflow === workflow),
    );
  // A workflow that is there, and never ran, has no runs; one that is not there is not found.
  const head = await readRef(repository.dir, `refs/heads/${repository.settings.defaultBranch}`);
  const path = `${WORKFLOWS}${call.params.workflow}`;
  if (head === undefined || (await readBlob(repository.git, head, path)) === undefined) throw notFound();
  return listRuns(call, repository, []);
};

const findRun = (call: Call, repository: Repository): WorkflowRun => {
  const run = repository.runs.find((r) => r.id === numberParam(call, 'id'));
  if (run === undefined) throw notFound();
  return run;
};

const run = (call: Call) => {
  const repository = repositoryFor(call, READ('actions'));
  return ok(runJson(call.world, repository, findRun(call, repository)));
};

const jobs = (call: Call) => {
  const repository = repositoryFor(call, READ('actions'));
  const found = findRun(call, repository);
  const attempts = found.attempts.map((list, index) => list.map((job) => ({ job, attempt: index + 1 })));
  const asked = call.params.attempt;
  const every = asked === undefined && call.query.get('filter') === 'all';
  const shown = every ? attempts.flat() : attempts[asked === undefined ? found.attempt - 1 : numberParam(call, 'attempt') - 1];
  if (shown === undefined) throw notFound();
  return countedAnswer(call, 'jobs', shown, (item) => jobJson(call.world, repository, found, item));
};

const dispatch = async (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, WRITE('actions'));
  const { account } = callerOf(call);
  const { world } = call;
  const asked = textField(call.body, 'WorkflowDispatch', 'ref');
  const ref = asked.replace(/^refs\/(heads|tags)\//, '');
  const path = findWorkflow(call, repository)?.path ?? `${WORKFLOWS}${call.params.workflow}`;
  const main = await readRef(repository.dir, `refs/heads/${repository.settings.defaultBranch}`);
  if (main === undefined || (await readBlob(repository.git, main, path)) === undefined) throw notFound();
  // A full name is that very ref. A short one may be both: a tag then comes first here, which is the worse for whoever meant the branch.
  const named = ref === asked ? [`refs/tags/${ref}`, `refs/heads/${ref}`] : [asked];
  const found = await Promise.all(named.map((name) => readRef(repository.dir, name)));
  const sha = found.find((each) => each !== undefined);
  if (sha === undefined) throw new Refusal(422, `No ref found for: ${ref}`);
  const file = readWorkflowFile((await readBlob(repository.git, sha, path)) ?? '');
  if (file?.inputs === undefined) throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  const given = Object.entries(objectField(call.body, 'inputs')).map(([name, value]) => [name, String(value)] as const);
  const declared = file.inputs;
  const unexpected = given.filter(([name]) => !declared.some((input) => input.name === name)).map(([name]) => name);
  if (unexpected.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  const defaults = declared.flatMap((input) => (input.default === undefined ? [] : [[input.name, input.default] as const]));
  const inputs = Object.fromEntries([...defaults, ...given]);
  const missing = declared.find((input) => input.required && (inputs[input.name] ?? '') === '');
  if (missing !== undefined) throw new Refusal(422, `Required input '${missing.name}' not provided`);
  const workflow = knownWorkflow(world, repository, path, file.name);
  const context = { inputs, actor: account.login, event: 'workflow_dispatch', refName: ref };
  const now = world.clock.now();
  repository.runs.push({
    id: nextId(world),
    number: repository.runs.filter((r) => r.workflow === workflow).length + 1,
    workflow,
    event: 'workflow_dispatch',
    sha,
    branch: ref,
    headRepository: repository.fullName,
    title: file.runName === undefined ? workflow.name : fillRunName(file.runName, context),
    actor: account,
    triggeringActor: account,
    pulls: [],
    inputs,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    status: 'queued',
    conclusion: null,
    attempt: 1,
    attempts: [[]],
  });
  return noContent;
};

export const actionRoutes = [
  route('GET', '/repos/{owner}/{repo}/actions/runs', runs),
  route('GET', '/repos/{owner}/{repo}/actions/runs/{id}', run),
  route('GET', '/repos/{owner}/{repo}/actions/runs/{id}/jobs', jobs),
  route('GET', '/repos/{owner}/{repo}/actions/runs/{id}/attempts/{attempt}/jobs', jobs),
  route('GET', '/repos/{owner}/{repo}/actions/workflows/{workflow}/runs', workflowRuns),
  route('POST', '/repos/{owner}/{repo}/actions/workflows/{workflow}/dispatches', dispatch),
];
