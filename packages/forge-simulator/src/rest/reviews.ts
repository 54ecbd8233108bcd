/** Reviews of pull requests. GitHub's page "REST API endpoints for pull request reviews". */
import { reviewJson } from '../render/pull.ts';
import { callerOf, READ, repositoryFor, WRITE } from '../web/access.ts';
import { type Answer, notFound, ok, Refusal } from '../web/answer.ts';
import { numberParam, oneOf, optionalText, textField } from '../web/fields.ts';
import { listAnswer } from '../web/paging.ts';
import { type Call, route } from '../web/router.ts';
import { may } from '../world/membership.ts';
import type { Review, ReviewState } from '../world/pull.ts';
import type { Repository } from '../world/repository.ts';
import { nextId } from '../world/world.ts';
import { commitOf } from './commits.ts';
import { pullOf } from './pulls.ts';

const EVENTS = ['APPROVE', 'COMMENT', 'REQUEST_CHANGES'] as const;
const STATES: Readonly<Record<(typeof EVENTS)[number], ReviewState>> = {
  APPROVE: 'APPROVED',
  COMMENT: 'COMMENTED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
};

const list = (call: Call) => {
  const repository = repositoryFor(call, READ('pull_requests'));
  const pull = pullOf(call, repository);
  const reviews = repository.reviews.filter((review) => review.pull === pull.number);
  return listAnswer(call, reviews, (review) => reviewJson(call.world, repository, review));
};

const create = async (call: Call): Promise<Answer> => {
  const repository = repositoryFor(call, { role: 'read', app: 'pull_requests:write' });
  const author = callerOf(call).account;
  const pull = pullOf(call, repository);
  const event = oneOf(call.body.event, EVENTS, 'PullRequestReview', 'event');
  const body = optionalText(call.body, 'body') ?? '';
  if (event !== 'APPROVE' && body === '') throw new Refusal(422, 'Unprocessable Entity');
  if (event !== 'COMMENT' && author === pull.author)
    throw new Refusal(
      422,
      `Unprocessable Entity: "Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request"`,
    );
  const asked = optionalText(call.body, 'commit_id');
  const commit = asked === undefined ? pull.head.sha : await commitOf(repository, asked);
  const review: Review = {
    id: nextId(call.world),
    pull: pull.number,
    author,
    body,
    commit,
    at: call.world.clock.now(),
    state: STATES[event],
  };
  repository.reviews.push(review);
  return ok(reviewJson(call.world, repository, review));
};

/** "Update a review for a pull request": the body, by its author or whoever may write. The list of reviews does not tell that it was changed. */
const update = (call: Call): Answer => {
  const repository = repositoryFor(call, { role: 'read', app: 'pull_requests:write' });
  const review = find(call, repository);
  const { account: by } = callerOf(call);
  if (review.author !== by && !may(call.world, repository, call.identity, WRITE('pull_requests')))
    throw new Refusal(403, 'Must have write access to change a review.');
  review.body = textField(call.body, 'PullRequestReview', 'body');
  review.edit = { at: call.world.clock.now(), by };
  return ok(reviewJson(call.world, repository, review));
};

const find = (call: Call, repository: Repository): Review => {
  const pull = pullOf(call, repository);
  const review = repository.reviews.find((r) => r.pull === pull.number && r.id === numberParam(call, 'review'));
  if (review === undefined) throw notFound();
  return review;
};

const dismiss = (call: Call): Answer => {
  const repository = repositoryFor(call, WRITE('pull_requests'));
  textField(call.body, 'PullRequestReview', 'message');
  const review = find(call, repository);
  if (review.state === 'COMMENTED') throw new Refusal(422, 'Can not dismiss a commented pull request review');
  review.state = 'DISMISSED';
  return ok(reviewJson(call.world, repository, review));
};

export const reviewRoutes = [
  route('GET', '/repos/{owner}/{repo}/pulls/{number}/reviews', list),
  route('POST', '/repos/{owner}/{repo}/pulls/{number}/reviews', create),
  route('PUT', '/repos/{owner}/{repo}/pulls/{number}/reviews/{review}/dismissals', dismiss),
  route('PUT', '/repos/{owner}/{repo}/pulls/{number}/reviews/{review}', update),
];
