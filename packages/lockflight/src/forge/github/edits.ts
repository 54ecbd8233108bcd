/**
 * What was changed after it was said: GraphQL alone tells it of reviews ("List reviews for a pull request" shows the changed text under the first date and author), and of
 * comments to the second. Source: GitHub GraphQL API, `PullRequestReview`, `IssueComment`: `lastEditedAt`, `editor`, `includesCreatedEdit`; `BaseRefChangedEvent`.
 */
import type { Retarget, SaidNow } from '../conversation-port.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import { bigId, listOfPullRequest } from './graphql.ts';

const PAGE = 'pageInfo { hasNextPage endCursor }';
const SAID = `nodes { fullDatabaseId body lastEditedAt includesCreatedEdit editor { login } } ${PAGE}`;

const saidIn = (answer: Answer): readonly [number, SaidNow] => {
  const at = answer.optional('lastEditedAt')?.time();
  const edited = at !== undefined || answer.at('includesCreatedEdit').flag();
  const by = answer.optional('editor')?.at('login').name();
  const edit = { ...maybe('at', at), ...maybe('by', by) };
  return [bigId(answer.at('fullDatabaseId')), { body: answer.optional('body')?.lines() ?? '', ...(edited ? { edit } : {}) }];
};

export const edits = async (connection: Connection, number: number, of: 'reviews' | 'comments'): Promise<ReadonlyMap<number, SaidNow>> =>
  new Map(
    (await listOfPullRequest(connection, number, { key: of, selection: `${of}(first: 100, after: $cursor) { ${SAID} }` })).map(saidIn),
  );

/** Oldest first, as the timeline has them. */
export const retargets = async (connection: Connection, number: number): Promise<readonly Retarget[]> => {
  const events = `nodes { ... on BaseRefChangedEvent { createdAt previousRefName currentRefName } } ${PAGE}`;
  const selection = `timelineItems(itemTypes: [BASE_REF_CHANGED_EVENT], first: 100, after: $cursor) { ${events} }`;
  const found = await listOfPullRequest(connection, number, { key: 'timelineItems', selection });
  return found
    .map((event) => ({
      at: event.at('createdAt').time(),
      from: event.at('previousRefName').ref(),
      to: event.at('currentRefName').ref(),
    }))
    .toSorted((a, b) => a.at.localeCompare(b.at));
};
