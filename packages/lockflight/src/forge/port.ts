/**
 * What Lockflight asks of the place that hosts the repository and its pull requests. The forge tells facts and carries out
 * single acts; it never decides anything. Every list is complete: an adapter that cannot page to the end throws.
 *
 * Errors (LockflightError): `forge-unauthorized` (401), `forge-forbidden` (403), `forge-not-found` (404), `forge-conflict` (409, or a head that
 * moved), `forge-rejected` (405, 422: the forge's rules say no), `forge-rate-limited` (429, secondary limits; retryable), `forge-unavailable` (5xx, no
 * connection, time-out; retryable), `forge-nonsense` (an answer that is not what the API describes), `forge-plan-limited` (the forge's plan does not
 * have it for this repository). Times are ISO 8601, UTC.
 */
import type { CheckRun, CheckRunDraft, Job, WorkflowRun } from './checks-port.ts';
import type { ForgeConversation } from './conversation-port.ts';
import type { ForgeEnvironments } from './environments-port.ts';
import type { ForgeRules } from './rules-port.ts';

export type { Annotation, CheckRun, CheckRunDraft, Job, WorkflowRun } from './checks-port.ts';

export interface Account {
  /** The forge's number for it: a login can change hands, this cannot. */
  readonly id: number;
  readonly login: string;
  readonly kind: 'user' | 'bot' | 'app' | 'organization';
}

export interface RepositoryInfo {
  readonly id: number;
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly private: boolean;
  readonly archived: boolean;
  readonly mergeMethods: { readonly merge: boolean; readonly squash: boolean; readonly rebase: boolean };
  /** False when this token may not see them: `mergeMethods` is then all false and says nothing. */
  readonly mergeMethodsKnown: boolean;
  readonly permission: 'read' | 'write' | 'admin' | 'unknown';
}

/** A ref that moved, as the forge saw it. */
export interface Push {
  readonly id: number;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly kind: 'push' | 'force-push' | 'branch-creation' | 'branch-deletion' | 'pull-request-merge' | 'merge-queue';
  readonly at: string;
  readonly by?: Account;
}

export interface PullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly author: Account;
  readonly head: { readonly ref: string; readonly commit: string; readonly fork: boolean };
  readonly base: { readonly ref: string; readonly commit: string };
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt?: string;
  readonly merged?: { readonly at: string; readonly commit: string; readonly by?: Account };
  /** Undefined while the forge is still computing it. */
  readonly mergeable?: boolean;
  readonly mergeState?: string;
}

export interface Review {
  readonly id: number;
  readonly author: Account;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  readonly body: string;
  /** The head that was reviewed; empty when the forge no longer knows it. */
  readonly commit: string;
  readonly at: string;
}

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly labels: readonly string[];
  readonly url: string;
  readonly createdAt: string;
}

export interface Deployment {
  readonly id: number;
  readonly environment: string;
  readonly commit: string;
  readonly ref: string;
  readonly createdAt: string;
  readonly creator?: Account;
  /** Oldest first. */
  readonly statuses: readonly {
    readonly state: 'success' | 'failure' | 'error' | 'inactive' | 'in_progress' | 'queued' | 'pending';
    readonly at: string;
  }[];
}

/** Somebody whom the forge lets update a protected ref: by number where it gives one (`role` 5: administrators), by name where it does not. */
export interface Updater {
  readonly kind: 'app' | 'team' | 'user' | 'role' | 'organization-owners' | 'deploy-keys';
  readonly id?: number;
  readonly name?: string;
}

/** What the forge really enforces for a branch or tag, all rules together. */
export interface Protection {
  readonly ref: string;
  readonly enforced: boolean;
  readonly pullRequestRequired: boolean;
  readonly requiredApprovals: number;
  readonly forcePushAllowed: boolean;
  readonly deletionAllowed: boolean;
  /** Required checks by name, with the App they are pinned to, if any. */
  readonly requiredChecks: readonly { readonly name: string; readonly app?: number }[];
  /** Strict: the head must contain the base before it may be merged. */
  readonly upToDateRequired: boolean;
  readonly adminsBypass: boolean;
  /** False when the list of who gets past could not be read (it needs write access to the rules): `adminsBypass` is then true. */
  readonly bypassKnown: boolean;
  /** Who alone may update it at all, by push or by merge; absent: everybody who may write, or it could not be read. */
  readonly updaters?: readonly Updater[];
}

export interface CommitInfo {
  readonly commit: string;
  readonly tree: string;
  /** The forge's account behind it, when it knows one. */
  readonly author?: Account;
}

