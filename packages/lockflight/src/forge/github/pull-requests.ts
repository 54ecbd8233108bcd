/** Pull requests: looking at them, opening, merging and closing them. */
import type { Forge, PullRequest } from '../port.ts';
import { accountAt, GHOST } from './account.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import { forgeError } from './failure.ts';
import { list } from './paging.ts';
import { aboutCommit } from './repository.ts';

const PULLS = 'GET /repos/{owner}/{repo}/pulls';

function mergedIn(answer: Answer): PullRequest['merged'] {
  const at = answer.optional('merged_at');
  if (at === undefined) return undefined;
  // Lists leave out who merged it.
  return { at: at.time(), commit: answer.at('merge_commit_sha').commit(), ...maybe('by', accountAt(answer, 'merged_by')) };
}

/** "Pull Request" and "Pull Request Simple". The head's repository is null once a fork is deleted. */
export function pullRequestIn(answer: Answer): PullRequest {
  const head = answer.at('head');
  const base = answer.at('base');
  return {
    number: answer.at('number').id(),
    url: answer.at('html_url').url(),
    title: answer.at('title').line(),
    body: answer.optional('body')?.lines() ?? '',
    state: answer.at('state').oneOf({ open: 'open', closed: 'closed' }),
    draft: answer.optional('draft')?.flag() ?? false,
    author: accountAt(answer, 'user') ?? GHOST,
    head: {
      ref: head.at('ref').ref(),
      commit: head.at('sha').commit(),
      fork: head.optional('repo')?.at('id').id() !== base.at('repo').at('id').id(),
    },
    base: { ref: base.at('ref').ref(), commit: base.at('sha').commit() },
    createdAt: answer.at('created_at').time(),
    updatedAt: answer.at('updated_at').time(),
    ...maybe('closedAt', answer.optional('closed_at')?.time()),
    ...maybe('merged', mergedIn(answer)),
    ...maybe('mergeable', answer.optional('mergeable')?.flag()),
    ...maybe('mergeState', answer.optional('mergeable_state')?.line()),
  };
}

/** GitHub REST: "Get a pull request". */
export const pullRequest = async (connection: Connection, number: number): Promise<PullRequest> =>
  pullRequestIn((await connection.call(`${PULLS}/{pull_number}`, { pull_number: number })).answer);

/** GitHub REST: "List pull requests". `head` is a branch of this repository, or `owner:branch`. */
export async function pullRequests(connection: Connection, filter: Parameters<Forge['pullRequests']>[0]): Promise<readonly PullRequest[]> {
  const { base, head, state = 'all' } = filter;
  const since = filter.updatedSince === undefined ? undefined : new Date(filter.updatedSince).toISOString();
  const order = since === undefined ? { sort: 'created', direction: 'asc' } : { sort: 'updated', direction: 'desc' };
  const answers = await list(connection, {
    route: PULLS,
    parameters: {
      ...order,
      state,
      ...maybe('base', base),
      ...maybe('head', head === undefined || head.includes(':') ? head : `${connection.owner}:${head}`),
    },
    ...(since === undefined ? {} : { until: (item: Answer) => item.at('updated_at').time() < since }),
  });
  // A page may move while the next is read: the same pull request then comes twice.
  return [...new Map(answers.map(pullRequestIn).map((found) => [found.number, found])).values()];
}

/** GitHub REST: "List pull requests associated with a commit". */
export const pullRequestsOf = (connection: Connection, commit: string): Promise<readonly PullRequest[]> =>
  aboutCommit(commit, async () =>
    (await list(connection, { route: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', parameters: { commit_sha: commit } })).map(
      pullRequestIn,
    ),
  );

/** GitHub REST: "Create a pull request". */
export const createPullRequest = async (
  connection: Connection,
  { title, body, head, base }: Parameters<Forge['createPullRequest']>[0],
): Promise<PullRequest> => pullRequestIn((await connection.call('POST /repos/{owner}/{repo}/pulls', { title, body, head, base })).answer);

/** GitHub REST: "Merge a pull request". 409 when the head moved, 405 when the forge's rules say no. The base is not guarded by GitHub. */
export async function mergePullRequest(
  connection: Connection,
  number: number,
  merge: Parameters<Forge['mergePullRequest']>[1],
): Promise<{ readonly commit: string }> {
  const { answer } = await connection.call('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
    pull_number: number,
    merge_method: merge.method,
    sha: merge.head,
    ...maybe('commit_title', merge.title),
    ...maybe('commit_message', merge.message),
  });
  if (!answer.at('merged').flag()) {
    throw forgeError('forge-rejected', {
      en: `GitHub did not merge pull request #${number}`,
      fr: `GitHub n'a pas fusionné la pull request #${number}`,
    });
  }
  return { commit: answer.at('sha').commit() };
}

/** GitHub REST: "Update a pull request". */
export const closePullRequest = async (connection: Connection, number: number): Promise<void> => {
  await connection.call('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: number, state: 'closed' });
};

/** GitHub REST: "Create an issue comment": a pull request's conversation is that of an issue. */
export const comment = async (connection: Connection, number: number, body: string): Promise<void> => {
  await connection.call('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { issue_number: number, body });
};
