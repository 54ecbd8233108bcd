/**
 * A source branch that was forced back to something older than what the target has: no commit is new, and yet files change. Whoever set it back is the author
 * of that change. A branch that holds what the target was given has nothing of the kind, whatever was forced on it before.
 */
import type { LedgerView, RecordedState } from '../../ledger/view.ts';
import type { Candidate, Facts } from '../../policy/facts.ts';
import type { World } from '../world.ts';

type Change = Extract<Facts['authorship'], { known: true }>['value'][number];

export interface SetBackQuestion {
  /** What the target's content is counted from. */
  readonly since: Candidate;
  /** Names of the environments. */
  readonly source: string;
  readonly target: string;
  readonly candidate: Candidate;
}

/** One change for each push that took the source off what the target has, towards the candidate. `view` must hold the pushes. */
export const readSetBack = async (world: World, view: LedgerView, question: SetBackQuestion): Promise<readonly Change[]> => {
  const { since, source, candidate } = question;
  const given = givenTo(view, question);
  if (since.tree === candidate.tree || (await holds(world, given, candidate.commit))) return [];
  const from = (view.lines.get(source) ?? []).find((s) => s.commit === given)?.seq ?? -1;
  const changes: Change[] = [];
  for (const { body, actor, seq } of view.entries) {
    if (body.type !== 'push' || body.environment !== source || seq < from || actor.kind === 'recorder') continue;
    if (await holds(world, body.before, body.commit)) continue; // it went forward
    if (!(await holds(world, body.commit, candidate.commit))) continue; // it led elsewhere
    const { subject } = await world.git.commit(body.commit);
    changes.push({ commit: body.commit, subject, authors: [{ id: actor.id, login: actor.login }] });
  }
  return changes;
};

/**
 * The latest commit of the source that the target was given, up to the content that counts now; at adoption, what the target had. A fix that came from another
 * environment in between takes nothing from the source.
 */
const givenTo = (view: LedgerView, { since, source, target }: SetBackQuestion): string => {
  const line = view.lines.get(target) ?? [];
  const ofSource = new Set((view.lines.get(source) ?? []).map((s) => s.commit));
  const given = line.slice(0, line.findLastIndex((s) => s.commit === since.commit) + 1).map(candidateOf(view));
  return given.findLast((c) => c !== undefined && ofSource.has(c)) ?? given.at(-1) ?? since.commit;
};

const candidateOf =
  (view: LedgerView) =>
  ({ by, commit }: RecordedState): string | undefined =>
    (by === undefined ? undefined : view.promotions.get(by))?.history.find((h) => h.result?.commit === commit)?.candidate.commit;

/** Is `older` in the history of `newer`? One that this clone lacks is not. */
const holds = async (world: World, older: string, newer: string): Promise<boolean> =>
  (await world.git.resolve(older)) !== undefined && (await world.git.isAncestor(older, newer));
