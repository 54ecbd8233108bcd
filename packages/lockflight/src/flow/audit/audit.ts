/**
 * `lockflight audit`: every state that an environment was in, with its class. Without a ledger the classes come from trees and clocks and are
 * findings; with one, every state after adoption that no entry made right is a violation.
 */
import type { Git } from '../../git/port.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { classifyHistory } from '../../line/classify-history.ts';
import { classifyRecorded, type JudgedState } from '../../line/classify-recorded.ts';
import { type ClassCounts, countClasses } from '../../line/count-classes.ts';
import { pullRequestOf } from '../../line/pull-request-of.ts';
import type { StateClass } from '../../line/state-class.ts';
import type { StateViolation } from '../../line/violation-codes.ts';
import { type ArchiveFinding, auditArchives } from './archives.ts';
import { type AuditedBranch, findBranch, type Preference, readLines } from './lines.ts';
import { lineInput, runningIn } from './recorded.ts';

/** An environment and the branch that it is. Without a contract both are the branch's name. */
export interface AuditedEnvironment {
  readonly name: string;
  readonly branch: string;
}

export interface AuditRequest {
  readonly git: Git;
  readonly production: AuditedEnvironment;
  /** What feeds it: one, or several where steps come from several environments. */
  readonly staging: readonly [AuditedEnvironment, ...AuditedEnvironment[]];
  readonly prefer: Preference;
  /** The ledger, where the repository is adopted. */
  readonly view?: LedgerView;
  /** The remote to ask for archives; absent: nobody is asked. */
  readonly remote?: string;
  /** Only states that came from then on are told; all of them are judged. */
  readonly since?: Date;
}

export interface AuditState {
  readonly commit: string;
  readonly tree: string;
  readonly class: StateClass;
  /** Committer time, ISO 8601. */
  readonly time: string;
  readonly pullRequest: number | null;
  readonly violation: StateViolation | null;
  /** The ledger does not tell of it. */
  readonly unrecorded: boolean;
  readonly subject: string;
}

export interface Audit {
  readonly environment: string;
  /** The environment whose states it should have carried. */
  readonly from: string;
  /** Does the ledger know this environment? */
  readonly adopted: boolean;
  readonly branches: { readonly environment: AuditedBranch; readonly from: readonly AuditedBranch[] };
  /** Oldest first. */
  readonly states: readonly AuditState[];
  readonly counts: ClassCounts;
  /** Archives that are missing, moved or were never made. */
  readonly archives: readonly ArchiveFinding[];
}

/** Errors: `unknown-revision`, `empty-repository`, `shallow-clone`, `missing-object` and what else git says. */
export const auditEnvironment = async (request: AuditRequest): Promise<Audit> => {
  const { git, production, staging, prefer, view, remote, since } = request;
  const [environment, ...from] = await findBranches(git, [production, ...staging], prefer);
  const judged = await judge(request, [environment, ...from]);
  const states = (since === undefined ? judged : judged.filter((each) => cameAt(each) >= since.getTime() / 1000)).map(told);
  return {
    environment: production.name,
    from: staging[0].name,
    adopted: knows(view, production.name),
    branches: { environment, from },
    states,
    counts: countClasses(states.map((state) => state.class)),
    archives: view === undefined ? [] : await auditArchives({ git, view, environment: production.name, remote }),
  };
};

/** Is there anything that the contract does not allow? */
export const hasViolations = (audit: Audit): boolean => audit.archives.length > 0 || audit.states.some((state) => state.violation !== null);

const findBranches = async (git: Git, [first, ...others]: readonly [AuditedEnvironment, ...AuditedEnvironment[]], prefer: Preference) => {
  const found: [AuditedBranch, ...AuditedBranch[]] = [await findBranch(git, first.branch, prefer)];
  for (const other of others) found.push(await findBranch(git, other.branch, prefer));
  return found;
};

const judge = async (
  { git, production, staging, view }: AuditRequest,
  branches: readonly AuditedBranch[],
): Promise<readonly JudgedState[]> => {
  const [line = [], ...feeding] = await readLines(git, branches);
  if (!knows(view, production.name)) {
    return classifyHistory(line, feeding).map(({ state, class: found }) => ({
      state,
      class: found,
      violation: undefined,
      unrecorded: true,
    }));
  }
  const sources = await Promise.all(staging.map(({ name }, i) => lineInput(git, view, name, feeding[i] ?? [])));
  const running = runningIn(view, production.name);
  return classifyRecorded({
    production: await lineInput(git, view, production.name, line),
    staging: sources,
    ...(running === undefined ? {} : { running }),
  });
};

/** An environment that came into the contract after adoption has no recorded line until its first push. */
const knows = (view: LedgerView | undefined, environment: string): view is LedgerView =>
  view?.adoption !== undefined && view.lines.has(environment);

/** By the ledger, where it tells of it: whoever pushes sets a commit's own time, and could be out of sight with an old one. */
const cameAt = ({ recordedAt, state }: JudgedState): number => recordedAt ?? state.time;

/** The furthest moment that a date can hold; committer times can be forged beyond it. */
const LAST_SECOND = 8.64e12;

const told = ({ state, class: found, violation, unrecorded, pullRequest }: JudgedState): AuditState => ({
  commit: state.commit,
  tree: state.tree,
  class: found,
  time: new Date(1000 * Math.min(state.time, LAST_SECOND)).toISOString(),
  pullRequest: pullRequest ?? pullRequestOf(state.subject) ?? null,
  violation: violation ?? null,
  unrecorded,
  subject: state.subject,
});
