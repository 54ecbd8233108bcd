/**
 * The recorder of a workflow works in a fresh clone, which remembers nothing: a ledger that was forced back to an earlier head verifies there. The promotions
 * of the targets' branches name the head of their time, so nothing is appended to a ledger that lacks one of them, and nothing is decided or proposed by it. Only targets count: on a source's branch
 * anybody may write a commit that looks like a promotion.
 *
 * Errors: `ledger-rewound`, and what git says.
 */
import { rewound } from '../../ledger/failures.ts';
import { auditedEnvironments } from '../audit/audited-environments.ts';
import type { Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { rewindProblems } from './verify-rewind.ts';

export const requireUnrewound = async (world: World, { contract, heads, stored, view }: Situation): Promise<void> => {
  const branches = new Set(auditedEnvironments(contract, heads).map(({ production }) => production.branch));
  const problems = await rewindProblems({ git: world.git, stored, view, remote: world.remote, fetch: true, branches });
  const lost = problems.find((p) => p.code === 'ledger-rewound');
  if (lost !== undefined) throw rewound(lost.message);
};
