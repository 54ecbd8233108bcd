/**
 * Pull requests and their reviews. A pull request is never changed in place: each change stores a new one beside the old,
 * so that a stale read can show what was true a moment ago.
 */
import type { Account } from './account.ts';
import type { Edit } from './issue.ts';
import type { Repository } from './repository.ts';

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly author: Account;
  readonly head: { readonly repository: Repository; readonly ref: string; readonly sha: string };
  readonly base: { readonly ref: string; readonly sha: string };
  readonly labels: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly closedAt?: Date;
  /** Changes of the base, the oldest first. */
  readonly retargeted?: readonly { readonly at: Date; readonly from: string; readonly to: string }[];
  readonly merged?: { readonly at: Date; readonly by: Account; readonly commit: string };
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';

export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly author: Account;
  body: string;
  readonly commit: string;
  readonly at: Date;
  state: ReviewState;
  edit?: Edit;
}

/** A value that was true from `at` on; undefined: it was not there. */
export interface Version<T> {
  readonly at: number;
  readonly value: T | undefined;
}

/** What was true at `time`. */
export const versionAt = <T>(versions: readonly Version<T>[], time: number): T | undefined =>
  versions.findLast((version) => version.at <= time)?.value;
