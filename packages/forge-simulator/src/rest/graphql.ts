/**
 * GraphQL, for what the REST interface does not tell: who a token speaks for, what of a conversation was edited, and when a pull request changed its base. GitHub's pages "Objects"
 * (`PullRequestReview`, `IssueComment`, `BaseRefChangedEvent`) and "Using the GraphQL API". What may not be read is null, with the reason in `errors`, and the status is 200 all the same.
 */
import { stamp } from '../clock.ts';
import { ADMIN, callerOf, READ, repositoryFor } from '../web/access.ts';
import { type Answer, ok, Refusal } from '../web/answer.ts';
import { isObject, optionalText } from '../web/fields.ts';
import { carryOutQuery, connectionOf, FieldRefusal, type Node, parseQuery } from '../web/graphql.ts';
import { type Call, route } from '../web/router.ts';
import type { Account } from '../world/account.ts';
import type { Edit } from '../world/issue.ts';
import type { BranchProtection } from '../world/protection.ts';
import type { Repository } from '../world/repository.ts';

/** `fullDatabaseId` is a BigInt, which comes as text; `databaseId` is an Int of 32 bits. */
const numbers = (id: number) => ({ fullDatabaseId: String(id), databaseId: id < 2 ** 31 ? id : null });

/** An App's bot goes without the `[bot]` that REST puts behind its name. */
const actor = ({ login, type }: Account): Node => ({ __typename: type === 'Bot' ? 'Bot' : 'User', login: login.replace(/\[bot\]$/, '') });

const said = (body: string, author: Account, edit: Edit | undefined) => ({
  body,
  author: actor(author),
  lastEditedAt: edit === undefined ? null : stamp(edit.at),
  editor: edit === undefined ? null : actor(edit.by),
  includesCreatedEdit: edit !== undefined,
});

/** What a person may see without a permission and an App may not. */
const guarded = <T>(ask: () => T, name: string): T => {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw error.answer.status === 404
      ? new FieldRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`)
      : new FieldRefusal('FORBIDDEN', error.message);
  }
};

const pullRequest = (repository: Repository, number: unknown): Node => {
  const pull = repository.pulls.get(Number(number));
  if (pull === undefined) throw new FieldRefusal('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
  return {
    __typename: 'PullRequest',
    number: pull.number,
    baseRefName: pull.base.ref,
    reviews: connectionOf(
      'PullRequestReview',
      repository.reviews.filter((review) => review.pull === pull.number),
      ({ id, body, author, state, edit }): Node => ({
        __typename: 'PullRequestReview',
        ...numbers(id),
        state,
        ...said(body, author, edit),
      }),
    ),
    comments: connectionOf(
      'IssueComment',
      repository.comments.filter((comment) => comment.number === pull.number),
      ({ id, body, author, edit }): Node => ({ __typename: 'IssueComment', ...numbers(id), ...said(body, author, edit) }),
    ),
    timelineItems: (args: Readonly<Record<string, unknown>>) => {
      if (JSON.stringify(args.itemTypes) !== '["BASE_REF_CHANGED_EVENT"]')
        throw new FieldRefusal('NOT_IMPLEMENTED', 'Only BASE_REF_CHANGED_EVENT is kept here.');
      return connectionOf(
        'PullRequestTimelineItems',
        pull.retargeted ?? [],
        ({ at, from, to }): Node => ({
          __typename: 'BaseRefChangedEvent',
          createdAt: stamp(at),
          previousRefName: from,
          currentRefName: to,
        }),
      )(args);
    },
  };
};

/** Of those who may force a protected branch: GitHub's page "Objects", `BypassForcePushAllowance`. */
const forcePushers = ({ forcePushers: { users, teams, apps } }: BranchProtection): readonly Node[] => [
  ...users.map((login): Node => ({ __typename: 'User', login })),
  ...teams.map((slug): Node => ({ __typename: 'Team', slug })),
  ...apps.map((slug): Node => ({ __typename: 'App', slug })),
];

const refNode = (repository: Repository, qualifiedName: unknown): Node => {
  const name = String(qualifiedName);
  const protection = repository.protections.get(name.replace(/^refs\/heads\//, ''));
  return {
    __typename: 'Ref',
    branchProtectionRule:
      protection === undefined || !name.startsWith('refs/heads/')
        ? null
        : ({
            __typename: 'BranchProtectionRule',
            allowsForcePushes: protection.allowForcePushes,
            bypassForcePushAllowances: connectionOf(
              'BypassForcePushAllowance',
              forcePushers(protection),
              (actor): Node => ({ __typename: 'BypassForcePushAllowance', actor }),
            ),
          } satisfies Node),
  };
};

const repositoryNode = (call: Call, { owner, name }: Readonly<Record<string, unknown>>): Node => {
  const asked: Call = { ...call, method: 'GET', params: { owner: String(owner), repo: String(name) } };
  guarded(() => repositoryFor({ ...asked, accepted: [] }, READ('metadata')), `${owner}/${name}`);
  return {
    __typename: 'Repository',
    ref: ({ qualifiedName }: Readonly<Record<string, unknown>>) =>
      refNode(
        guarded(() => repositoryFor(asked, ADMIN('administration', 'read')), `${owner}/${name}`),
        qualifiedName,
      ),
    pullRequest: ({ number }: Readonly<Record<string, unknown>>) =>
      pullRequest(
        guarded(() => repositoryFor(asked, READ('pull_requests')), `${owner}/${name}`),
        number,
      ),
  };
};

const query = (call: Call): Answer => {
  const { account } = callerOf(call);
  try {
    const { data, errors } = carryOutQuery(
      parseQuery(optionalText(call.body, 'query') ?? ''),
      {
        __typename: 'Query',
        viewer: { __typename: 'User', login: account.login, databaseId: account.id, id: `A_${account.id}` },
        repository: (args: Readonly<Record<string, unknown>>) => repositoryNode(call, args),
      },
      isObject(call.body.variables) ? call.body.variables : {},
    );
    return ok(errors.length === 0 ? { data } : { data, errors });
  } catch (error) {
    if (error instanceof SyntaxError) return ok({ errors: [{ message: error.message }] });
    throw error;
  }
};

export const graphqlRoutes = [route('POST', '/graphql', query)];
