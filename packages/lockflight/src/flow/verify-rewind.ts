/**
 * Promotions and rollbacks against the ledger that they name. Their commits are looked for on each environment's branch since its line was first
 * recorded: on the line itself (a squash) and one step beside it (the head that was merged).
 */
import { hasCode } from '../errors.ts';
import type { Commit, Git } from '../git/port.ts';
import { type LedgerProblem, problem } from '../ledger/problem.ts';
import type { StoredLedger } from '../ledger/store.ts';
import type { LedgerView } from '../ledger/view.ts';

export interface RewindRequest {
  readonly git: Git;
  readonly stored: StoredLedger;
  readonly view: LedgerView;
  readonly remote: string;
  /** Only these branches; absent: every line that the ledger knows. */
  readonly branches?: ReadonlySet<string>;
}

interface Line {
  readonly branch: string;
  /** The first state that the ledger recorded of it, and where. */
  readonly from: string;
  readonly seq: number;
}

const HEADS = /^(?:Promote .+ to |Roll .+ back to )/;
const TRAILER = /^Ledger: ([0-9a-f]{40}|[0-9a-f]{64})$/m;

export const rewindProblems = async ({ git, stored, view, remote, branches }: RewindRequest): Promise<readonly LedgerProblem[]> => {
  const known = new Set(stored.envelopes.map(({ id }) => id));
  const problems: LedgerProblem[] = [];
  const looked = new Set<string>();
  for (const line of linesOf(view).filter((l) => branches === undefined || branches.has(l.branch))) {
    const heads = await promotionHeads(git, line, remote);
    if (heads === undefined) {
      const { branch } = line;
      problems.push(
        problem(
          line.seq,
          'line-unreadable',
          `the history of ${branch} is not in this clone`,
          `l'histoire de ${branch} n'est pas dans ce clone`,
        ),
      );
      continue;
    }
    for (const head of heads) {
      const { commit, subject } = head;
      // A branch that was merged back shows the same promotions again.
      if (looked.has(commit)) continue;
      looked.add(commit);
      const named = TRAILER.exec(await messageOf(git, head))?.[1];
      if (named === undefined || known.has(named)) continue;
      const [at, lost] = [commit.slice(0, 7), named.slice(0, 7)];
      problems.push(
        problem(
          stored.envelopes.length,
          'ledger-rewound',
          `"${subject}" (${at}) names the ledger's head ${lost}, which is gone`,
          `« ${subject} » (${at}) nomme la tête ${lost} du registre, qui a disparu`,
        ),
      );
    }
  }
  return problems;
};

/** One line for each branch, from its first recorded state. */
const linesOf = (view: LedgerView): readonly Line[] => {
  const lines = new Map<string, Line>();
  for (const { seq, body } of view.entries) {
    const starts = body.type === 'adoption' ? body.lines : body.type === 'push' ? [body] : [];
    for (const { branch, commit } of starts) if (!lines.has(branch)) lines.set(branch, { branch, from: commit, seq });
  }
  return [...lines.values()];
};

/** Undefined when the branch, or where it began, is not here. */
const promotionHeads = async (git: Git, { branch, from }: Line, remote: string): Promise<readonly Commit[] | undefined> => {
  const head = (await git.resolve(`refs/remotes/${remote}/${branch}`)) ?? (await git.resolve(`refs/heads/${branch}`));
  if (head === undefined || (await git.resolve(from)) === undefined) return undefined;
  try {
    return (await git.commitsBetween(from, head)).filter(({ subject }) => HEADS.test(subject));
  } catch (error) {
    if (hasCode(error, 'shallow-clone', 'unknown-revision')) return undefined;
    throw error;
  }
};

const messageOf = async (git: Git, commit: Commit): Promise<string> => {
  const [parent] = commit.parents;
  const messages = await git.messages(commit.commit, parent === undefined ? {} : { after: parent });
  return messages.at(-1)?.message ?? '';
};
