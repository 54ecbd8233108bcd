/** Check runs: what was checked of a commit, and the one that Lockflight itself sets. */
import { hasCode } from '../../errors.ts';
import type { CheckRun, CheckRunDraft } from '../port.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import { list } from './paging.ts';
import { aboutCommit } from './repository.ts';

/** Marks the check runs that are ours: another workflow of the same App can take the name, not our row. */
const OURS = 'lockflight';

/** GitHub refuses longer ones (65,535 characters). */
const LONGEST_SUMMARY = 65_000;

/** `waiting`, `requested` and `pending` are ways of not having begun. */
export const STATUSES = {
  completed: 'completed',
  in_progress: 'in-progress',
  queued: 'queued',
  waiting: 'queued',
  requested: 'queued',
  pending: 'queued',
} as const satisfies Readonly<Record<string, CheckRun['status']>>;

const appIn = (answer: Answer): CheckRun['app'] => {
  const app = answer.optional('app');
  return app === undefined ? undefined : { id: app.at('id').id(), slug: app.optional('slug')?.name() ?? '' };
};

const checkRunIn = (answer: Answer): CheckRun => ({
  id: answer.at('id').id(),
  name: answer.at('name').line(),
  commit: answer.at('head_sha').commit(),
  status: answer.at('status').oneOf<CheckRun['status']>(STATUSES),
  ...maybe('conclusion', answer.optional('conclusion')?.name()),
  ...maybe('app', appIn(answer)),
  ...maybe('title', answer.optional('output')?.optional('title')?.line()),
});

/** GitHub REST: "List check runs for a Git reference": the latest of each name in each suite. */
const answersFor = (connection: Connection, commit: string, parameters = {}): Promise<readonly Answer[]> =>
  aboutCommit(commit, () =>
    list(connection, {
      route: `GET /repos/{owner}/{repo}/commits/${encodeURIComponent(commit)}/check-runs`,
      key: 'check_runs',
      parameters,
    }),
  );

export const checkRuns = async (connection: Connection, commit: string): Promise<readonly CheckRun[]> =>
  (await answersFor(connection, commit)).map(checkRunIn).toSorted((a, b) => a.id - b.id);

/**
 * GitHub REST: "Create a check run", "Update a check run". The newest of a name is the one that a required check looks at. When that is ours it is updated
 * in place; when somebody else's stands above it, or ours is finished and must wait again, a new one is put on top.
 */
export async function setCheckRun(connection: Connection, draft: CheckRunDraft): Promise<void> {
  const { name, commit, conclusion, title } = draft;
  const state = conclusion === 'pending' ? { status: 'in_progress' } : { status: 'completed', conclusion };
  const body = { name, external_id: OURS, ...state, output: { title, summary: draft.summary.slice(0, LONGEST_SUMMARY) } };
  const newest = (await answersFor(connection, commit, { check_name: name })).toSorted((a, b) => b.at('id').id() - a.at('id').id())[0];
  const finished = newest?.at('status').text() === 'completed';
  if (newest?.optional('external_id')?.text() === OURS && !(finished && conclusion === 'pending')) {
    try {
      await connection.call('PATCH /repos/{owner}/{repo}/check-runs/{id}', { id: newest.at('id').id(), ...body });
      return;
    } catch (error) {
      // Another App's: it may not be updated, only outdone.
      if (!hasCode(error, 'forge-forbidden', 'forge-not-found')) throw error;
    }
  }
  await connection.call('POST /repos/{owner}/{repo}/check-runs', { ...body, head_sha: commit });
}
