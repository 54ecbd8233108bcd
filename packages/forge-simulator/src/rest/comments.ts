/**
 * Comments under issues and pull requests, and reactions to them. GitHub's pages "REST API endpoints for issue comments" and "... for reactions".
 * A comment may be changed or removed by its author and by who may write; an App needs `issues` or `pull_requests`, either will do.
 */
import { stamp } from '../clock.ts';
import { accountJson } from '../render/account.ts';
import { associationOf } from '../render/pull.ts';
import { callerOf, repositoryFor } from '../web/access.ts';
import { type Answer, created, noContent, notFound, ok, Refusal } from '../web/answer.ts';
import { numberParam, oneOf, textField } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import { type IssueComment, REACTIONS, type Reaction } from '../world/issue.ts';
import { may, type Need } from '../world/membership.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';
import { numbered } from './issues.ts';

const READING: Need = { role: 'read', app: 'issues:read', or: ['pull_requests:read'] };
const SPEAKING: Need = { role: 'read', app: 'issues:write', or: ['pull_requests:write'] };

const reactionsJson = (address: string, reactions: readonly Reaction[]) => ({
  url: `${address}/reactions`,
  total_count: reactions.length,
  ...Object.fromEntries(REACTIONS.map((content) => [content, reactions.filter((reaction) => reaction.content === content).length])),
});

const commentJson = (world: World, repository: Repository, comment: IssueComment) => {
  const api = `${world.url}/api/v3/repos/${repository.fullName}/issues`;
  const page = repository.pulls.has(comment.number) ? 'pull' : 'issues';
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${api}/comments/${comment.id}`,
    body: comment.body,
    user: accountJson(world, comment.author),
    created_at: stamp(comment.at),
    updated_at: stamp(comment.updatedAt),
    html_url: `${world.url}/${repository.fullName}/${page}/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${api}/${comment.number}`,
    author_association: associationOf(world, repository, comment.author),
    performed_via_github_app: null,
    reactions: reactionsJson(`${api}/comments/${comment.id}`, comment.reactions),
  };
};

const since = (call: Call): number => Date.parse(call.query.get('since') ?? '1970-01-01T00:00:00Z');

const list = (call: Call) => {
  const repository = repositoryFor(call, READING);
  const { number } = numbered(call, repository);
  const listed = repository.comments.filter((comment) => comment.number === number && comment.updatedAt.getTime() >= since(call));
  return listAnswer(call, listed, (comment) => commentJson(call.world, repository, comment));
};

/** "List issue comments for a repository": of all issues and pull requests, by `created` or `updated`. */
const listAll = (call: Call) => {
  const repository = repositoryFor(call, READING);
  const key = call.query.get('sort') === 'updated' ? 'updatedAt' : 'at';
  const listed = repository.comments
    .filter((comment) => comment.updatedAt.getTime() >= since(call))
    .toSorted((a, b) => a[key].getTime() - b[key].getTime() || a.id - b.id);
  return listAnswer(call, call.query.get('direction') === 'desc' ? listed.toReversed() : listed, (comment) =>
    commentJson(call.world, repository, comment),
  );
};

const create = (call: Call): Answer => {
  const repository = repositoryFor(call, SPEAKING);
  const { account: author } = callerOf(call);
  const { number } = numbered(call, repository);
  const body = textField(call.body, 'IssueComment', 'body');
  const at = call.world.clock.now();
  const made: IssueComment = { id: nextId(call.world), number, author, at, body, updatedAt: at, reactions: [] };
  repository.comments.push(made);
  return created(commentJson(call.world, repository, made));
};

const find = (call: Call, repository: Repository): IssueComment => {
  const comment = repository.comments.find(({ id }) => id === numberParam(call, 'comment'));
  if (comment === undefined) throw notFound();
  return comment;
};

const get = (call: Call) => {
  const repository = repositoryFor(call, READING);
  return ok(commentJson(call.world, repository, find(call, repository)));
};

/** The author's own, or anybody's for who may write. */
const changeable = (call: Call, repository: Repository): IssueComment => {
  const comment = find(call, repository);
  const mine = comment.author === callerOf(call).account;
  if (!mine && !may(call.world, repository, call.identity, { ...SPEAKING, role: 'write' }))
    throw new Refusal(403, 'Must have admin rights to Repository.');
  return comment;
};

const update = (call: Call) => {
  const repository = repositoryFor(call, SPEAKING);
  const comment = changeable(call, repository);
  comment.body = textField(call.body, 'IssueComment', 'body');
  const at = call.world.clock.now();
  comment.updatedAt = at;
  comment.edit = { at, by: callerOf(call).account };
  return ok(commentJson(call.world, repository, comment));
};

const remove = (call: Call) => {
  const repository = repositoryFor(call, SPEAKING);
  repository.comments.splice(repository.comments.indexOf(changeable(call, repository)), 1);
  return noContent;
};

const reactionJson = (world: World, reaction: Reaction) => ({
  id: reaction.id,
  node_id: `REA_${reaction.id}`,
  user: accountJson(world, reaction.author),
  content: reaction.content,
  created_at: stamp(reaction.at),
});

const reactions = (call: Call) =>
  listAnswer(call, find(call, repositoryFor(call, READING)).reactions, (reaction) => reactionJson(call.world, reaction));

/** The same reaction of the same account is there once: 200 instead of 201. */
const react = (call: Call): Answer => {
  const comment = find(call, repositoryFor(call, SPEAKING));
  const { account: author } = callerOf(call);
  const content = oneOf(call.body.content, REACTIONS, 'Reaction', 'content');
  const known = comment.reactions.find((reaction) => reaction.author === author && reaction.content === content);
  if (known !== undefined) return ok(reactionJson(call.world, known));
  const reaction: Reaction = { id: nextId(call.world), author, content, at: call.world.clock.now() };
  comment.reactions.push(reaction);
  return created(reactionJson(call.world, reaction));
};

const COMMENTS = '/repos/{owner}/{repo}/issues/comments';

export const commentRoutes = [
  route('GET', COMMENTS, listAll),
  route('GET', `${COMMENTS}/{comment}`, get),
  route('PATCH', `${COMMENTS}/{comment}`, update),
  route('DELETE', `${COMMENTS}/{comment}`, remove),
  route('GET', `${COMMENTS}/{comment}/reactions`, reactions),
  route('POST', `${COMMENTS}/{comment}/reactions`, react),
  route('GET', '/repos/{owner}/{repo}/issues/{number}/comments', list),
  route('POST', '/repos/{owner}/{repo}/issues/{number}/comments', create),
];
