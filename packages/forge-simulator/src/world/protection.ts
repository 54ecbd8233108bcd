/** What a repository's owners ask of its branches and tags: classic branch protection, and rulesets, in GitHub's own words. */
export interface RequiredCheck {
  readonly context: string;
  /** The App that must report it; null: any source. */
  readonly app_id: number | null;
}

export interface BranchProtection {
  readonly checks: { readonly strict: boolean; readonly checks: readonly RequiredCheck[] } | null;
  readonly enforceAdmins: boolean;
  readonly reviews: {
    readonly count: number;
    readonly dismissStale: boolean;
    readonly bypass: Allowance;
  } | null;
  readonly restrictions: Allowance | null;
  readonly allowForcePushes: boolean;
  /** Who may force all the same. Only GraphQL tells them, and nothing but the settings page and GraphQL sets them. */
  readonly forcePushers: Allowance;
  readonly allowDeletions: boolean;
  readonly linearHistory: boolean;
  /** Read-only: nobody may push. */
  readonly locked: boolean;
  /** Every commit must be signed. The simulator's own never are. */
  readonly signatures: boolean;
  /** Kept and told, not acted upon: code owners, last push approval, conversations, creations, fork syncing. */
  readonly told: {
    readonly codeOwners: boolean;
    readonly lastPush: boolean;
    readonly conversations: boolean;
    readonly blockCreations: boolean;
    readonly forkSyncing: boolean;
  };
}

/** People, teams and Apps by name. */
export interface Allowance {
  readonly users: readonly string[];
  readonly teams: readonly string[];
  readonly apps: readonly string[];
}

export const NOBODY_ALLOWED: Allowance = { users: [], teams: [], apps: [] };

export interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export interface BypassActor {
  readonly actor_id: number | null;
  readonly actor_type: 'Integration' | 'OrganizationAdmin' | 'RepositoryRole' | 'Team' | 'User' | 'DeployKey';
  readonly bypass_mode: 'always' | 'pull_request' | 'exempt';
}

export interface Ruleset {
  readonly id: number;
  readonly name: string;
  readonly target: 'branch' | 'tag' | 'push';
  /** Whose it is: a repository's (`owner/name`), or an organization's. */
  readonly source: { readonly type: 'Repository' | 'Organization'; readonly name: string };
  /** An organization's: the names of the repositories that it binds; `~ALL` is all of them. */
  readonly repositories: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly enforcement: 'active' | 'evaluate' | 'disabled';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly bypass: readonly BypassActor[];
  readonly rules: readonly Rule[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
