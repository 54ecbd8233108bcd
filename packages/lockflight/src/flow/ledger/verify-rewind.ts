/**
 * Promotions and rollbacks against the ledger that they name: one that names a head which this ledger once had, and lacks, gives a rewind away. Their commits are looked for on each environment's branch since its line was first
 * recorded: one step beside the line (the head that was merged) or, where it is kept linear, on it. Nothing else that can be reached counts: on a source's branch
 * anybody may write a commit that looks like a promotion. On a target that is not protected they may as well, so what is named has to have been of this
 * ledger (named-head.ts); else the state is what the audit makes of it, and stops nobody.
 */

import { readContract } from '../../contract/read-contract.ts';
import { hasCode } from '../../errors.ts';
import type { Commit, Git } from '../../git/port.ts';
import { type LedgerProblem, problem } from '../../ledger/problem.ts';
import type { StoredLedger } from '../../ledger/store.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { type HeadClaim, isPromotionSubject, isRollbackSubject, readHead } from '../promote/promotion-head.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import { whatIsNamed } from './named-head.ts';

export interface RewindRequest {
  readonly git: Git;
  readonly stored: StoredLedger;
  readonly view: LedgerView;
  readonly remote: string;
  /** Only these branches; absent: every line that the ledger knows. */
  readonly branches?: ReadonlySet<string>;
  /** Ask the remote for what is named and is not in this clone. */
  readonly fetch: boolean;
  /**
   * For who looks and decides nothing. The states that archive tags keep are looked at as well: they stand where a branch was forced back along with the ledger, and
   * anybody may make a tag. A named head that nobody has is told, unless the ledger has the state for a violation.
   */
  readonly looking?: boolean;
}

interface Line {
  readonly branch: string;
  /** What environments this branch has been. */
  readonly environments: ReadonlySet<string>;
  /** The first state that the ledger recorded of it, and where. */
  readonly from: string;
  readonly seq: number;
}

const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Errors: what git says of a remote that does not answer. */
export const rewindProblems = async (request: RewindRequest): Promise<readonly LedgerProblem[]> => {
  const { git, view, remote, branches, looking = false } = request;
  const lostBy = losses(request);
  const problems: LedgerProblem[] = [];
  for (const line of linesOf(view).filter((l) => branches === undefined || branches.has(l.branch))) {
    const heads = await headsOn(git, line, view, remote);
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
    for (const head of heads) problems.push(...(await lostBy(head)));
  }
  if (looking) for (const head of await archivedHeads(git, linesOf(view), view)) problems.push(...(await lostBy(head)));
  return problems;
};

/** A head, and the state that it was merged into. */
interface Merged {
  readonly head: HeadClaim;
  readonly state: string;
}

/** What a head names and the ledger lost. A branch that was fast-forwarded onto another shows the same promotions again, and so does an archive. */
const losses = ({ git, stored, view, remote, fetch, looking }: RewindRequest): ((merged: Merged) => Promise<readonly LedgerProblem[]>) => {
  const ids = new Set(stored.envelopes.map(({ id }) => id));
  const written = headsWritten(view);
  const wrong = new Set(view.violations.map(({ commit }) => commit));
  const looked = new Set<string>();
  return async ({ head: { commit, subject, ledger }, state }) => {
    if (looked.has(commit.commit)) return [];
    looked.add(commit.commit);
    if (ledger === undefined || !ID.test(ledger) || ids.has(ledger) || written.has(commit.commit)) return [];
    const named = await whatIsNamed({ git, view, remote: fetch ? remote : undefined }, ledger);
    if (named === 'no-entry' || (named === 'gone' && (looking !== true || wrong.has(state)))) return [];
    const [at, lost] = [commit.commit.slice(0, 7), ledger.slice(0, 7)];
    const seq = stored.envelopes.length;
    const en = `"${subject}" (${at}) names the ledger's head ${lost}, which is gone`;
    return [problem(seq, 'ledger-rewound', en, `« ${subject} » (${at}) nomme la tête ${lost} du registre, qui a disparu`)];
  };
};

