/** Issues. Pull requests are issues too, and stand in the same list. GitHub's page "REST API endpoints for issues". */
import { stamp } from '../clock.ts';
import { accountJson } from '../render/account.ts';
import { associationOf } from '../render/pull.ts';
import { callerOf, READ, repositoryFor } from '../web/access.ts';
import { created, notFound, ok, Refusal } from '../web/answer.ts';
import { numberParam, optionalText, textField, textList } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import type { Issue } from '../world/issue.ts';
import { may } from '../world/membership.ts';
import type { Pull } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, savePull, type World } from '../world/world.ts';

type Numbered = Issue | Pull;
const isPull = (item: Numbered): item is Pull => 'head' in item;

const issueJson = (world: World, repository: Repository, item: Numbered) => {
  const page = `${world.url}/${repository.fullName}`;
  const api = `${world.url}/api/v3/repos/${repository.fullName}`;
  return {
    id: item.id,
    node_id: `I_${item.id}`,
    number: item.number,
    url: `${api}/issues/${item.number}`,
    html_url: `${page}/${isPull(item) ? 'pull' : 'issues'}/${item.number}`,
    title: item.title,
    body: item.body,
    user: accountJson(world, item.author),
    labels: item.labels.map((name) => ({ id: 0, name, color: 'ededed', default: false, description: null })),
    state: item.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    repository_url: api,
    comments_url: `${api}/issues/${item.number}/comments`,
    events_url: `${api}/issues/${item.number}/events`,
    labels_url: `${api}/issues/${item.number}/labels{/name}`,
    comments: repository.comments.filter((comment) => comment.number === item.number).length,
    created_at: stamp(item.createdAt),
    updated_at: stamp(item.updatedAt),
    closed_at: item.closedAt === undefined ? null : stamp(item.closedAt),
    author_association: associationOf(world, repository, item.author),
    ...(isPull(item)
      ? {
          pull_request: {
            url: `${api}/pulls/${item.number}`,
            html_url: `${page}/pull/${item.number}`,
            diff_url: `${page}/pull/${item.number}.diff`,
            patch_url: `${page}/pull/${item.number}.patch`,
            merged_at: item.merged === undefined ? null : stamp(item.merged.at),
          },
        }
      : {}),
  };
};

const list = (call: Call) => {
  const repository = repositoryFor(call, READ('issues'));
  const state = call.query.get('state') ?? 'open';
  const labels = (call.query.get('labels') ?? '').split(',').filter((label) => label !== '');
  const since = Date.parse(call.query.get('since') ?? '1970-01-01T00:00:00Z');
  const items: readonly Numbered[] = [...repository.issues.values(), ...repository.pulls.values()];
  const shown = items
    .filter((item) => state === 'all' || item.state === state)
    .filter((item) => labels.every((label) => item.labels.some((l) => l.toLowerCase() === label.toLowerCase())))
    .filter((item) => item.updatedAt.getTime() >= since)
    .toSorted((a, b) => b.number - a.number);
  return listAnswer(call, call.query.get('direction') === 'asc' ? shown.toReversed() : shown, (item) =>
    issueJson(call.world, repository, item),
  );
};

/** The issue or pull request that the path names. */
export const numbered = (call: Call, repository: Repository): Numbered => {
  const number = numberParam(call, 'number');
  const item = repository.issues.get(number) ?? repository.pulls.get(number);
  if (item === undefined) throw notFound();
  return item;
};

const get = (call: Call) => {
  const repository = repositoryFor(call, READ('issues'));
  return ok(issueJson(call.world, repository, numbered(call, repository)));
};

const create = (call: Call) => {
  const repository = repositoryFor(call, { role: 'read', app: 'issues:write' });
  const author = callerOf(call).account;
  const now = call.world.clock.now();
  const title = textField(call.body, 'Issue', 'title');
  repository.lastNumber += 1;
  const issue: Issue = {
    id: nextId(call.world),
    number: repository.lastNumber,
    title,
    body: optionalText(call.body, 'body') ?? null,
    // Labels of somebody who may not set them are dropped without a word.
    labels: may(call.world, repository, call.identity, { role: 'triage', app: 'issues:write' }) ? textList(call.body.labels) : [],
    author,
    state: 'open',
    createdAt: now,
    updatedAt: now,
  };
  repository.issues.set(issue.number, issue);
  return created(issueJson(call.world, repository, issue));
};

const changed = (call: Call, issue: Issue): Issue => {
  const now = call.world.clock.now();
  const { closedAt, ...rest } = issue;
  const state = call.body.state === 'open' || call.body.state === 'closed' ? call.body.state : issue.state;
  return {
    ...rest,
    state,
    title: optionalText(call.body, 'title') ?? issue.title,
    body: optionalText(call.body, 'body') ?? issue.body,
    labels: call.body.labels === undefined ? issue.labels : textList(call.body.labels),
    updatedAt: now,
    ...(state === 'closed' ? { closedAt: closedAt ?? now } : {}),
  };
};

const update = (call: Call) => {
  const repository = repositoryFor(call, { role: 'read', app: 'issues:write' });
  const caller = callerOf(call);
  const item = numbered(call, repository);
  const allowed = may(call.world, repository, caller, { role: 'triage', app: 'issues:write' });
  if (!allowed && item.author !== caller.account) throw new Refusal(403, 'Must have triage access to change an issue.');
  if (isPull(item)) {
    const labels = call.body.labels === undefined ? item.labels : textList(call.body.labels);
    return ok(issueJson(call.world, repository, savePull(call.world, repository, { ...item, labels })));
  }
  const issue = changed(call, item);
  repository.issues.set(issue.number, issue);
  return ok(issueJson(call.world, repository, issue));
};

export const issueRoutes = [
  route('GET', '/repos/{owner}/{repo}/issues', list),
  route('POST', '/repos/{owner}/{repo}/issues', create),
  route('GET', '/repos/{owner}/{repo}/issues/{number}', get),
  route('PATCH', '/repos/{owner}/{repo}/issues/{number}', update),
];
