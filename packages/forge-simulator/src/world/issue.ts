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

export interface IssueComment {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly body: string;
  readonly at: Date;
}
