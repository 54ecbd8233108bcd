/** One repository: its bare git folder, and everything that the forge keeps beside it. */
import type { Git } from '../git/processes.ts';
import type { Account, Role, Team } from './account.ts';
import type { CheckRun, Workflow, WorkflowRun } from './checks.ts';
import type { Deployment, Environment, Vault } from './deployment.ts';
import type { Issue, IssueComment } from './issue.ts';
import type { Lock } from './lock.ts';
import type { BranchProtection, Ruleset } from './protection.ts';
import type { Pull, Review, Version } from './pull.ts';

export type ActivityType = 'push' | 'force_push' | 'branch_creation' | 'branch_deletion' | 'pr_merge' | 'merge_queue_merge';

export interface Activity {
  readonly id: number;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly type: ActivityType;
  readonly actor: Account | null;
  readonly at: Date;
}

export interface RepositorySettings {
  private: boolean;
  archived: boolean;
  defaultBranch: string;
  allowMergeCommit: boolean;
  allowSquashMerge: boolean;
  allowRebaseMerge: boolean;
  deleteBranchOnMerge: boolean;
}

export interface Repository {
  readonly id: number;
  /** These three change when it is renamed or transferred; the number never does. */
  owner: Account;
  name: string;
  fullName: string;
  /** The bare repository's folder. */
  readonly dir: string;
  readonly git: Git;
  readonly parent?: Repository;
  readonly createdAt: Date;
  readonly settings: RepositorySettings;
  readonly roles: Map<Account, Role>;
  readonly teamRoles: Map<Team, Role>;
  readonly pulls: Map<number, Pull>;
  readonly pullVersions: Map<number, Version<Pull>[]>;
  readonly reviews: Review[];
  readonly issues: Map<number, Issue>;
  readonly comments: IssueComment[];
  readonly checkRuns: CheckRun[];
  readonly workflows: Map<string, Workflow>;
  readonly runs: WorkflowRun[];
  readonly deployments: Deployment[];
  readonly environments: Map<string, Environment>;
  readonly vault: Vault;
  readonly protections: Map<string, BranchProtection>;
  readonly rulesets: Ruleset[];
  readonly activities: Activity[];
  readonly refVersions: Map<string, Version<string>[]>;
  /** Held by whoever moves refs or pull requests, so that two requests never interleave. */
  readonly lock: Lock;
  /** Answers of git that can never change: mergeability of two commits, and the like. */
  readonly memory: Map<string, Promise<unknown>>;
  lastNumber: number;
}

/** Remembers what `compute` answers for `key`; a failure is not remembered. */
export const remember = <T>(repository: Repository, key: string, compute: () => Promise<T>): Promise<T> => {
  const known = repository.memory.get(key);
  if (known !== undefined) return known as Promise<T>;
  const answer = compute();
  repository.memory.set(key, answer);
  answer.catch(() => repository.memory.delete(key));
  return answer;
};
