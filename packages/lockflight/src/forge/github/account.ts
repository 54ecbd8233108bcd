/** Who somebody is. Only a `User` is a person: what GitHub calls anything else never counts as one. */
import { hasCode } from '../../errors.ts';
import type { Account } from '../port.ts';
import type { Answer } from './answer.ts';
import type { Connection } from './connection.ts';
import { forgeError } from './failure.ts';
import { query } from './graphql.ts';
import { list } from './paging.ts';
import { excerpt } from './words.ts';

/** GitHub gives null for an account that was deleted; 0 is nobody's number, so it equals no one. */
export const GHOST: Account = { id: 0, login: 'ghost', kind: 'user' };

const KINDS: Readonly<Record<string, Account['kind']>> = { User: 'user', Organization: 'organization', Bot: 'bot' };

/** "Simple User" of the REST description. */
export const accountIn = (answer: Answer): Account => ({
  id: answer.at('id').id(),
  login: answer.at('login').name(),
  kind: KINDS[answer.at('type').name()] ?? 'bot',
});

/** A "Nullable Simple User"; an empty object stands for none in commits. */
export function accountAt(answer: Answer, key: string): Account | undefined {
  const user = answer.optional(key);
  if (user === undefined || (typeof user.value === 'object' && Object.keys(user.value ?? {}).length === 0)) return undefined;
  return accountIn(user);
}

/** GitHub REST: "Get a user". */
export const account = async (connection: Connection, login: string): Promise<Account> =>
  accountIn((await connection.call('GET /users/{username}', { username: login })).answer);

/** GitHub REST: "Get a user using their ID". */
export const accountById = async (connection: Connection, id: number): Promise<Account> =>
  accountIn((await connection.call('GET /user/{account_id}', { account_id: id })).answer);

/**
 * GitHub REST: "Get the authenticated user". It refuses installation tokens (an App's, a workflow's); GraphQL names their bot.
 */
export async function viewer(connection: Connection): Promise<Account> {
  try {
    return accountIn((await connection.call('GET /user')).answer);
  } catch (error) {
    if (!hasCode(error, 'forge-forbidden')) throw error;
    const data = await query(connection, '{ viewer { login } }');
    return account(connection, data.at('viewer').at('login').name());
  }
}

/** GitHub REST: "Get an app". */
export async function app(
  connection: Connection,
  slug: string,
): Promise<{ readonly id: number; readonly slug: string; readonly name: string }> {
  const { answer } = await connection.call('GET /apps/{app_slug}', { app_slug: slug });
  return { id: answer.at('id').id(), slug: answer.optional('slug')?.name() ?? slug, name: answer.at('name').line() };
}

/** GitHub REST: "List team members". `team` is `@org/slug`. */
export async function teamMembers(connection: Connection, team: string): Promise<readonly Account[]> {
  const [, org, slug] = /^@([^/]+)\/([^/]+)$/.exec(team) ?? [];
  if (org === undefined || slug === undefined) {
    const shown = excerpt(team, 80);
    throw forgeError('forge-rejected', {
      en: `${shown} does not name a team as @ORGANISATION/TEAM`,
      fr: `${shown} ne nomme pas une équipe sous la forme @ORGANISATION/ÉQUIPE`,
    });
  }
  const parameters = { org, team_slug: slug };
  return (await list(connection, { route: 'GET /orgs/{org}/teams/{team_slug}/members', parameters })).map(accountIn);
}
