/**
 * Names to ids. A revision that is not there is told apart from a repository that is empty and from an object that is missing;
 * never guessed at.
 */
import { isExact } from './exact-ref.ts';
import { codedFailure } from './failure.ts';
import { nearestNames } from './nearest-names.ts';
import { ask, type Repository } from './repository.ts';

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export const isObjectId = (words: string): boolean => OBJECT_ID.test(words);

/** What `rev` names, whatever kind of object it is. git itself answers ranges and exclusions too: those are no revision. */
const named = async (repository: Repository, rev: string): Promise<string | undefined> => {
  if (rev === '' || rev.includes('\0') || rev.includes('\n')) return undefined;
  const answer = await ask(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', rev], { fine: [1, 128] });
  const id = answer.stdout.trim();
  return answer.code === 0 && isObjectId(id) ? id : undefined;
};

/** The commit that `rev` names, or undefined. Fails with `missing-object` where a name points at something that is not here. */
export const resolveCommit = async (repository: Repository, rev: string): Promise<string | undefined> => {
  const found = await anyCommit(repository, rev);
  return found === undefined || (await isExact(repository, rev)) ? found : undefined;
};

const anyCommit = async (repository: Repository, rev: string): Promise<string | undefined> => {
  const there = rev === '' ? undefined : await repository.objects.info(`${rev}^{commit}`);
  if (there === 'missing' && isObjectId(rev)) return undefined;
  if (there !== 'missing') {
    if (there?.type === 'commit') return there.id;
    const peeled = await named(repository, rev === '' ? '' : `${rev}^{commit}`);
    if (peeled !== undefined) return peeled;
  }
  const raw = await named(repository, rev);
  if (raw === undefined || raw === rev.toLowerCase()) return undefined;
  const looked = await repository.run(['cat-file', '-e', raw]);
  if (looked.code === 0) return undefined;
  throw codedFailure('missing-object', {
    en: `"${rev}" points at ${raw.slice(0, 12)}, which is missing from the repository or damaged`,
    fr: `« ${rev} » désigne ${raw.slice(0, 12)}, qui manque dans le dépôt ou est abîmé`,
  });
};

export const requireCommit = async (repository: Repository, rev: string): Promise<string> =>
  (await resolveCommit(repository, rev)) ?? (await failUnknown(repository, rev));

/** Fails with what can be said about a revision that is not there. */
const failUnknown = async (repository: Repository, rev: string): Promise<never> => {
  const names = [...(await listRefs(repository, 'refs/')).keys()];
  if (names.length === 0) {
    throw codedFailure('empty-repository', { en: 'the repository has no commit yet', fr: "le dépôt n'a encore aucun commit" });
  }
  const branches = names.map((name) => name.replace(/^refs\/(heads|tags|remotes)\//, ''));
  const near = nearestNames(rev.replace(/^refs\/(heads|tags|remotes)\//, ''), branches);
  const message = { en: `there is no "${rev}" in this clone`, fr: `ce clone n'a pas de « ${rev} »` };
  const list = near.join(', ');
  if (near.length === 0) throw codedFailure('unknown-revision', message);
  throw codedFailure('unknown-revision', message, {
    hint: {
      en: `Did you mean ${list}? Otherwise fetch it: git fetch origin`,
      fr: `Vouliez-vous dire ${list} ? Sinon, récupérez-le : git fetch origin`,
    },
  });
};

/** Refs by full name, and what each holds: for an annotated tag the tag object. */
export const listRefs = async (repository: Repository, prefix: string): Promise<ReadonlyMap<string, string>> => {
  const { stdout } = await ask(repository, ['for-each-ref', '--format=%(objectname) %(refname)', ...(prefix === '' ? [] : [prefix])]);
  return refLines(stdout, ' ');
};

/** `ID<separator>NAME` a line. */
export const refLines = (text: string, separator: string): Map<string, string> => {
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line): [string, string] => [line.slice(line.indexOf(separator) + 1), line.slice(0, line.indexOf(separator))]));
};
