/** What people say under issues and pull requests, and how much their word weighs. */
import type { Account } from './port.ts';

export interface Comment {
  readonly id: number;
  /** Of the issue or pull request. */
  readonly number: number;
  readonly author: Account;
  readonly body: string;
  readonly at: string;
  /** Later than `at` when somebody changed it: what it says may not be what was said. */
  readonly updatedAt: string;
  readonly url: string;
  /** How close the author is to the repository, in the forge's word (`OWNER`, `MEMBER`, `NONE`). Not a right: see `permissionOf`. */
  readonly association: string;
  /** The App that wrote it in the author's name, if any: such a word is not a person's. */
  readonly app?: { readonly id: number; readonly slug: string };
}

/** What was said, as it reads now. `edit` present: it was changed after it was said, by whomever. */
export interface SaidNow {
  readonly body: string;
  readonly edit?: { readonly at?: string; readonly by?: string };
}

/** A change of a pull request's base, from one branch to another. */
export interface Retarget {
  readonly at: string;
  readonly from: string;
  readonly to: string;
}

export type Reaction = '+1' | '-1' | 'eyes' | 'rocket' | 'confused' | 'hooray' | 'heart' | 'laugh';
export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface ForgeConversation {
  /** Oldest first. */
  comments(number: number): Promise<readonly Comment[]>;
  /** All that were written or changed since, under any issue or pull request; oldest change first. */
  commentsSince(since: string): Promise<readonly Comment[]>;
  createComment(number: number, body: string): Promise<Comment>;
  updateComment(id: number, body: string): Promise<void>;
  removeComment(id: number): Promise<void>;
  /** Once: the same reaction of the same account changes nothing. */
  react(comment: number, reaction: Reaction): Promise<void>;
  /** By the forge's number for each. What is not among them is not known: a list may lag behind another. */
  edits(number: number, of: 'reviews' | 'comments'): Promise<ReadonlyMap<number, SaidNow>>;
  /** Oldest first. */
  retargets(number: number): Promise<readonly Retarget[]>;
  /**
   * What an account may do here: also who has no role of his own in a public repository may read it. The forge is asked by the login; an answer about another account
   * than this one is `forge-conflict`.
   */
  permissionOf(account: Pick<Account, 'id' | 'login'>): Promise<Permission>;
}
