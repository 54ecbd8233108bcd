/** An opened repository: how to run git on it, and what was found out when it was opened. Shared by the parts of the adapter. */
import { failureFrom } from './failure.ts';
import type { ObjectReader } from './object-reader.ts';
import type { GitAnswer, GitCall, RunGit } from './run-git.ts';

export interface Credentials {
  readonly token: string;
}

/** As git rewrites them (`url.*.insteadOf`). */
export interface RemoteAddresses {
  readonly fetching: string;
  readonly pushing: string;
}

export interface Repository {
  readonly dir: string;
  readonly bare: boolean;
  /** The folder that all worktrees share: where `shallow` is. */
  readonly commonDir: string;
  readonly objectsDir: string;
  readonly credentials: Credentials | undefined;
  /** What is there; what is not, and why, only `run` can tell. */
  readonly objects: ObjectReader;
  /** Where the configured remotes are; asked of git once. */
  readonly remotes: () => Promise<ReadonlyMap<string, RemoteAddresses>>;
  /** Runs git here; a failure is an answer. */
  readonly run: RunGit;
}

/** The token, plain and as it stands in the header: neither may ever be printed. */
export const secretsOf = (credentials: Credentials | undefined): readonly string[] =>
  credentials === undefined ? [] : [credentials.token, basicCredentials(credentials)];

/** GitHub takes a token as the password of the user `x-access-token` (GitHub Docs, "Authenticating as a GitHub App installation"). */
export const basicCredentials = (credentials: Credentials): string =>
  Buffer.from(`x-access-token:${credentials.token}`, 'utf8').toString('base64');

/** Runs git and fails with a code unless it exits with 0 or one of `fine`. */
export const ask = async (repository: Repository, args: readonly string[], call: GitCall & { readonly fine?: readonly number[] } = {}) => {
  const answer = await repository.run(args, call);
  if (answer.code === 0 || call.fine?.includes(answer.code)) return answer;
  throw failed(repository, answer, call.network ?? false);
};

export const failed = (repository: Repository, answer: GitAnswer, remote = false) =>
  failureFrom(answer.stderr, { remote, secrets: secretsOf(repository.credentials) });
