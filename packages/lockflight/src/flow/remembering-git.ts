/**
 * A Git that asks each question about named objects once. What stands under a full object id never changes, so an answer about ids alone is kept for as long
 * as this object lives (one command); everything that a branch name or the remote can change is asked afresh. A failure is not kept: the object may
 * be fetched before the next try.
 */
import type { Git } from '../git/port.ts';

const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export const rememberingGit = (git: Git): Git => {
  const answers = new Map<string, Promise<unknown>>();
  /** `keep` tells answers that are worth keeping: "not there" may change with a fetch. */
  const once = <T>(
    question: readonly (string | undefined)[],
    ids: readonly string[],
    ask: () => Promise<T>,
    keep: (answer: T) => boolean = () => true,
  ): Promise<T> => {
    if (!ids.every((id) => OBJECT_ID.test(id))) return ask();
    const key = question.join('\0');
    const known = answers.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const asked = ask();
    answers.set(key, asked);
    asked.then(
      (answer) => keep(answer) || answers.delete(key),
      () => answers.delete(key),
    );
    return asked;
  };
  return {
    ...git,
    resolve: (rev) =>
      once(
        ['resolve', rev],
        [rev],
        () => git.resolve(rev),
        (answer) => answer !== undefined,
      ),
    commit: (rev) => once(['commit', rev], [rev], () => git.commit(rev)),
    line: (head, options) => once(['line', head, options?.after], [head, options?.after ?? head], () => git.line(head, options)),
    isAncestor: (a, b) => once(['isAncestor', a, b], [a, b], () => git.isAncestor(a, b)),
    mergeBase: (a, b) => once(['mergeBase', a, b], [a, b], () => git.mergeBase(a, b)),
    commitsBetween: (a, b) => once(['commitsBetween', a, b], [a, b], () => git.commitsBetween(a, b)),
    changes: (a, b) => once(['changes', a, b], [a, b], () => git.changes(a, b)),
    readFile: (rev, path, most) => once(['readFile', rev, path, String(most)], [rev], () => git.readFile(rev, path, most)),
    listFiles: (rev, dir) => once(['listFiles', rev, dir], [rev], () => git.listFiles(rev, dir)),
    mergeTrees: (base, ours, theirs) =>
      once(['mergeTrees', base, ours, theirs], [base, ours, theirs], () => git.mergeTrees(base, ours, theirs)),
    messages: (head, options) =>
      once(['messages', head, options?.after], [head, options?.after ?? head], () => git.messages(head, options)),
    emptyTree: () => once(['emptyTree'], [], () => git.emptyTree()),
  };
};