/**
 * Heads that this ledger speaks of. What is written of a head stands behind the entry that the head names, so a ledger that has it lost nothing before
 * it: one that names something else is somebody's imitation, and was recorded as such.
 */
const headsWritten = (view: LedgerView): ReadonlySet<string> =>
  new Set([...view.promotions.values(), ...view.rollbacks.values()].flatMap((l) => l.history.map((h) => h.head)));

/** One line for each branch, from its first recorded state. */
const linesOf = (view: LedgerView): readonly Line[] => {
  const lines = new Map<string, Line & { readonly environments: Set<string> }>();
  for (const { seq, body } of view.entries) {
    const starts = body.type === 'adoption' ? body.lines : body.type === 'push' ? [body] : [];
    for (const { branch, commit, environment } of starts) {
      const line = lines.get(branch) ?? { branch, environments: new Set(), from: commit, seq };
      lines.set(branch, line);
      line.environments.add(environment);
    }
  }
  return [...lines.values()];
};

/** Undefined when the branch, or where it began, is not here. */
const headsOn = async (git: Git, line: Line, view: LedgerView, remote: string): Promise<readonly Merged[] | undefined> => {
  const end = (await git.resolve(`refs/remotes/${remote}/${line.branch}`)) ?? (await git.resolve(`refs/heads/${line.branch}`));
  if (end === undefined || (await git.resolve(line.from)) === undefined) return undefined;
  try {
    const heads = headsBeside(end, await git.commitsBetween(line.from, end), line, isLinear(line, view));
    return await Promise.all(heads.map(({ head, state }) => claimOf(git, head, state)));
  } catch (error) {
    if (hasCode(error, 'shallow-clone', 'unknown-revision')) return undefined;
    throw error;
  }
};

const claimOf = async (git: Git, head: string, state: string): Promise<Merged> => ({ head: await readHead(git, head), state });

interface Beside {
  readonly head: string;
  readonly state: string;
}

/**
 * The heads that were merged into the line that ends in `end`: what was merged stands on the state before, and has the form that Lockflight gives to a head.
 * Anything else that is reachable is the work of people, whatever its message says. On a line that is kept linear the state is the head itself. Pure.
 */
const headsBeside = (end: string, reachable: readonly Commit[], line: Line, linear: boolean): readonly Beside[] => {
  const commits = new Map(reachable.map((c) => [c.commit, c]));
  const heads: Beside[] = [];
  for (let state = commits.get(end); state !== undefined; state = commits.get(state.parents[0] ?? '')) {
    const [before, merged] = state.parents;
    const head = merged === undefined ? (linear ? state : undefined) : commits.get(merged);
    if (head === undefined || before === undefined || head.parents[0] !== before || !hasHeadsForm(head.subject, line)) continue;
    heads.push({ head: head.commit, state: state.commit });
  }
  return heads.reverse();
};

/** The heads that were merged into the states that archive tags keep, here and as they were fetched. */
const archivedHeads = async (git: Git, lines: readonly Line[], view: LedgerView): Promise<readonly Merged[]> => {
  const tags = [...(await git.refs('refs/tags/archive/')), ...(await git.refs('refs/lockflight/archive/'))];
  const heads: Merged[] = [];
  for (const tagged of new Set(tags.map(([, id]) => id))) {
    const commit = await git.resolve(tagged);
    if (commit === undefined) continue;
    const state = await git.commit(commit);
    const merged = state.parents[1] === undefined ? undefined : await git.commit(state.parents[1]);
    const reachable = merged === undefined ? [state] : [state, merged];
    const found = lines.flatMap((line) => headsBeside(commit, reachable, line, isLinear(line, view)));
    heads.push(...(await Promise.all(found.map(({ head }) => claimOf(git, head, commit)))));
  }
  return heads;
};

const hasHeadsForm = (subject: string, { environments }: Line): boolean =>
  [...environments].some((e) => isPromotionSubject(subject, e) || isRollbackSubject(subject, e));

const isLinear = ({ environments }: Line, { contract }: LedgerView): boolean => {
  const read = contract === undefined ? undefined : readContract({ file: CONTRACT_NAME, text: contract.text }).contract;
  return read?.flow.some((s) => s.linear && environments.has(s.to)) === true;
};
