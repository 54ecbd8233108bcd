/** GitHub REST: "List repository activities": every move of a ref, with who moved it, in an order that nobody's clock decides. */
import type { Push } from '../port.ts';
import { accountAt } from './account.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import { list, untilSettled } from './paging.ts';

const KINDS = {
  push: 'push',
  force_push: 'force-push',
  branch_creation: 'branch-creation',
  branch_deletion: 'branch-deletion',
  pr_merge: 'pull-request-merge',
  merge_queue_merge: 'merge-queue',
} as const satisfies Readonly<Record<string, Push['kind']>>;

const pushIn = (answer: Answer): Push => ({
  id: answer.at('id').id(),
  ref: answer.at('ref').ref(),
  before: answer.at('before').commit(),
  after: answer.at('after').commit(),
  kind: answer.at('activity_type').oneOf<Push['kind']>(KINDS),
  at: answer.at('timestamp').time(),
  ...maybe('by', accountAt(answer, 'actor')),
});

/**
 * Oldest first. Pages go by cursor, so that a push made meanwhile shifts nothing. Read back from the newest where somebody knows what is settled, else
 * from the beginning.
 */
export async function pushes(connection: Connection, branch: string, settled?: (push: Push) => boolean): Promise<readonly Push[]> {
  const ref = `refs/heads/${branch}`;
  const answers = await list(connection, {
    route: 'GET /repos/{owner}/{repo}/activity',
    parameters: { ref, direction: settled === undefined ? 'asc' : 'desc' },
    ...(settled === undefined ? {} : { until: untilSettled((item) => settled(pushIn(item))) }),
  });
  return answers
    .map(pushIn)
    .filter((push) => push.ref === ref)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id - b.id));
}
