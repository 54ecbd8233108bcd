/**
 * The recorded line of each environment. A promotion or rollback and the push that carried it tell of one state: whichever entry comes
 * first places it, the other completes it. Only a `merged` phase raises a state's standing; what was merged `ungated`, or failed after
 * its merge, stands as an ordinary push. The same commit may come back later (a branch set back): then it is a state of its own.
 */
import type { Entry, TreeRef } from '../entry.ts';
import type { LedgerView, RecordedState } from './shape.ts';

/** A state, and which kinds of entry have told of it so far. */
interface Placed {
  state: RecordedState;
  pushed: boolean;
}

interface Line {
  readonly placed: Placed[];
  /** The latest state of each commit. */
  readonly latest: Map<string, Placed>;
}

type Made = { readonly standing: RecordedState['standing']; readonly by?: string; readonly pullRequest?: number };

export const recordedLines = (entries: readonly Entry[]): LedgerView['lines'] => {
  const lines = new Map<string, Line>();
  for (const entry of entries) addEntry(lines, entry);
  return new Map([...lines].map(([environment, line]) => [environment, line.placed.map(({ state }) => state)]));
};

const addEntry = (lines: Map<string, Line>, entry: Entry): void => {
  const { body } = entry;
  if (body.type === 'adoption') {
    for (const at of body.lines) place(lineOf(lines, at.environment), stateOf(entry, at, { standing: 'baseline' }), true);
  } else if (body.type === 'push') {
    addPush(lineOf(lines, body.environment), stateOf(entry, body, { standing: 'pushed', ...pullRequestOf(body) }));
  } else if ((body.type === 'promotion' || body.type === 'rollback') && body.result !== undefined) {
    const standing = body.phase !== 'merged' ? 'pushed' : body.type === 'promotion' ? 'promoted' : 'rolled-back';
    addMerge(lineOf(lines, body.environment), stateOf(entry, body.result, { standing, by: body.id, ...pullRequestOf(body) }));
  }
};

const addPush = (line: Line, state: RecordedState): void => {
  const known = line.latest.get(state.commit);
  const isHead = known !== undefined && known === line.placed.at(-1);
  if (known === undefined || (!isHead && known.pushed)) place(line, state, true);
  else {
    known.pushed = true;
    if (known.state.pullRequest === undefined) known.state = { ...known.state, ...pullRequestOf(state) };
  }
};

const addMerge = (line: Line, state: RecordedState): void => {
  const known = line.latest.get(state.commit);
  if (known === undefined) place(line, state, false);
  else if (known.state.standing === 'pushed') {
    const { standing, by } = state;
    known.state = { ...known.state, standing, ...(by === undefined ? {} : { by }), ...pullRequestOf(known.state, state) };
  }
};

const place = (line: Line, state: RecordedState, pushed: boolean): void => {
  const placed = { state, pushed };
  line.placed.push(placed);
  line.latest.set(state.commit, placed);
};

const lineOf = (lines: Map<string, Line>, environment: string): Line => {
  const known = lines.get(environment);
  if (known !== undefined) return known;
  const line: Line = { placed: [], latest: new Map() };
  lines.set(environment, line);
  return line;
};

const stateOf = (entry: Entry, at: TreeRef, made: Made): RecordedState => ({
  commit: at.commit,
  tree: at.tree,
  at: entry.occurredAt,
  seq: entry.seq,
  ...made,
});

const pullRequestOf = (...from: readonly { readonly pullRequest?: number }[]): { readonly pullRequest?: number } => {
  const pullRequest = from.find((one) => one.pullRequest !== undefined)?.pullRequest;
  return pullRequest === undefined ? {} : { pullRequest };
};
