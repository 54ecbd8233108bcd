/** The repository itself, its commits and the heads of its branches. */
import { hasCode } from '../../errors.ts';
import type { CommitInfo, RepositoryInfo } from '../port.ts';
import { accountAt } from './account.ts';
import { type Answer, maybe } from './answer.ts';
import type { Connection } from './connection.ts';
import { forgeError } from './failure.ts';

/** "Full Repository". An installation token is told no `permissions`, and some tokens no merge settings. */
export function repositoryIn(answer: Answer): RepositoryInfo {
  const allowed = (key: string): boolean | undefined => answer.optional(key)?.flag();
  const merge = allowed('allow_merge_commit');
  const squash = allowed('allow_squash_merge');
  const rebase = allowed('allow_rebase_merge');
  const permissions = answer.optional('permissions');
  const may = (key: string): boolean => permissions?.optional(key)?.flag() ?? false;
  return {
    id: answer.at('id').id(),
    fullName: answer.at('full_name').name(),
    defaultBranch: answer.at('default_branch').name(),
    private: answer.at('private').flag(),
    archived: answer.at('archived').flag(),
    mergeMethods: { merge: merge ?? false, squash: squash ?? false, rebase: rebase ?? false },
    mergeMethodsKnown: merge !== undefined && squash !== undefined && rebase !== undefined,
    permission: may('admin') ? 'admin' : may('push') ? 'write' : may('pull') ? 'read' : 'unknown',
  };
}

/** GitHub REST: "Get a repository". A renamed one is found under its old name. */
export const repository = async (connection: Connection): Promise<RepositoryInfo> =>
  repositoryIn((await connection.call('GET /repos/{owner}/{repo}')).answer);

/** Throws `forge-not-found` when it is the repository that is missing, so that a 404 below it can mean what it says. */
export const confirmRepository = async (connection: Connection): Promise<void> => {
  await repository(connection);
};

/** "Simple User": who owns the repository, a person or an organisation. */
export const isOfPerson = async (connection: Connection): Promise<boolean> =>
  (await connection.call('GET /repos/{owner}/{repo}')).answer.at('owner').at('type').name() === 'User';

/** GitHub answers 422 "No commit found for SHA" where others answer 404. */
export async function aboutCommit<T>(commit: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!hasCode(error, 'forge-rejected') || !/no commit found/i.test(error.message)) throw error;
    throw forgeError(
      'forge-not-found',
      {
        en: `the forge has no commit ${commit}`,
        fr: `la forge n'a pas de commit ${commit}`,
      },
      {
        hint: {
          en: `Push it first: git push origin ${commit}:refs/heads/BRANCH`,
          fr: `Le pousser d'abord : git push origin ${commit}:refs/heads/BRANCHE`,
        },
      },
    );
  }
}

/** GitHub REST: "Get a commit". `author` is the account that GitHub ties to the commit's address, not the name in the commit. */
export async function commitInfo(connection: Connection, commit: string): Promise<CommitInfo> {
  const { answer } = await aboutCommit(commit, () => connection.call('GET /repos/{owner}/{repo}/commits/{ref}', { ref: commit }));
  return {
    commit: answer.at('sha').commit(),
    tree: answer.at('commit').at('tree').at('sha').commit(),
    ...maybe('author', accountAt(answer, 'author')),
  };
}

/** GitHub REST: "Get a reference": exact, where "Get a branch" would follow a rename to another branch. */
export async function branchHead(connection: Connection, branch: string): Promise<string | undefined> {
  try {
    const found = await connection.find('GET /repos/{owner}/{repo}/git/ref/{ref}', { ref: `heads/${branch}` });
    if (found !== undefined) return found.answer.at('object').at('sha').commit();
  } catch (error) {
    // 409 "Git Repository is empty": it has no branch at all.
    if (!hasCode(error, 'forge-conflict')) throw error;
  }
  await confirmRepository(connection);
  return undefined;
}
