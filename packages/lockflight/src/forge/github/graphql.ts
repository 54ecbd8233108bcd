/**
 * What GitHub's REST interface does not tell, asked of GraphQL: reading only. An error in an answer (whose status is 200) is an error here, and so is a list whose
 * end cannot be reached. Source: GitHub GraphQL API, "Forming calls with GraphQL", "Using pagination in the GraphQL API".
 */
import type { LockflightError } from '../../errors.ts';
import type { ForgeErrorCode } from '../error-codes.ts';
import { Answer } from './answer.ts';
import type { Connection, RequestParameters } from './connection.ts';
import { forgeError, nonsense } from './failure.ts';
import { excerpt } from './words.ts';

const ENDPOINT = 'POST /graphql';

/** Of a hundred each: nobody says so much of one pull request. */
const MOST_PAGES = 1000;

/** GitHub's `type` of an error; where there is none, the query itself is not understood (an older server). */
const CODES: Readonly<Record<string, ForgeErrorCode>> = {
  FORBIDDEN: 'forge-forbidden',
  INSUFFICIENT_SCOPES: 'forge-forbidden',
  NOT_FOUND: 'forge-not-found',
  RATE_LIMITED: 'forge-rate-limited',
  RATE_LIMIT: 'forge-rate-limited',
};

const failed = (problem: Answer): LockflightError => {
  const said = excerpt(problem.optional('message')?.text() ?? '');
  const code = CODES[problem.optional('type')?.text() ?? ''] ?? 'forge-rejected';
  return forgeError(code, {
    en: `GitHub answered ${ENDPOINT}: ${said}`,
    fr: `GitHub a répondu à ${ENDPOINT} : ${said}`,
  });
};

/** `data` of the answer. */
export const query = async (connection: Connection, text: string, variables: RequestParameters = {}): Promise<Answer> => {
  const { answer } = await connection.call(ENDPOINT, { query: text, variables });
  const [problem] = answer.optional('errors')?.items() ?? [];
  if (problem !== undefined) throw failed(problem);
  return answer.at('data');
};

/**
 * Every node of a list of a pull request. `selection` names the list with `first: 100, after: $cursor`, `nodes` and `pageInfo { hasNextPage endCursor }`;
 * `key` is the list's name.
 */
export const listOfPullRequest = async (
  connection: Connection,
  number: number,
  { key, selection }: { readonly key: string; readonly selection: string },
): Promise<readonly Answer[]> => {
  const text = `query($owner: String!, $name: String!, $number: Int!, $cursor: String) {
    repository(owner: $owner, name: $name) { pullRequest(number: $number) { ${selection} } }
  }`;
  const [owner = '', name = ''] = connection.fullName.split('/');
  const nodes: Answer[] = [];
  const seen = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const data = await query(connection, text, { owner, name, number, cursor: cursor ?? null });
    const list = data.at('repository').at('pullRequest').at(key);
    nodes.push(...list.at('nodes').items());
    const page = list.at('pageInfo');
    if (!page.at('hasNextPage').flag()) return nodes;
    cursor = page.at('endCursor').text();
    if (seen.has(cursor) || seen.size >= MOST_PAGES) throw nonsense(ENDPOINT, 'endCursor', 'a further page of the same list');
    seen.add(cursor);
  }
};

/** A BigInt, which comes as text. */
export const bigId = (answer: Answer): number => {
  const { value } = answer;
  return new Answer(answer.endpoint, typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value, answer.path).id();
};
