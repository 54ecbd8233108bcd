/**
 * Talking to another repository. The token goes into one line of configuration for one URL and one call; never into argv, a remote's URL
 * or a message. Over plain http it is not sent at all, except on this machine.
 */
import type { Setting } from './child-environment.ts';
import { codedFailure } from './failure.ts';
import { ask, basicCredentials, type RemoteAddresses, type Repository } from './repository.ts';
import { refLines } from './revisions.ts';
import type { GitCall, RunGit } from './run-git.ts';

/** A forge that accepts the connection and then says nothing is given up on after a minute. */
const PATIENCE: readonly Setting[] = [
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '60'],
];

/** `NAME<tab>URL (fetch)`, and one or more `(push)`: the first of them counts. */
const LINE = /^(\S+)\t(.+) \((fetch|push)\)/;

/** Every single call to a remote needs its addresses: git is asked once for as long as the repository stays open. */
export const listRemotes = (run: RunGit): Repository['remotes'] => {
  let known: Promise<ReadonlyMap<string, RemoteAddresses>> | undefined;
  return () => {
    known ??= readRemotes(run);
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
};

const readRemotes = async (run: RunGit): Promise<ReadonlyMap<string, RemoteAddresses>> => {
  const { stdout } = await run(['remote', '--verbose']);
  const remotes = new Map<string, RemoteAddresses>();
  for (const line of stdout.split('\n')) {
    const [, name = '', url = '', way] = LINE.exec(line) ?? [];
    if (way === 'fetch') remotes.set(name, { fetching: url, pushing: url });
    else if (way === 'push') {
      const { fetching, pushing } = remotes.get(name) ?? { fetching: url, pushing: url };
      remotes.set(name, { fetching, pushing: pushing === fetching ? url : pushing });
    }
  }
  return remotes;
};

export const remoteUrl = async (repository: Repository, remote: string): Promise<string | undefined> =>
  (await repository.remotes()).get(remote)?.fetching;

/** Where a call to `remote` goes: its URL for fetching and the one for pushing; `remote` may be a URL itself. */
const urls = async (repository: Repository, remote: string): Promise<readonly string[]> => {
  const known = (await repository.remotes()).get(remote);
  if (known !== undefined) return [known.fetching, known.pushing];
  return [(await ask(repository, ['ls-remote', '--get-url', '--end-of-options', remote])).stdout.trim()];
};

/** How a call to this remote is made: network allowed, identity of the token if there is one. */
export const remoteCall = async (repository: Repository, remote: string): Promise<GitCall> => {
  if (repository.credentials === undefined) return { network: true, settings: PATIENCE };
  const header = `Authorization: Basic ${basicCredentials(repository.credentials)}`;
  const web = (await urls(repository, remote)).filter((url) => /^https?:/i.test(url)).map((url) => withoutUser(url));
  // The empty value drops headers of the same name that are configured already (actions/checkout leaves one): two would be refused.
  const headers = [...new Set(web)].flatMap((url): Setting[] => [
    [`http.${url}.extraHeader`, ''],
    [`http.${url}.extraHeader`, header],
  ]);
  return { network: true, settings: [...PATIENCE, ['credential.helper', ''], ...headers] };
};

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const withoutUser = (text: string): string => {
  const url = URL.parse(text);
  if (url === null)
    throw codedFailure('unknown-remote', { en: "the remote's URL cannot be read", fr: "l'URL du dépôt distant est illisible" });
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw codedFailure('insecure-remote', {
      en: `${url.host} is reached over plain http: no token is sent there`,
      fr: `${url.host} est joint en http simple : aucun jeton n'y est envoyé`,
    });
  }
  url.username = '';
  url.password = '';
  return url.href;
};

export const fetchFrom = async (repository: Repository, remote: string, refspecs: readonly string[]): Promise<void> => {
  const quiet = ['--quiet', '--no-tags', '--no-prune', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];
  await ask(repository, ['fetch', ...quiet, '--end-of-options', remote, ...refspecs], await remoteCall(repository, remote));
};

/** git matches the end of a name; here a pattern means the whole name, with `*` for any run of characters. */
export const remoteRefs = async (
  repository: Repository,
  remote: string,
  patterns: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const call = await remoteCall(repository, remote);
  const { stdout } = await ask(repository, ['ls-remote', '--quiet', '--end-of-options', remote, ...patterns], call);
  const wanted = patterns.map((pattern) => new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`));
  const all = [...refLines(stdout, '\t')].filter(([name]) => !name.endsWith('^{}'));
  return new Map(patterns.length === 0 ? all : all.filter(([name]) => wanted.some((pattern) => pattern.test(name))));
};

const literally = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
