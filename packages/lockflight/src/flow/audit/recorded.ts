/** What the ledger and git together know of an environment's line, in the form in which `line/` judges it. */
import { hasCode } from '../../errors.ts';
import type { Commit, Git } from '../../git/port.ts';
import type { LedgerView } from '../../ledger/view.ts';
import type { Running } from '../../line/classify-recorded.ts';
import type { LineInput } from '../../line/recorded-line.ts';

export const lineInput = async (git: Git, view: LedgerView, environment: string, line: readonly Commit[]): Promise<LineInput> => {
  const states = view.lines.get(environment) ?? [];
  const recorded = states.map(({ at, by: _by, ...state }) => ({ ...state, time: Math.floor(Date.parse(at) / 1000) }));
  const onLine = new Set(line.map((c) => c.commit));
  const gone = new Map<string, Commit>();
  for (const { commit } of recorded) {
    if (onLine.has(commit) || gone.has(commit)) continue;
    const read = await readIfThere(git, commit);
    if (read !== undefined) gone.set(commit, read);
  }
  const baseline = recorded.find((state) => state.standing === 'baseline')?.commit;
  const rewritten = baseline !== undefined && !onLine.has(baseline) && gone.has(baseline);
  return { line, recorded, gone, ...(rewritten ? { before: await git.line(baseline) } : {}) };
};

/** A state that the branch was moved away from may have been garbage-collected, or never fetched: the ledger still tells of it. */
const readIfThere = async (git: Git, commit: string): Promise<Commit | undefined> => {
  try {
    return await git.commit(commit);
  } catch (error) {
    if (hasCode(error, 'unknown-revision', 'missing-object', 'empty-repository')) return undefined;
    throw error;
  }
};

/** The latest deployment that the ledger recorded as done. */
export const runningIn = (view: LedgerView, environment: string): Running | undefined => {
  const latest = view.deployments.get(environment)?.findLast((deployment) => deployment.result === 'deployed');
  return latest === undefined ? undefined : { tree: latest.tree, seq: latest.seq };
};
