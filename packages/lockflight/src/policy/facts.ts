/**
 * What a verdict is made from. Facts are gathered before; a gate reads nothing else, so the same facts always give the
 * same verdict. A fact that could not be had says so: it is never an empty list.
 */
import type { Difference } from '../contract/compare/difference.ts';
import type { Contract } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';

/** Something known, or the reason why it is not. */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly code: string; readonly why: Text; readonly fix: Text };

export const known = <T>(value: T): Fact<T> => ({ known: true, value });

export interface Person {
  readonly id: number;
  readonly login: string;
}

/** Why it is not certain who is in a role. */
export interface Doubt {
  readonly code: string;
  readonly why: Text;
  readonly fix: Text;
}

export interface RoleFact {
  readonly role: string;
  /** Those who are in it for certain. */
  readonly people: readonly Person[];
  readonly doubt?: Doubt;
}

export interface Candidate {
  readonly commit: string;
  readonly tree: string;
}

export interface Facts {
  readonly step: { readonly id: string; readonly from: string; readonly to: string };
  readonly candidate: Candidate;
  /** The promotion's pull request, where people sign; absent: not opened yet. */
  readonly pullRequest?: number;
  readonly lineage: Fact<Lineage>;
  /** Runs of the source environment, oldest first. */
  readonly sourceRuns: Fact<readonly DeploymentInterval[]>;
  /** Every statement of the ledger about the candidate's tree, in the ledger's order. */
  readonly evidence: Fact<readonly EvidenceFact[]>;
  /** Every act on the candidate's tree, in the ledger's order: the latest of a person decides. */
  readonly approvals: Fact<readonly ApprovalFact[]>;
  /** Who is in which role now, agents and bots already left out. */
  readonly members: Fact<readonly RoleFact[]>;
  /** Accounts listed as agents, by login and by number: their acts never count. */
  readonly agents: readonly string[];
  readonly agentIds?: readonly number[];
  /** Each change that the candidate brings over what the target has, with every known author. Empty authors: unknown. */
  readonly authorship: Fact<readonly { readonly commit: string; readonly subject: string; readonly authors: readonly Person[] }[]>;
  /** Files that differ between what was last proven in the target and the candidate. */
  readonly changes: Fact<readonly { readonly path: string; readonly change: 'added' | 'modified' | 'deleted' }[]>;
  /** By gate id. */
  readonly issues: ReadonlyMap<string, Fact<readonly { readonly number: number; readonly title: string; readonly url: string }[]>>;
  /** By source name: error lines, and the time from which the source can speak. */
  readonly logs: ReadonlyMap<string, Fact<LogFact>>;
  /** By gate id: what the recorder last said of this tree along this step. For readers, who cannot see what only the recorder's host has. */
  readonly recorded?: ReadonlyMap<string, RecordedGate>;
  /** The contract that the candidate itself carries; undefined when it carries none. */
  readonly candidateContract: Fact<Contract | undefined>;
  /** Differences between the contract in force and the candidate's, in words: looser first. */
  readonly contractChanges: readonly Difference[];
  /** Names that are set in the target environment. */
  readonly targetNames: Fact<readonly string[]>;
  readonly wayBack: Fact<WayBack>;
  readonly holds: Fact<readonly HoldFact[]>;
  readonly waivers: Fact<readonly WaiverFact[]>;
}

export interface RecordedGate {
  readonly outcome: 'passed' | 'blocked' | 'errored' | 'waived';
  readonly reason: Text;
  readonly at: string;
}

export interface Lineage {
  readonly onLine: boolean;
  readonly newerThanTarget: boolean;
  readonly isHead: boolean;
  readonly sourceHead: Candidate;
  readonly target: Candidate & { readonly standing: 'proven' | 'baseline' | 'unproven' };
  readonly targetIsAncestor: boolean;
  /** Commits of the target that no record explains and that the candidate lacks: to be brought to the source environment. */
  readonly missing: readonly { readonly commit: string; readonly subject: string }[];
}

export interface DeploymentInterval {
  readonly commit: string;
  readonly tree: string;
  /** ISO 8601; `until` absent: still running. */
  readonly since: string;
  readonly until?: string;
}

export interface EvidenceFact {
  readonly kind: string;
  readonly environment?: string;
  /** `errored`: observed, but it cannot be bound to this tree in this environment. */
  readonly result: 'passed' | 'failed' | 'withdrawn' | 'errored';
  readonly tree: string;
  readonly at: string;
  readonly by: string;
  readonly seq?: number;
  /** For a rehearsal of the way back: the tree that the target had. */
  readonly against?: string;
}

export interface ApprovalFact {
  readonly kind: string;
  readonly tree: string;
  readonly person: Person & { readonly bot: boolean };
  readonly result: 'approved' | 'withdrawn';
  readonly at: string;
  readonly seq?: number;
}

export interface LogFact {
  /** Times of the error lines. */
  readonly errors: readonly { readonly at: string; readonly message: string }[];
  /** Errors that the source counted by itself, from the moment on from which the gate counts. */
  readonly counted?: number;
  /** The earliest moment that the source covers; absent: it holds no line at all. */
  readonly covers?: { readonly from: string; readonly to: string };
}

export interface WayBack {
  /** The archive that keeps the target's head; absent: none yet (the promotion makes it). */
  readonly archive?: string;
  readonly archivable: boolean;
  /** Does putting the target's tree back onto the candidate apply cleanly? */
  readonly applies: boolean;
  readonly conflicts: readonly string[];
  /** Migrations that the candidate adds and nothing undoes. */
  readonly irreversible: readonly { readonly name: string; readonly downFile?: string }[];
  /** Variables that the archived contract requires in the target and that are not set there. */
  readonly missingVariables: readonly string[];
}

export interface HoldFact {
  readonly id: string;
  readonly step: string;
  readonly why: string;
  readonly by: string;
  readonly from?: string;
  readonly until?: string;
  /** The rollback that placed it: its post-mortem lifts it. */
  readonly rollback?: string;
}

export interface WaiverFact {
  readonly gate: string;
  readonly why: string;
  readonly by: Person & { readonly bot: boolean };
  readonly until: string;
}
