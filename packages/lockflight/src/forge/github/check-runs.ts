/** Check runs: what was checked of a commit, and the one that Lockflight itself sets. */
import { hasCode } from '../../errors.ts';
import type { Annotation, CheckRun, CheckRunDraft } from '../port.ts';
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

export const appIn = (answer: Answer, key = 'app'): CheckRun['app'] => {
  const app = answer.optional(key);
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
  ...maybe('summary', answer.optional('output')?.optional('summary')?.text()),
  ...maybe('text', answer.optional('output')?.optional('text')?.text()),
});

/** GitHub REST: "List check runs for a Git reference": the latest of each name in each suite. */
const answersFor = (connection: Connection, commit: string, parameters = {}): Promise<readonly Answer[]> =>
  aboutCommit(commit, () =>
    list(connection, {
      route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      key: 'check_runs',
      parameters: { ref: commit, ...parameters },
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
  const shown = {
    title,
    summary: draft.summary.slice(0, LONGEST_SUMMARY),
    ...maybe('text', draft.text?.slice(0, LONGEST_SUMMARY)),
  };
  const [first = [], ...more] = batches(draft.annotations ?? []);
  const output = { ...shown, ...(first.length === 0 ? {} : { annotations: first }) };
  const body = { name, external_id: OURS, ...state, ...maybe('details_url', draft.detailsUrl), output };
  const newest = (await answersFor(connection, commit, { check_name: name })).toSorted((a, b) => b.at('id').id() - a.at('id').id())[0];
  const finished = newest?.at('status').text() === 'completed';
  if (newest?.optional('external_id')?.text() === OURS && !(finished && conclusion === 'pending')) {
    try {
      const id = newest.at('id').id();
      await connection.call(UPDATE, { check_run_id: id, ...body });
      return await sendMore(connection, id, shown, more);
    } catch (error) {
      // Another App's: it may not be updated, only outdone.
      if (!hasCode(error, 'forge-forbidden', 'forge-not-found')) throw error;
    }
  }
  const { answer } = await connection.call('POST /repos/{owner}/{repo}/check-runs', { ...body, head_sha: commit });
  if (more.length > 0) await sendMore(connection, answer.at('id').id(), shown, more);
}

const UPDATE = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';

/** "The Checks API limits the number of annotations to a maximum of 50 per API request"; an update adds to those that are there. */
const MOST_ANNOTATIONS = 50;

const annotationOut = ({ path, startLine, endLine, level, title, message }: Annotation): Readonly<Record<string, unknown>> => ({
  path,
  start_line: startLine,
  end_line: endLine,
  annotation_level: level,
  message,
  ...maybe('title', title),
});

const batches = (annotations: readonly Annotation[]): readonly (readonly Readonly<Record<string, unknown>>[])[] =>
  Array.from({ length: Math.ceil(annotations.length / MOST_ANNOTATIONS) }, (_, index) =>
    annotations.slice(index * MOST_ANNOTATIONS, (index + 1) * MOST_ANNOTATIONS).map(annotationOut),
  );

const sendMore = async (
  connection: Connection,
  id: number,
  shown: Readonly<Record<string, unknown>>,
  more: ReturnType<typeof batches>,
): Promise<void> => {
  for (const annotations of more) await connection.call(UPDATE, { check_run_id: id, output: { ...shown, annotations } });
};
