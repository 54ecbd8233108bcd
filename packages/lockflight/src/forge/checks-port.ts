/** What ran, and what was checked of a commit, in the forge's words. */
import type { Account } from './port.ts';

export interface WorkflowRun {
  readonly id: number;
  /** `.github/workflows/ci.yml` */
  readonly workflow: string;
  readonly event: string;
  readonly headCommit: string;
  readonly headBranch: string;
  /** True when it ran for another repository's head. */
  readonly fork: boolean;
  readonly status: 'queued' | 'in-progress' | 'completed';
  readonly conclusion?: string;
  readonly attempt: number;
  /** The run's title: a dispatch's `run-name`. */
  readonly title: string;
  /** Who asked for it at first: whoever runs it again later is not told. */
  readonly actor: Account;
  /** When it was asked for: running it again leaves this as it was. */
  readonly createdAt: string;
  /** When this attempt began. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly url: string;
  /** Commit ids. GitHub lists the open pull requests of that head as they are now, not as they were when it ran. */
  readonly pullRequests: readonly { readonly number: number; readonly base: string; readonly head: string }[];
}

export interface Job {
  readonly name: string;
  readonly status: 'queued' | 'in-progress' | 'completed';
  readonly conclusion?: string;
  readonly startedAt?: string;
  readonly completedAt?: string;
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly commit: string;
  readonly status: 'queued' | 'in-progress' | 'completed';
  readonly conclusion?: string;
  /** The App that made it; a required check can be pinned to it. */
  readonly app?: { readonly id: number; readonly slug: string };
  readonly title?: string;
  readonly summary?: string;
  readonly text?: string;
}

export interface CheckRunDraft {
  readonly name: string;
  readonly commit: string;
  readonly conclusion: 'success' | 'failure' | 'neutral' | 'pending';
  readonly title: string;
  readonly summary: string;
  /** Below the summary: the gates, say. */
  readonly text?: string;
  readonly detailsUrl?: string;
  /** However many; they are sent fifty at a time, and added to those that are there. */
  readonly annotations?: readonly Annotation[];
}

/** A remark on lines of a file. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title?: string;
  readonly message: string;
}
