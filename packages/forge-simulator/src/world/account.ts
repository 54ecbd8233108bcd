/** Who acts: people, bots, organizations with their teams; and Apps, which speak through a bot of their own. */
import type { Vault } from './deployment.ts';
import type { Ruleset } from './protection.ts';

export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export const ROLES: readonly Role[] = ['read', 'triage', 'write', 'maintain', 'admin'];
export const atLeast = (role: Role | undefined, wanted: Role): boolean =>
  role !== undefined && ROLES.indexOf(role) >= ROLES.indexOf(wanted);

export interface Account {
  readonly id: number;
  /** A name can change hands; the number cannot. */
  login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
  readonly name: string;
  /** The first is the one that the simulator signs commits with. */
  readonly emails: readonly string[];
}

export interface Team {
  readonly id: number;
  readonly organization: Account;
  readonly slug: string;
  readonly members: Set<Account>;
}

export interface Organization {
  readonly account: Account;
  readonly members: Set<Account>;
  readonly owners: Set<Account>;
  readonly teams: Map<string, Team>;
  /** Secrets and variables that all its repositories are given. */
  readonly vault: Vault;
  readonly rulesets: Ruleset[];
}

/** GitHub's names of an App's rights: `contents`, `pull_requests`, `checks`, `administration`, `members`, ... */
export type AppPermissions = Readonly<Record<string, 'read' | 'write'>>;

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly bot: Account;
  readonly permissions: AppPermissions;
  /** `owner/name` of those that it is installed in; undefined: all. */
  readonly repositories?: readonly string[];
  /** What its own signature is held against, as PEM; absent until a key is made for it. */
  publicKey?: string;
}

/** What a token stands for. An App's token reaches some repositories, with some rights; a person's token has the person's roles. */
export interface Identity {
  readonly account: Account;
  readonly app?: App;
  readonly permissions?: AppPermissions;
  /** `owner/name` of the repositories that an App was given; undefined: all. */
  readonly repositories?: readonly string[];
  /** A token of an installation ends. */
  readonly expiresAt?: Date;
  /** The App speaks for itself, by its own signature: it may look for its installation, and nothing else. */
  readonly signed?: true;
}

/** GitHub's own Actions App and its bot: these numbers are the real ones. */
export const ACTIONS_APP_ID = 15368;
export const ACTIONS_BOT_ID = 41898282;

export const privateEmail = (id: number, login: string): string => `${id}+${login}@users.noreply.github.com`;
