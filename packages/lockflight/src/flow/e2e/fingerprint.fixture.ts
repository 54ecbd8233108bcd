/** What a world has come to, without what may differ between two runs of the same story: ids of commits that carry the time at which they were made. */
import { gitIn } from '../../git/repository.fixture.ts';
import { decodeEntry } from '../../ledger/decode.ts';
import type { ForgeWorld } from './forge-world.fixture.ts';

export interface Fingerprint {
  /** Keys of the ledger's entries, in its order. */
  readonly ledger: readonly string[];
  /** Branches and tags with their trees, the ledger aside. */
  readonly refs: readonly string[];
  readonly pullRequests: readonly {
    readonly number: number;
    readonly state: 'open' | 'closed' | 'merged';
    readonly comments: readonly string[];
    readonly checks: readonly string[];
  }[];
}

const LEDGER = 'refs/heads/lockflight/ledger';

export const fingerprint = async (world: ForgeWorld): Promise<Fingerprint> => {
  const log = await gitIn(world.dir, ['log', '--first-parent', '--reverse', '--format=%B%x00', LEDGER]);
  const refs = await gitIn(world.dir, ['for-each-ref', '--format=%(refname) %(tree)', 'refs/heads', 'refs/tags']);
  const pulls: { number: number; state: 'open' | 'closed'; merged_at: string | null; head: { sha: string } }[] = (
    await world.api('octocat', 'GET', '/pulls?state=all&per_page=100')
  ).body;
  return {
    ledger: log
      .split('\0')
      .filter((message) => message.trim() !== '')
      .map(keyOf),
    refs: refs.split('\n').filter((line) => !line.startsWith(LEDGER)),
    pullRequests: await Promise.all(
      pulls.map(async ({ number, state, merged_at, head }) => ({
        number,
        state: merged_at === null ? state : ('merged' as const),
        comments: await commentsOf(world, number),
        checks: await checksOf(world, head.sha),
      })),
    ),
  };
};

const keyOf = (message: string): string => {
  const [, , envelope = ''] = message.trim().split('\n');
  const decoded = decodeEntry(envelope, 0);
  if (!decoded.ok) throw new Error(`no entry: ${message}`);
  return decoded.entry.key;
};

const commentsOf = async (world: ForgeWorld, number: number): Promise<readonly string[]> => {
  const { body } = await world.api('octocat', 'GET', `/issues/${number}/comments`);
  return body.map((comment: { body: string }) => comment.body);
};

const checksOf = async (world: ForgeWorld, head: string): Promise<readonly string[]> => {
  const { body } = await world.api('octocat', 'GET', `/commits/${head}/check-runs?filter=all`);
  const runs: { name: string; status: string; conclusion: string | null; output: { title: string | null } }[] = body.check_runs;
  return runs.map((run) => `${run.name}: ${run.conclusion ?? run.status}, ${run.output.title}`);
};
