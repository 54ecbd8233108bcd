import { expect, test } from 'vitest';
import { GraphqlSchema } from './graphql-schema.ts';

const schema = new GraphqlSchema(`
  scalar BigInt
  type Query { viewer: User!, repository(owner: String!, name: String!): Repository }
  interface Actor { login: String! }
  type User implements Actor { login: String! }
  type Repository { id: ID!, items(first: Int): [Item] }
  union Item = Commit | Moved
  type Commit { size: Int!, fullId: BigInt }
  type Moved { from: String!, actor: Actor }
`);
const QUERY =
  'query($owner: String!) { repository(owner: $owner, name: "n") { key: id items(first: 2) { ... on Commit { size } ... on Moved { from actor { login } } } } }';
const exchange = (query: unknown, given: unknown, variables: unknown = { owner: 'koomy' }) => ({
  method: 'POST',
  path: '/graphql',
  query: '',
  userAgent: 'lockflight',
  sent: { query, variables },
  status: 200,
  given,
});
const repository = (items: unknown, more: object = {}) => ({ data: { repository: { key: 'r', items, ...more } } });

test('a query that the schema has not is told', () => {
  const problems = (query: unknown, variables?: unknown) => schema.queryProblems(exchange(query, {}, variables));
  expect(problems(QUERY)).toEqual([]);
  expect(problems(QUERY, {})).toEqual([expect.stringContaining('$owner')]);
  expect(problems(QUERY, { owner: 3 })).toEqual([expect.stringContaining('$owner')]);
  for (const query of ['{ viewer { name } }', '{ viewer }', '{ repository(owner: 1, name: "n") { id } }', '{ viewer { login }', 3])
    expect(problems(query).length, String(query)).toBeGreaterThan(0);
});

test('an answer that the query does not give is told', async () => {
  const problems = async (given: unknown) => schema.answerProblems(exchange(QUERY, given));
  const good = [{ size: 1 }, { from: 'main', actor: { login: 'octocat' } }, null];
  expect(await problems(repository(good))).toEqual([]);
  expect(await problems({ data: { repository: null } })).toEqual([]);
  expect(await problems({ data: null, errors: [{ message: 'no' }] })).toEqual([]);
  for (const given of [
    repository([{ size: '1' }]),
    repository([{ size: null }]),
    repository([{ from: 'main' }]),
    repository([{ size: 1, more: true }]),
    repository('none'),
    repository(good, { id: 'r' }),
    {},
    { errors: [{}] },
    undefined,
  ])
    expect((await problems(given)).length, JSON.stringify(given)).toBeGreaterThan(0);
});
