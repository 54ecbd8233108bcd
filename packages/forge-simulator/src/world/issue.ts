/** Issues, and the comments under issues and pull requests (which share their numbers). */
import type { Account } from './account.ts';

export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly labels: readonly string[];
  readonly author: Account;
  readonly state: 'open' | 'closed';
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly closedAt?: Date;
}

/** The latest change of what was said, and whose it was. */
export interface Edit {
  readonly at: Date;
  readonly by: Account;
}

export interface IssueComment {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly at: Date;
  body: string;
  updatedAt: Date;
  edit?: Edit;
  readonly reactions: Reaction[];
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export interface Reaction {
  readonly id: number;
  readonly author: Account;
  readonly content: (typeof REACTIONS)[number];
  readonly at: Date;
}
