/** Where the candidate stands on the source's line, and whether it contains what the target has. */
import type { LedgerView } from '../../ledger/view.ts';
import type { Candidate, Lineage } from '../../policy/facts.ts';
import type { World } from '../world.ts';
import type { TargetState } from './target-state.ts';

export interface LineageQuestion {
  readonly source: string;
  readonly sourceHead: string;
  readonly target: TargetState;
  readonly targetName: string;
  readonly candidate: Candidate;
}

export const readLineage = async (world: World, view: LedgerView, question: LineageQuestion): Promise<Lineage> => {
  const { target, candidate, sourceHead } = question;
  const line = await sourceLine(world, view, question);
  const position = line.findLastIndex((s) => s.commit === candidate.commit);
  const targetPosition = line.findLastIndex((s) => s.tree === target.tree);
  const targetIsAncestor = await world.git.isAncestor(target.commit, candidate.commit);
  return {
    onLine: position !== -1,
    newerThanTarget:
      targetPosition === -1 ? !(await world.git.isAncestor(candidate.commit, target.contentCommit)) : position > targetPosition,
    isHead: candidate.commit === sourceHead,
    sourceHead: { commit: sourceHead, tree: (await world.git.commit(sourceHead)).tree },
    target: { commit: target.commit, tree: target.tree, standing: target.standing },
    targetIsAncestor,
    missing: target.standing === 'unproven' && !targetIsAncestor ? await missingCommits(world, view, question) : [],
  };
};

/**
 * The source's line: first-parent history up to the first state that the ledger knows, then the pushes in the ledger's order, with the first-parent states
 * between two of them filled in where one leads to the other. A branch that was fast-forwarded onto production's line, or forced elsewhere, keeps in the
 * ledger what it was before; its first-parent history alone would have forgotten it.
 */
const sourceLine = async (world: World, view: LedgerView, { source, sourceHead }: LineageQuestion): Promise<readonly Candidate[]> => {
  const states = await world.git.line(sourceHead);
  const position = new Map(states.map((s, i) => [s.commit, i]));
  const recorded = view.lines.get(source) ?? [];
  const line: Candidate[] = [];
  let reached = -1;
  for (const [i, state] of recorded.entries()) {
    const at = position.get(state.commit);
    const connected = at !== undefined && at > reached && (i === 0 || position.has(recorded[i - 1]?.commit ?? ''));
    if (connected) line.push(...states.slice(reached + 1, at + 1));
    else line.push(state);
    if (at !== undefined) reached = at;
  }
  return [...line, ...states.slice(reached + 1)];
};

/** What the target got outside the flow and the candidate lacks. Promotions and rollbacks are never among them: merging those back would undo the source. */
const missingCommits = async (
  world: World,
  view: LedgerView,
  { target, targetName, candidate }: LineageQuestion,
): Promise<Lineage['missing']> => {
  const explained = new Set((view.lines.get(targetName) ?? []).filter((s) => s.standing !== 'pushed').map((s) => s.commit));
  for (const promotion of view.promotions.values()) for (const phase of promotion.history) explained.add(phase.head);
  const base = target.lastProven?.commit ?? (await world.git.mergeBase(candidate.commit, target.commit));
  const since = base === undefined ? await world.git.line(target.commit) : await world.git.commitsBetween(base, target.commit);
  const lacking = new Set((await world.git.commitsBetween(candidate.commit, target.commit)).map((c) => c.commit));
  return since.filter((c) => !explained.has(c.commit) && lacking.has(c.commit)).map(({ commit, subject }) => ({ commit, subject }));
};
