/** What people said of a pull request under their own name. */
import type { Forge, Review } from '../port.ts';
import { accountAt, GHOST } from './account.ts';
import type { Answer } from './answer.ts';
import type { Connection } from './connection.ts';
import { list } from './paging.ts';

const STATES = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
} as const satisfies Readonly<Record<string, Review['state']>>;

/** "Pull Request Review". The commit is null when the forge no longer knows what was reviewed: such a review is about nothing. */
const reviewIn = (answer: Answer): Review => ({
  id: answer.at('id').id(),
  author: accountAt(answer, 'user') ?? GHOST,
  state: answer.at('state').oneOf<Review['state']>(STATES),
  body: answer.optional('body')?.lines() ?? '',
  commit: answer.optional('commit_id')?.commit() ?? '',
  at: answer.at('submitted_at').time(),
});

/** GitHub REST: "List reviews for a pull request", oldest first. One that is still being written (PENDING) has not been said. */
export async function reviews(connection: Connection, number: number): Promise<readonly Review[]> {
  const answers = await list(connection, {
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    parameters: { pull_number: number },
  });
  return answers.filter((answer) => answer.at('state').text() !== 'PENDING').map(reviewIn);
}

/** GitHub REST: "Create a review for a pull request". An author who approves his own is refused (422). */
export const review = async (
  connection: Connection,
  number: number,
  { event, body, commit }: Parameters<Forge['review']>[1],
): Promise<void> => {
  await connection.call('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { pull_number: number, event, body, commit_id: commit });
};
