/** Deployments with their statuses, and environments with what is set in them. */
import type { Account } from './account.ts';

export const DEPLOYMENT_STATES = ['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success'] as const;
export type DeploymentState = (typeof DEPLOYMENT_STATES)[number];

export interface DeploymentStatus {
  readonly id: number;
  readonly state: DeploymentState;
  readonly description: string;
  readonly creator: Account;
  readonly at: Date;
  readonly logUrl: string;
  readonly environmentUrl: string;
}

export interface Deployment {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly transient: boolean;
  readonly production: boolean;
  readonly creator: Account;
  readonly createdAt: Date;
  updatedAt: Date;
  /** Oldest first. */
  readonly statuses: DeploymentStatus[];
}

export interface Stored {
  readonly name: string;
  readonly value: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A place for secrets and variables: a repository, or one of its environments. A secret's value was opened with the place's own key. */
export interface Vault {
  readonly secrets: Map<string, Stored>;
  readonly variables: Map<string, Stored>;
  keys?: { readonly id: string; readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };
}

export interface Environment extends Vault {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  updatedAt: Date;
  policy: { readonly protected_branches: boolean; readonly custom_branch_policies: boolean } | null;
  reviewers: { readonly preventSelf: boolean; readonly list: readonly { readonly type: 'User' | 'Team'; readonly id: number }[] } | null;
  waitMinutes: number;
  readonly branchPolicies: { readonly id: number; readonly name: string; readonly type: 'branch' | 'tag' }[];
}

export const emptyVault = (): Vault => ({ secrets: new Map(), variables: new Map() });
