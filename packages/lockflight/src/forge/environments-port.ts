/** Environments as places: who may use them, and the names of what is kept there. */

export interface EnvironmentInfo {
  readonly name: string;
  /** Which branches' jobs are given it: `any`, `protected`, or those whose name matches one of these patterns. */
  readonly branches: 'any' | 'protected' | readonly { readonly pattern: string; readonly kind: 'branch' | 'tag' }[];
  /** Somebody has to let a job in first. */
  readonly reviewers: number;
  readonly waitMinutes: number;
}

export interface ForgeEnvironments {
  /** Undefined: there is none of that name. */
  environment(name: string): Promise<EnvironmentInfo | undefined>;
  /** Names of secrets, sorted: of this environment alone; without one, of the repository itself, which every workflow of every branch is given. */
  secretNames(environment?: string): Promise<readonly string[]>;
  /** Names of the organisation's secrets that the repository is given, sorted: every workflow of every branch has them. None where the owner is a person. */
  organizationSecretNames(): Promise<readonly string[]>;
}
