/** Commits in GitHub's words: the account behind an e-mail address is named where one is known. */
import type { Commit } from '../git/commits.ts';
import { type Account, privateEmail } from '../world/account.ts';
import type { Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { accountJson } from './account.ts';

const accountOfEmail = (world: World, email: string): Account | undefined => {
  const wanted = email.toLowerCase();
  return [...world.accounts.values()].find(
    (account) => privateEmail(account.id, account.login).toLowerCase() === wanted || account.emails.some((e) => e.toLowerCase() === wanted),
  );
};

const accountOrNull = (world: World, email: string) => {
  const account = accountOfEmail(world, email);
  return account === undefined ? null : accountJson(world, account);
};

export const commitJson = (world: World, repository: Repository, commit: Commit) => {
  const url = `${world.url}/api/v3/repos/${repository.fullName}`;
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: `${url}/commits/${commit.sha}`,
    html_url: `${world.url}/${repository.fullName}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    commit: {
      message: commit.message,
      author: commit.author,
      committer: commit.committer,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      comment_count: 0,
      url: `${url}/git/commits/${commit.sha}`,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    author: accountOrNull(world, commit.author.email),
    committer: accountOrNull(world, commit.committer.email),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${world.url}/${repository.fullName}/commit/${sha}`,
    })),
  };
};
