/** Commits, lines and messages. Long histories come from one `git log` each, read while it runs. */
import { COMMIT_FORMAT, commitLines, parseCommit } from './commit-lines.ts';
import { isExact } from './exact-ref.ts';
import type { Commit } from './port.ts';
import { readRawCommit } from './read-raw.ts';
import { ask, failed, type Repository } from './repository.ts';
import { requireCommit } from './revisions.ts';
import { refuseCut } from './shallow.ts';

const LOG = ['log', '--no-show-signature', '--no-color', '--no-notes', `--format=${COMMIT_FORMAT}`];

export const readCommit = async (repository: Repository, rev: string): Promise<Commit> => {
  const raw = await readRawCommit(repository, rev);
  if (raw !== undefined && (await isExact(repository, rev))) return raw;
  const id = await requireCommit(repository, rev);
  const { stdout } = await ask(repository, [...LOG, '-1', '--end-of-options', id, '--']);
  return parseCommit(stdout.slice(0, -1));
};

/** Runs `git log` with these options and revisions; newest first, as git gives them. */
const log = async (repository: Repository, options: readonly string[], revs: readonly string[]): Promise<Commit[]> => {
  const commits: Commit[] = [];
  const onText = commitLines((commit) => commits.push(commit));
  const answer = await repository.run([...LOG, ...options, '--end-of-options', ...revs, '--'], { onText });
  if (answer.code === 0) return commits;
  // A name that is not there is the likely reason; asking for each tells it apart from a damaged repository.
  for (const rev of revs) await requireCommit(repository, rev.replace(/^\^/, ''));
  throw failed(repository, answer);
};

export const readLine = async (repository: Repository, head: string, after: string | undefined): Promise<readonly Commit[]> => {
  const commits = await log(repository, ['--first-parent'], after === undefined ? [head] : [head, `^${after}`]);
  await refuseCut(repository, oldest(commits));
  return commits.reverse();
};

/** Only the end of a first-parent line can be cut. */
const oldest = (commits: readonly Commit[]): readonly string[] => commits.slice(-1).map((c) => c.commit);

export const readBetween = async (repository: Repository, exclude: string, include: string): Promise<readonly Commit[]> => {
  if (exclude === include && (await requireCommit(repository, include)) === include) return [];
  const commits = await log(repository, ['--topo-order'], [include, `^${exclude}`]);
  await refuseCut(repository, ids(commits));
  return commits.reverse();
};

const ids = (commits: readonly Commit[]): readonly string[] => commits.map((c) => c.commit);

export const isAncestor = async (repository: Repository, ancestor: string, descendant: string): Promise<boolean> => {
  const answer = await repository.run(['merge-base', '--is-ancestor', '--end-of-options', ancestor, descendant]);
  if (answer.code === 0) return true;
  if (answer.code === 1) {
    await refuseCut(repository, await onlyIn(repository, descendant, ancestor));
    return false;
  }
  for (const rev of [ancestor, descendant]) await requireCommit(repository, rev);
  throw failed(repository, answer);
};

/** A "no" from a shallow clone may hide a "yes" behind the cut. */
const onlyIn = async (repository: Repository, descendant: string, ancestor: string): Promise<readonly string[]> =>
  (await ask(repository, ['rev-list', '--end-of-options', descendant, `^${ancestor}`])).stdout.split('\n');

/** Undefined: no common history. A shallow clone may hide a nearer one than none, so "none" is refused there. */
export const mergeBase = async (repository: Repository, a: string, b: string): Promise<string | undefined> => {
  const answer = await repository.run(['merge-base', '--end-of-options', a, b]);
  if (answer.code === 0) return answer.stdout.trim();
  for (const rev of [a, b]) await requireCommit(repository, rev);
  if (answer.code !== 1) throw failed(repository, answer);
  await refuseCut(repository, (await ask(repository, ['rev-list', '--end-of-options', a, b])).stdout.split('\n'));
  return undefined;
};

export interface Message {
  readonly commit: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
}

/** Each record is four fields, each ended by a NUL; git's own newline stands before the next one. */
const messageFields = (take: (message: Message) => void): ((chunk: string) => void) => {
  let rest = '';
  return (chunk) => {
    const text = rest + chunk;
    let start = 0;
    for (;;) {
      const commit = text.indexOf('\0', start);
      const tree = commit === -1 ? -1 : text.indexOf('\0', commit + 1);
      const parents = tree === -1 ? -1 : text.indexOf('\0', tree + 1);
      const message = parents === -1 ? -1 : text.indexOf('\0', parents + 1);
      if (message === -1) break;
      const all = text.slice(tree + 1, parents);
      take({
        commit: text.slice(text[start] === '\n' ? start + 1 : start, commit),
        tree: text.slice(commit + 1, tree),
        parents: all === '' ? [] : all.split(' '),
        message: text.slice(parents + 1, message),
      });
      start = message + 1;
    }
    rest = text.slice(start);
  };
};

export const readMessages = async (repository: Repository, head: string, after: string | undefined): Promise<readonly Message[]> => {
  const messages: Message[] = [];
  const onText = messageFields((message) => messages.push(message));
  const format = '--format=%H%x00%T%x00%P%x00%B%x00';
  const range = after === undefined ? [head] : [head, `^${after}`];
  const args = ['log', '--first-parent', '--no-show-signature', '--no-color', '--no-notes', format, '--end-of-options', ...range, '--'];
  const answer = await repository.run(args, { onText });
  if (answer.code !== 0) {
    for (const rev of range) await requireCommit(repository, rev.replace(/^\^/, ''));
    throw failed(repository, answer);
  }
  await refuseCut(
    repository,
    messages.slice(-1).map((m) => m.commit),
  );
  return messages.reverse();
};
