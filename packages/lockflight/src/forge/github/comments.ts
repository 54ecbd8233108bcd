/** Comments under issues and pull requests, reactions to them, and what an account may do. GitHub REST: "Issue comments", "Reactions", "Collaborators". */
import type { Comment, Permission, Reaction } from '../conversation-port.ts';
import type { Account } from '../port.ts';
import { accountAt, GHOST } from './account.ts';
import { type Answer, maybe } from './answer.ts';
import { appIn } from './check-runs.ts';
import type { Connection } from './connection.ts';
import { forgeError } from './failure.ts';
import { list } from './paging.ts';

const COMMENTS = '/repos/{owner}/{repo}/issues/comments';

/** "Issue Comment". Which issue it is under stands at the end of the issue's address. */
function commentIn(answer: Answer): Comment {
  const issue = answer.at('issue_url');
  const number = Number(/\/(\d{1,15})$/.exec(issue.url())?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) throw issue.wrong("an issue's address");
  return {
    id: answer.at('id').id(),
    number,
    author: accountAt(answer, 'user') ?? GHOST,
    body: answer.optional('body')?.lines() ?? '',
    at: answer.at('created_at').time(),
    updatedAt: answer.at('updated_at').time(),
    url: answer.at('html_url').url(),
    association: answer.optional('author_association')?.name() ?? 'NONE',
    ...maybe('app', appIn(answer, 'performed_via_github_app')),
  };
}

const byAge = (a: Comment, b: Comment): number => (a.at === b.at ? a.id - b.id : a.at < b.at ? -1 : 1);

/** "List issue comments". */
export const comments = async (connection: Connection, number: number): Promise<readonly Comment[]> =>
  (
    await list(connection, {
      route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
      parameters: { issue_number: number },
    })
  )
    .map(commentIn)
    .toSorted(byAge);

/** "List issue comments for a repository". */
export async function commentsSince(connection: Connection, since: string): Promise<readonly Comment[]> {
  const parameters = { since: new Date(since).toISOString(), sort: 'updated', direction: 'asc' };
  const found = (await list(connection, { route: `GET ${COMMENTS}`, parameters })).map(commentIn);
  // One that is changed while the pages are read moves behind them, and comes twice.
  return [...new Map(found.map((comment) => [comment.id, comment])).values()];
}

/** "Create an issue comment". */
export const createComment = async (connection: Connection, number: number, body: string): Promise<Comment> =>
  commentIn((await connection.call('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { issue_number: number, body })).answer);

/** "Update an issue comment". */
export const updateComment = async (connection: Connection, id: number, body: string): Promise<void> => {
  await connection.call(`PATCH ${COMMENTS}/{comment_id}`, { comment_id: id, body });
};

/** "Delete an issue comment". */
export const removeComment = async (connection: Connection, id: number): Promise<void> => {
  await connection.call(`DELETE ${COMMENTS}/{comment_id}`, { comment_id: id });
};

/** "Create reaction for an issue comment": 200 when it was there already. */
export const react = async (connection: Connection, comment: number, content: Reaction): Promise<void> => {
  await connection.call(`POST ${COMMENTS}/{comment_id}/reactions`, { comment_id: comment, content });
};

const PERMISSIONS = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const satisfies readonly Permission[];

/** "Get repository permissions for a user". A role of the organisation's own making has a name of its own: then the older word counts. */
export async function permissionOf(connection: Connection, { id, login }: Pick<Account, 'id' | 'login'>): Promise<Permission> {
  const { answer } = await connection.call('GET /repos/{owner}/{repo}/collaborators/{username}/permission', { username: login });
  if (answer.at('user').at('id').id() !== id)
    throw forgeError('forge-conflict', {
      en: `the login ${login} is another account's now`,
      fr: `l'identifiant ${login} est maintenant celui d'un autre compte`,
    });
  const named = (text: string | undefined): Permission | undefined => PERMISSIONS.find((one) => one === text);
  const found = named(answer.optional('role_name')?.text()) ?? named(answer.at('permission').text());
  if (found === undefined) throw answer.at('permission').wrong(`one of ${PERMISSIONS.join(', ')}`);
  return found;
}
