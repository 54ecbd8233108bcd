/**
 * Who may force a branch that its classic protection keeps from it. REST says that forced pushes are refused, and keeps silent about those who are let past; GraphQL names them
 * (GitHub Docs, GraphQL "Objects", `BypassForcePushAllowance`).
 */
import { hasCode } from '../../errors.ts';
import type { Updater } from '../port.ts';
import type { Answer } from './answer.ts';
import type { Connection } from './connection.ts';
import { query } from './graphql.ts';

const QUERY = `query($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { branchProtectionRule {
    bypassForcePushAllowances(first: 100) { nodes { actor { __typename ... on User { login } ... on Team { slug } ... on App { slug } } } }
  } } }
}`;

const KINDS = { User: 'user', Team: 'team', App: 'app' } as const satisfies Readonly<Record<string, Updater['kind']>>;

const actorIn = (node: Answer): Updater => {
  // Somebody who is gone is nobody's name, and still not nobody.
  const actor = node.optional('actor');
  if (actor === undefined) return { kind: 'user', name: 'ghost' };
  const kind = actor.at('__typename').oneOf<'user' | 'team' | 'app'>(KINDS);
  return { kind, name: actor.at(kind === 'user' ? 'login' : 'slug').name() };
};

/** Undefined: this token, or this server, does not tell. Of more than a hundred the first hundred. */
export async function forcePushersOf(connection: Connection, branch: string): Promise<readonly Updater[] | undefined> {
  const [owner = '', name = ''] = connection.fullName.split('/');
  try {
    const data = await query(connection, QUERY, { owner, name, ref: `refs/heads/${branch}` });
    const rule = data.optional('repository')?.optional('ref')?.optional('branchProtectionRule');
    return rule?.at('bypassForcePushAllowances').at('nodes').items().map(actorIn);
  } catch (error) {
    if (hasCode(error, 'forge-forbidden', 'forge-not-found', 'forge-rejected')) return undefined;
    throw error;
  }
}
