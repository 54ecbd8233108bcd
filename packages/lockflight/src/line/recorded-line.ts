/**
 * The line of an environment after adoption: the states that the ledger recorded, in the ledger's order; first-parent states fill what it
 * does not know, marked `unrecorded`. A recorded state stays on the line even when the branch was moved away from it.
 *
 * `order` is the ledger's clock: the sequence number of the entry that tells of the state; a state that arrived unrecorded together with
 * a recorded one has that one's; BEFORE_THE_LEDGER for what was there at adoption; AFTER_THE_LEDGER for what came since the last entry.
 */
import type { Commit } from '../git/port.ts';

export interface RecordedLineState {
  readonly commit: string;
  readonly tree: string;
  readonly seq: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly standing: 'baseline' | 'pushed' | 'promoted' | 'rolled-back';
  readonly pullRequest?: number;
}

export interface LineInput {
  /** The branch as git has it now: first parents, oldest first. */
  readonly line: readonly Commit[];
  /** What the ledger recorded, in its order, beginning with the baseline. */
  readonly recorded: readonly RecordedLineState[];
  /** The first-parent line that ended in the baseline: what was there before adoption. Absent: the part of `line` up to the baseline. */
  readonly before?: readonly Commit[];
  /** Recorded commits that are no longer on `line`, as far as they could still be read. */
  readonly gone?: ReadonlyMap<string, Commit>;
}

export interface LineState extends Commit {
  readonly order: number;
  /** Seconds since 1970, by the entry that gives it its place; infinite where none does. */
  readonly recordedAt: number;
  readonly standing: RecordedLineState['standing'] | 'unrecorded';
  readonly pullRequest?: number;
}

export const BEFORE_THE_LEDGER = -1;
export const AFTER_THE_LEDGER = Number.POSITIVE_INFINITY;

/** The commits before adoption (the baseline is not one of them), and the line from the baseline on. */
export const lineSinceAdoption = (input: LineInput): { readonly before: readonly Commit[]; readonly since: readonly LineState[] } => {
  const baseline = input.recorded.find((state) => state.standing === 'baseline')?.commit;
  const end = input.line.findIndex((c) => c.commit === baseline);
  const before = (input.before ?? input.line.slice(0, end + 1)).filter((c) => c.commit !== baseline);
  const old = new Set(before.map((c) => c.commit));
  const fresh = input.line.filter((c) => !old.has(c.commit));
  return { before, since: interleave(fresh, input) };
};

const interleave = (fresh: readonly Commit[], { recorded, gone }: LineInput): readonly LineState[] => {
  const position = new Map(fresh.map((c, i) => [c.commit, i]));
  const known = new Set(recorded.map((state) => state.commit));
  const states: LineState[] = [];
  let filled = 0;
  const fillUpTo = (end: number, order: number, recordedAt: number): void => {
    for (; filled < end; filled++) {
      const commit = fresh[filled];
      if (commit !== undefined && !known.has(commit.commit)) states.push({ ...commit, order, recordedAt, standing: 'unrecorded' });
    }
  };
  for (const state of recorded) {
    const at = position.get(state.commit);
    if (at !== undefined) fillUpTo(at, state.seq, state.time);
    states.push(recordedState(state, at === undefined ? gone?.get(state.commit) : fresh[at]));
  }
  fillUpTo(fresh.length, AFTER_THE_LEDGER, Number.POSITIVE_INFINITY);
  return states;
};

/** A commit that nobody can read any more keeps what the ledger says of it. */
const recordedState = (state: RecordedLineState, commit: Commit | undefined): LineState => ({
  ...(commit ?? { commit: state.commit, tree: state.tree, parents: [], time: state.time, subject: '' }),
  order: state.seq,
  recordedAt: state.time,
  standing: state.standing,
  ...(state.pullRequest === undefined ? {} : { pullRequest: state.pullRequest }),
});
