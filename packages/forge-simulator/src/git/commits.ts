/** Reads commits and files of a repository. Commits never change: the caller may keep what it is given. */
import { looseFile, readLoose } from './loose-objects.ts';
import type { Git } from './processes.ts';

export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601, UTC, whole seconds. */
  readonly date: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
}

const FORMAT = '%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x00%x01';

const date = (seconds: string): string => `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;

const parse = (record: string): Commit => {
  const [sha = '', tree = '', parents = '', an = '', ae = '', at = '0', cn = '', ce = '', ct = '0', body = ''] = record.split('\0');
  return {
    sha: sha.trim(),
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    message: body.replace(/\n+$/, ''),
    author: { name: an, email: ae, date: date(at) },
    committer: { name: cn, email: ce, date: date(ct) },
  };
};

/** Commits that `range` selects (`['base..head']`), newest first. */
export const readCommits = async (git: Git, range: readonly string[]): Promise<readonly Commit[]> => {
  const { stdout } = await git(['log', `--format=${FORMAT}`, ...range, '--']);
  return stdout
    .split('\x01')
    .filter((record) => record.trim() !== '')
    .map(parse);
};

/** One commit, by its id. */
export const readCommit = async (git: Git, sha: string): Promise<Commit | undefined> => {
  const found = readLoose(git.dir, sha);
  return (
    (found?.type === 'commit' ? parseRaw(sha, found.body.toString('utf8')) : undefined) ?? (await readCommits(git, ['--no-walk', sha]))[0]
  );
};

const SIGNATURE = /^(author|committer) (.*?) ?<([^>\n]*)> (\d+) [+-]\d{4}$/gm;

const parseRaw = (sha: string, text: string): Commit | undefined => {
  const cut = text.indexOf('\n\n');
  const headers = text.slice(0, cut);
  const [author, committer] = [...headers.matchAll(SIGNATURE)].map(
    ([, , name = '', email = '', seconds = '0']): Signature => ({ name, email, date: date(seconds) }),
  );
  const tree = /^tree ([0-9a-f]{40})$/m.exec(headers)?.[1];
  if (cut < 0 || tree === undefined || author === undefined || committer === undefined || headers.includes('\nencoding ')) return undefined;
  const parents = [...headers.matchAll(/^parent ([0-9a-f]{40})$/gm)].map((match) => match[1] ?? '');
  return { sha, tree, parents, message: text.slice(cut + 2).replace(/\n+$/, ''), author, committer };
};

/** The full id of the commit that `name` (an id, a branch, a tag) stands for; undefined when there is none. */
export const resolveCommit = async (git: Git, name: string): Promise<string | undefined> => {
  if (/^[0-9a-f]{40}$/.test(name) && readLoose(git.dir, name)?.type === 'commit') return name;
  const { code, stdout } = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], { accept: [0, 1, 128] });
  const found = stdout.split('\n').find((line) => /^[0-9a-f]{40}$/.test(line));
  return code === 0 ? found : undefined;
};

/** The text of a file in a commit; undefined when it has none of that path. */
export const readBlob = async (git: Git, commit: string, path: string): Promise<string | undefined> => {
  const id = looseFile(git.dir, commit, path);
  if (id === null) return undefined;
  const found = id === undefined ? undefined : readLoose(git.dir, id);
  if (found?.type === 'blob') return found.body.toString('utf8');
  const { code, stdout } = await git(['cat-file', 'blob', `${commit}:${path}`], { accept: [0, 128] });
  return code === 0 ? stdout : undefined;
};
