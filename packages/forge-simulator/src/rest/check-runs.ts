/** Check runs: only Apps make them. GitHub's page "REST API endpoints for check runs". */
import { stamp } from '../clock.ts';
import { appJson } from '../render/account.ts';
import { pullReferences } from '../render/run.ts';
import { latestChecks } from '../rules/requirements.ts';
import { callerOf, READ, repositoryFor, WRITE } from '../web/access.ts';
import { created, invalid, notFound, ok, Refusal } from '../web/answer.ts';
import { isObject, listField, numberParam, objectField, oneOf, optionalText, textField } from '../web/fields.ts';
import { countedAnswer, listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { App } from '../world/account.ts';
import { type Annotation, type CheckRun, CONCLUSIONS } from '../world/checks.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';
import { commitOf } from './commits.ts';

const checkRunJson = (world: World, repository: Repository, run: CheckRun) => ({
  id: run.id,
  node_id: `CR_${run.id}`,
  name: run.name,
  head_sha: run.sha,
  external_id: run.externalId,
  url: `${world.url}/api/v3/repos/${repository.fullName}/check-runs/${run.id}`,
  html_url: `${world.url}/${repository.fullName}/runs/${run.id}`,
  details_url: run.detailsUrl,
  status: run.status,
  conclusion: run.conclusion,
  started_at: stamp(run.startedAt),
  completed_at: run.completedAt === null ? null : stamp(run.completedAt),
  output: {
    ...run.output,
    annotations_count: run.annotations.length,
    annotations_url: `${world.url}/api/v3/repos/${repository.fullName}/check-runs/${run.id}/annotations`,
  },
  check_suite: { id: run.suite },
  app: appJson(world, run.app),
  pull_requests: pullReferences(
    world,
    repository,
    [...repository.pulls.values()].filter((pull) => pull.state === 'open' && pull.head.sha === run.sha).map(({ number }) => number),
  ),
});

const appOf = (call: Call): App => {
  const { app } = callerOf(call);
  if (app === undefined) throw new Refusal(403, 'You must authenticate via a GitHub App.');
  return app;
};

const STATUSES = ['queued', 'in_progress', 'completed'] as const;

const outputOf = (call: Call, before?: CheckRun['output']): CheckRun['output'] => {
  const output = objectField(call.body, 'output');
  return {
    title: optionalText(output, 'title') ?? before?.title ?? null,
    summary: optionalText(output, 'summary') ?? before?.summary ?? null,
    text: optionalText(output, 'text') ?? before?.text ?? null,
  };
};

const LEVELS = ['notice', 'warning', 'failure'] as const;
const MOST_ANNOTATIONS = 50;

const lineOf = (value: unknown, field: string): number => {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw invalid('CheckRun', { code: 'invalid', field });
  return value;
};

/** At most fifty a request; more are told to be sent with an update. */
const annotationsOf = (call: Call): readonly Annotation[] => {
  const given = listField(objectField(call.body, 'output'), 'annotations').filter(isObject);
  if (given.length > MOST_ANNOTATIONS) throw new Refusal(422, `Invalid request.\n\nNo more than ${MOST_ANNOTATIONS} items are allowed.`);
  return given.map((one) => ({
    path: textField(one, 'Annotation', 'path'),
    start_line: lineOf(one.start_line, 'start_line'),
    end_line: lineOf(one.end_line, 'end_line'),
    start_column: typeof one.start_column === 'number' ? one.start_column : null,
    end_column: typeof one.end_column === 'number' ? one.end_column : null,
    annotation_level: oneOf(one.annotation_level, LEVELS, 'Annotation', 'annotation_level'),
    title: optionalText(one, 'title') ?? null,
    message: textField(one, 'Annotation', 'message'),
    raw_details: optionalText(one, 'raw_details') ?? null,
  }));
};

const stateOf = (call: Call, before?: CheckRun): Pick<CheckRun, 'status' | 'conclusion' | 'completedAt'> => {
  const given = call.body.conclusion ?? undefined;
  const conclusion = given === undefined ? undefined : oneOf(given, CONCLUSIONS, 'CheckRun', 'conclusion');
  // A conclusion completes the run, whatever the status says.
  const status =
    conclusion === undefined ? oneOf(call.body.status ?? before?.status ?? 'queued', STATUSES, 'CheckRun', 'status') : 'completed';
  if (status === 'completed' && conclusion === undefined && (before?.conclusion ?? null) === null)
    throw invalid('CheckRun', { code: 'missing_field', field: 'conclusion' });
  if (status !== 'completed') return { status, conclusion: null, completedAt: null };
  const completedAt = optionalText(call.body, 'completed_at');
  return {
    status,
    conclusion: conclusion ?? before?.conclusion ?? null,
    completedAt: completedAt === undefined ? call.world.clock.now() : new Date(completedAt),
  };
};

const create = async (call: Call) => {
  const repository = repositoryFor(call, WRITE('checks'));
  const app = appOf(call);
  const name = textField(call.body, 'CheckRun', 'name');
  const sha = await commitOf(repository, textField(call.body, 'CheckRun', 'head_sha'));
  const startedAt = optionalText(call.body, 'started_at');
  const run: CheckRun = {
    id: nextId(call.world),
    suite: nextId(call.world),
    app,
    sha,
    name,
    ...stateOf(call),
    startedAt: startedAt === undefined ? call.world.clock.now() : new Date(startedAt),
    externalId: optionalText(call.body, 'external_id') ?? '',
    detailsUrl: optionalText(call.body, 'details_url') ?? null,
    output: outputOf(call),
    annotations: annotationsOf(call),
  };
  repository.checkRuns.push(run);
  return created(checkRunJson(call.world, repository, run));
};

const findRun = (call: Call, repository: Repository): number => {
  const at = repository.checkRuns.findIndex((run) => run.id === numberParam(call, 'id'));
  if (at < 0) throw notFound();
  return at;
};

const update = (call: Call) => {
  const repository = repositoryFor(call, WRITE('checks'));
  const app = appOf(call);
  const at = findRun(call, repository);
  const before = repository.checkRuns[at];
  if (before === undefined || before.app.id !== app.id)
    throw new Refusal(403, `Invalid app_id \`${String(app.id)}\` - check run can only be modified by the GitHub App that created it.`);
  const run: CheckRun = {
    ...before,
    ...stateOf(call, before),
    name: optionalText(call.body, 'name') ?? before.name,
    detailsUrl: optionalText(call.body, 'details_url') ?? before.detailsUrl,
    output: outputOf(call, before.output),
    annotations: [...before.annotations, ...annotationsOf(call)],
  };
  repository.checkRuns[at] = run;
  return ok(checkRunJson(call.world, repository, run));
};

const get = (call: Call) => {
  const repository = repositoryFor(call, READ('checks'));
  const run = repository.checkRuns[findRun(call, repository)];
  if (run === undefined) throw notFound();
  return ok(checkRunJson(call.world, repository, run));
};

const annotations = (call: Call) => {
  const repository = repositoryFor(call, READ('checks'));
  const run = repository.checkRuns[findRun(call, repository)];
  const blob = `${call.world.url}/${repository.fullName}/blob/${run?.sha}`;
  return listAnswer(call, run?.annotations ?? [], (one) => ({ ...one, blob_href: `${blob}/${one.path}` }));
};

/** "List check runs for a Git reference": `filter=latest` (the default) keeps the newest of each name and App. */
const list = async (call: Call) => {
  const repository = repositoryFor(call, READ('checks'));
  const sha = await commitOf(repository, call.params.ref ?? '');
  const all = call.query.get('filter') === 'all';
  const runs = all ? repository.checkRuns.filter((run) => run.sha === sha).toReversed() : latestChecks(repository, sha);
  const [name, status, app] = ['check_name', 'status', 'app_id'].map((key) => call.query.get(key));
  const shown = runs.filter(
    (run) =>
      (name === null || run.name === name) && (status === null || run.status === status) && (app === null || String(run.app.id) === app),
  );
  return countedAnswer(call, 'check_runs', shown, (run) => checkRunJson(call.world, repository, run));
};

export const checkRunRoutes = [
  route('POST', '/repos/{owner}/{repo}/check-runs', create),
  route('GET', '/repos/{owner}/{repo}/check-runs/{id}', get),
  route('PATCH', '/repos/{owner}/{repo}/check-runs/{id}', update),
  route('GET', '/repos/{owner}/{repo}/check-runs/{id}/annotations', annotations),
  route('GET', '/repos/{owner}/{repo}/commits/{ref+}/check-runs', list),
];
