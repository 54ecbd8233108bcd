/** Check runs, workflow runs and their jobs, as the simulator keeps them. */
import type { Account, App } from './account.ts';

export type CheckStatus = 'queued' | 'in_progress' | 'completed';
export type Conclusion = 'success' | 'failure' | 'neutral' | 'cancelled' | 'skipped' | 'timed_out' | 'action_required' | 'stale';
export const CONCLUSIONS: readonly Conclusion[] = [
  'success',
  'failure',
  'neutral',
  'cancelled',
  'skipped',
  'timed_out',
  'action_required',
  'stale',
];

export interface CheckRun {
  readonly id: number;
  readonly suite: number;
  readonly app: App;
  readonly sha: string;
  readonly name: string;
  readonly status: CheckStatus;
  readonly conclusion: Conclusion | null;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
  readonly externalId: string;
  readonly detailsUrl: string | null;
  readonly output: { readonly title: string | null; readonly summary: string | null; readonly text: string | null };
  /** In the order in which they came; an update adds to them. */
  readonly annotations: readonly Annotation[];
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly title: string | null;
  readonly message: string;
  readonly raw_details: string | null;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly status: CheckStatus;
  readonly conclusion: Conclusion | null;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
}

export interface WorkflowRun {
  readonly id: number;
  readonly number: number;
  readonly workflow: Workflow;
  readonly event: string;
  readonly sha: string;
  readonly branch: string;
  /** `owner/name` of the repository whose head it ran for. */
  readonly headRepository: string;
  readonly title: string;
  readonly actor: Account;
  readonly triggeringActor: Account;
  readonly pulls: readonly number[];
  readonly createdAt: Date;
  readonly inputs: Readonly<Record<string, string>>;
  status: CheckStatus;
  conclusion: Conclusion | null;
  attempt: number;
  startedAt: Date;
  updatedAt: Date;
  /** The jobs of each attempt, the first attempt first. */
  readonly attempts: Job[][];
}

export interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly name: string;
}
