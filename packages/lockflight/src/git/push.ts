/**
 * Pushing with a guard, and never by force.
 *
 * - No expectation: a plain refspec. git refuses anything but a fast-forward, and an existing tag.
 * - `expect: null`: `--force-with-lease=REF:` refuses when the ref exists. There is nothing to force then.
 * - `expect: ID`: a plain push is not enough: a ref that was rewound to an ancestor of ID would be fast-forwarded and the rewind
 *   hidden. `--force-with-lease=REF:ID` compares exactly, but forces once it holds; so what is pushed must descend
 *   from ID, which is looked at here first. Together: exactly ID, and only forward.
 *
 * The comparison is with what the remote advertises; between that and the write the remote's own lock on the old value holds, and its
 * loss (`cannot lock ref`, `failed to update ref`) is `moved` as well. A ref that already holds what is pushed is fine whatever
 * was expected: so a push whose answer was lost can be repeated.
 */
import { codedFailure, lastWords } from './failure.ts';
import type { PushOutcome, RefUpdate } from './port.ts';
import { isAncestor, readCommit } from './read-commits.ts';
import { remoteCall } from './remotes.ts';
import { failed, type Repository, secretsOf } from './repository.ts';
import { resolveCommit } from './revisions.ts';
import type { GitAnswer } from './run-git.ts';

const OPTIONS = ['push', '--porcelain', '--no-verify', '--no-follow-tags', '--no-signed', '--recurse-submodules=no'];

export const pushTo = async (repository: Repository, remote: string, updates: readonly RefUpdate[]): Promise<readonly PushOutcome[]> => {
  const backwards = new Set<RefUpdate>();
  for (const update of updates) if (!(await goesForward(repository, update))) backwards.add(update);
  const sent = updates.filter((update) => !backwards.has(update));
  const said = sent.length === 0 ? new Map<string, PushOutcome>() : await send(repository, remote, sent);
  return updates.map((update) => said.get(update.to) ?? BACKWARDS(update.to));
};

const BACKWARDS = (to: string): PushOutcome => ({ to, ok: false, reason: 'moved', detail: 'not a fast-forward of what was expected' });

/** Does `from` descend from what the ref is expected to hold? All ancestors of `from` are here: an unknown id is none of them. */
const goesForward = async (repository: Repository, { from, expect }: RefUpdate): Promise<boolean> => {
  if (from === null || expect === undefined || expect === null || from === expect) return true;
  if ((await resolveCommit(repository, expect)) === undefined || (await resolveCommit(repository, from)) === undefined) return false;
  // An entry of the ledger, most of the time: no walk is needed to see it.
  if ((await readCommit(repository, from)).parents.includes(expect)) return true;
  return isAncestor(repository, expect, from);
};

const send = async (repository: Repository, remote: string, updates: readonly RefUpdate[]): Promise<ReadonlyMap<string, PushOutcome>> => {
  const leases = updates.flatMap(({ to, expect }) => (expect === undefined ? [] : [`--force-with-lease=${to}:${expect ?? ''}`]));
  const refspecs = updates.map(({ from, to }) => `${from ?? ''}:${to}`);
  const answer = await repository.run(
    [...OPTIONS, ...leases, '--end-of-options', remote, ...refspecs],
    await remoteCall(repository, remote),
  );
  const said = readPorcelain(answer, secretsOf(repository.credentials));
  if (updates.some(({ to }) => !said.has(to))) throw failed(repository, answer, true);
  return said;
};

const MOVED =
  /non-fast-forward|fetch first|stale info|already exists|needs force|failed to update ref|cannot lock ref|failed to lock|incorrect old value|remote ref updated/i;

/** `FLAG<tab>FROM:TO<tab>SUMMARY (REASON)`, one line a ref. */
export const readPorcelain = (answer: GitAnswer, secrets: readonly string[]): ReadonlyMap<string, PushOutcome> => {
  const lines = answer.stdout.split('\n').map((line) => line.split('\t'));
  const outcomes = lines.flatMap(([flag = '', names = '', summary = '']): PushOutcome[] => {
    if (names === '') return [];
    const to = names.slice(names.indexOf(':') + 1);
    return [flag === '!' ? rejected(to, summary, answer.stderr, secrets) : { to, ok: true }];
  });
  return new Map(outcomes.map((outcome) => [outcome.to, outcome]));
};

const rejected = (to: string, summary: string, stderr: string, secrets: readonly string[]): PushOutcome => {
  if (/\[remote failure\]/.test(summary)) {
    throw codedFailure('remote-unreachable', { en: `no answer about ${to}`, fr: `pas de réponse au sujet de ${to}` });
  }
  if (/unpacker error|missing necessary objects/.test(summary)) {
    const words = lastWords(stderr, secrets);
    throw codedFailure('git-failed', {
      en: `the remote could not store it: ${words}`,
      fr: `le dépôt distant n'a pas pu le stocker : ${words}`,
    });
  }
  const moved = MOVED.test(summary) && !/exists; cannot create/.test(summary);
  if (moved) return { to, ok: false, reason: 'moved', detail: lastWords(summary, secrets) };
  const remoteSaid = stderr.split('\n').filter((line) => line.startsWith('remote:'));
  return { to, ok: false, reason: 'refused', detail: lastWords([...remoteSaid, summary].join('\n'), secrets) };
};