/** Requests by endpoint, the most asked first; `free` of them cost nothing. */
export interface Spending {
  readonly endpoints: readonly { readonly endpoint: string; readonly requests: number; readonly free: number }[];
  /** As the forge last told it; absent where it sets no limit. */
  readonly allowance?: { readonly limit: number; readonly remaining: number; readonly resetAt: string };
}

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface Forge extends ForgeRules, ForgeConversation, ForgeEnvironments {
  /** `owner/name` */
  readonly fullName: string;
  /** What this forge was asked so far, and what may still be asked. Asks nothing. */
  spending(): Spending;
  repository(): Promise<RepositoryInfo>;
  viewer(): Promise<Account>;
  account(login: string): Promise<Account>;
  /** Whoever has this number, under whatever login. */
  accountById(id: number): Promise<Account>;
  /** An App by the name in its address. */
  app(slug: string): Promise<{ readonly id: number; readonly slug: string; readonly name: string }>;
  /** Members of a team named `@org/slug`. */
  teamMembers(team: string): Promise<readonly Account[]>;
  commitInfo(commit: string): Promise<CommitInfo>;

  /** Where the branch is now, as the forge's API says; undefined when there is none. */
  branchHead(branch: string): Promise<string | undefined>;
  /** Oldest first. With `settled`: back to a hundred in a row that the caller needs no more, so that a long history costs few calls. */
  pushes(branch: string, settled?: (push: Push) => boolean): Promise<readonly Push[]>;
  /** A branch by its name, or a tag as `refs/tags/NAME`. */
  protection(branch: string): Promise<Protection>;

  pullRequest(number: number): Promise<PullRequest>;
  pullRequests(filter: {
    readonly base?: string;
    readonly head?: string;
    readonly state?: 'open' | 'closed' | 'all';
    readonly updatedSince?: string;
  }): Promise<readonly PullRequest[]>;
  /** Pull requests, merged or not, that brought this commit. */
  pullRequestsOf(commit: string): Promise<readonly PullRequest[]>;
  createPullRequest(draft: {
    readonly title: string;
    readonly body: string;
    readonly head: string;
    readonly base: string;
  }): Promise<PullRequest>;
  /** Merges only while the head is still `head` (`forge-conflict` otherwise). */
  mergePullRequest(
    number: number,
    merge: { readonly method: MergeMethod; readonly head: string; readonly title?: string; readonly message?: string },
  ): Promise<{ readonly commit: string }>;
  closePullRequest(number: number): Promise<void>;
  comment(number: number, body: string): Promise<void>;
  reviews(number: number): Promise<readonly Review[]>;
  review(
    number: number,
    review: { readonly event: 'APPROVE' | 'COMMENT' | 'REQUEST_CHANGES'; readonly body: string; readonly commit: string },
  ): Promise<void>;

  /** The latest of each name and App, oldest first. */
  checkRuns(commit: string): Promise<readonly CheckRun[]>;
  /** Creates the check run, or updates the one of that name that this App made for this commit. */
  setCheckRun(draft: CheckRunDraft): Promise<void>;
  workflowRuns(filter: {
    readonly workflow?: string;
    readonly event?: string;
    readonly headCommit?: string;
    readonly branch?: string;
    readonly createdSince?: string;
  }): Promise<readonly WorkflowRun[]>;
  workflowRun(id: number): Promise<WorkflowRun>;
  jobs(run: number, attempt: number): Promise<readonly Job[]>;
  dispatchWorkflow(workflow: string, ref: string, inputs: Readonly<Record<string, string>>): Promise<void>;

  /** With labels: issues that carry any of them; without: all. */
  openIssues(labels: readonly string[]): Promise<readonly Issue[]>;
  /** Oldest first. A deployment need not become `inactive` when a later one succeeds: GitHub leaves those of production as they were. */
  deployments(
    environment: string,
    filter?: {
      readonly createdSince?: string;
      readonly commit?: string;
      /** As for `pushes`. */
      readonly settled?: (deployment: { readonly id: number; readonly createdAt: string }) => boolean;
    },
  ): Promise<readonly Deployment[]>;
  /** Exactly this commit: nothing is merged into it, and no check is asked for (gates did). */
  createDeployment(draft: {
    readonly environment: string;
    readonly commit: string;
    readonly description?: string;
    /** Default: what the forge takes the name for. */
    readonly production?: boolean;
  }): Promise<{ readonly id: number }>;
  setDeploymentStatus(
    id: number,
    state: 'success' | 'failure' | 'inactive' | 'in_progress',
    more?: { readonly description?: string; readonly url?: string },
  ): Promise<void>;

  /** Names only, never values: secrets and variables of an environment, of the repository included. */
  variableNames(environment: string): Promise<readonly string[]>;
  /** Makes the environment when it is missing; the value is sealed for the forge's public key before it leaves. */
  setEnvironmentSecret(environment: string, name: string, value: string): Promise<void>;
  /** Lets only this branch use the environment, made when missing. False: the forge's plan cannot, or somebody allowed others; nothing is taken away. */
  limitEnvironment(environment: string, branch: string): Promise<boolean>;
}
