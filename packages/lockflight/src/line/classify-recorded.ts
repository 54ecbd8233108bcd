/**
 * After adoption the ledger's order counts, not clocks. A state is right when the ledger holds the promotion or the rollback that made it;
 * everything else is a violation, with its class. What was there before adoption stays a finding: it gets a class and no violation.
 */
import type { Commit } from '../git/port.ts';
import { classifyHistory } from './classify-history.ts';
import { AFTER_THE_LEDGER, BEFORE_THE_LEDGER, type LineInput, type LineState, lineSinceAdoption } from './recorded-line.ts';
import { classByParents, type StateClass } from './state-class.ts';
import type { StateViolation } from './violation-codes.ts';

export interface JudgedState {
  readonly state: Commit;
  readonly class: StateClass;
  readonly violation: StateViolation | undefined;
  /** The ledger does not tell of it. */
  readonly unrecorded: boolean;
  /**
   * Seconds since 1970, as the ledger has it: what came with a recorded state came when that did, and what no entry tells of yet is newer than all of them.
   * Absent before adoption: then the commit's own time is all there is.
   */
  readonly recordedAt?: number;
  readonly pullRequest?: number;
}

/** What the target environment last said that it runs, and the entry that tells so. */
export interface Running {
  readonly tree: string;
  readonly seq: number;
}

export interface RecordedHistory {
  readonly production: LineInput;
  /** The line, or lines, that feed it. */
  readonly staging: readonly LineInput[];
  readonly running?: Running;
}

export const classifyRecorded = ({ production, staging, running }: RecordedHistory): readonly JudgedState[] => {
  const target = lineSinceAdoption(production);
  const sources = staging.map(lineSinceAdoption);
  const stagingLine = staging.flatMap((input) => input.line);
  const baseline = target.since.filter((state) => state.standing === 'baseline');
  const findings = classifyHistory([...target.before, ...baseline], [...sources.map((s) => s.before), ...staging.map((s) => s.line)]).map(
    ({ state, class: found }): JudgedState => ({
      state,
      class: found,
      violation: undefined,
      unrecorded: !baseline.some((b) => b.commit === state.commit),
    }),
  );
  const sightings = sightingsOf(sources);
  const judge = judgeInOrder(target.before, sightings, new Set([...stagingLine, ...sources.flatMap((s) => s.since)].map((c) => c.commit)));
  const judged = target.since.map(judge).filter((each): each is JudgedState => each !== undefined);
  return withRunning([...findings, ...judged], target.since, running);
};

interface Sighting {
  readonly commit: string;
  readonly order: number;
  readonly time: number;
}

/** Where each tree was on a source line, in that line's order. */
const sightingsOf = (sources: readonly ReturnType<typeof lineSinceAdoption>[]): ReadonlyMap<string, readonly Sighting[]> => {
  const sightings = new Map<string, Sighting[]>();
  const see = (tree: string, sighting: Sighting): void => {
    const known = sightings.get(tree);
    if (known === undefined) sightings.set(tree, [sighting]);
    else known.push(sighting);
  };
  for (const { before, since } of sources) {
    for (const { commit, tree, time } of before) see(tree, { commit, time, order: BEFORE_THE_LEDGER });
    for (const { commit, tree, time, order } of since) see(tree, { commit, time, order });
  }
  return sightings;
};

/** Takes production's states one after the other, oldest first; undefined for the baseline, which is judged with what was before it. */
const judgeInOrder = (
  before: readonly Commit[],
  sightings: ReadonlyMap<string, readonly Sighting[]>,
  onStaging: ReadonlySet<string>,
): ((state: LineState) => JudgedState | undefined) => {
  const had = new Map(before.map((c) => [c.tree, BEFORE_THE_LEDGER]));
  let last: string | undefined;

  const violationOf = (state: LineState): { readonly class: StateClass; readonly violation: StateViolation } => {
    const hadAt = state.tree === last ? undefined : had.get(state.tree);
    const seen = (sightings.get(state.tree) ?? []).filter((sighting) => isEarlier(sighting, state));
    if (seen.some((sighting) => hadAt === undefined || sighting.order > hadAt)) return { class: 'ungated', violation: 'ungated' };
    if (state.order === AFTER_THE_LEDGER && onStaging.has(state.commit)) return { class: 'shared', violation: 'order-unknown' };
    if (hadAt !== undefined) return { class: 'rollback', violation: 'unproven-rollback' };
    const found = classByParents(state.parents, onStaging);
    return { class: found, violation: found };
  };

  return (state) => {
    const found = state.standing === 'promoted' || state.standing === 'rolled-back' ? RIGHT[state.standing] : violationOf(state);
    had.set(state.tree, state.order);
    last = state.tree;
    if (state.standing === 'baseline') return undefined;
    const { order: _order, recordedAt, standing, pullRequest, ...commit } = state;
    return {
      state: commit,
      ...found,
      recordedAt,
      unrecorded: standing === 'unrecorded',
      ...(pullRequest === undefined ? {} : { pullRequest }),
    };
  };
};

const RIGHT = {
  promoted: { class: 'promoted', violation: undefined },
  'rolled-back': { class: 'rollback', violation: undefined },
} as const;

/**
 * Had staging this tree before production did? By the ledger where it knows both. Where both came after its last entry, clocks are all there
 * is, and the same commit on both lines says nothing: staging may have been fast-forwarded onto it.
 */
const isEarlier = (sighting: Sighting, state: LineState): boolean => {
  if (state.order !== AFTER_THE_LEDGER) return sighting.order < state.order;
  if (sighting.commit === state.commit) return false;
  return sighting.order !== AFTER_THE_LEDGER || sighting.time <= state.time;
};

/** A report older than the head's own entry only says that the deployment is still to come. */
const withRunning = (judged: readonly JudgedState[], since: readonly LineState[], running: Running | undefined): readonly JudgedState[] => {
  const head = since.at(-1);
  if (running === undefined || head === undefined || running.tree === head.tree || running.seq <= head.order) return judged;
  return judged.map((each, i) =>
    i === judged.length - 1 && each.violation === undefined ? { ...each, violation: 'running-elsewhere' } : each,
  );
};
