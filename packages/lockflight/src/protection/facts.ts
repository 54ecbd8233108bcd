/**
 * What protection is judged from: everything that the forge says of its own rules, gathered before. A fact that could not be had says so; who gets past a ruleset is
 * absent where the token may not see it. Neither is ever read as "nobody" or "nothing".
 */
import type { Contract } from '../contract/model.ts';
import type { EnvironmentInfo } from '../forge/environments-port.ts';
import type { RepositoryInfo } from '../forge/port.ts';
import type { BranchRule, ClassicProtection, Ruleset } from '../forge/rules-port.ts';
import type { Fact } from '../policy/facts.ts';

export interface BranchFacts {
  /** What is active for it now, whatever level it comes from. */
  readonly rules: Fact<readonly BranchRule[]>;
  readonly classic: Fact<ClassicProtection | undefined>;
}

/** The App that the recorder speaks for. */
export interface RecorderApp {
  readonly id: number;
  readonly slug: string;
}

/** Where the recorder's key is kept: the forge's environment, and the secret's name. */
export interface VaultFacts {
  readonly environment: string;
  readonly key: string;
  readonly place: Fact<EnvironmentInfo | undefined>;
  /** Names of the environment's own secrets. */
  readonly own: Fact<readonly string[]>;
  /** Names of secrets that every workflow of every branch is given. */
  readonly shared: Fact<readonly string[]>;
}

export interface ProtectionFacts {
  readonly contract: Contract;
  readonly adopted: boolean;
  readonly repository: Pick<RepositoryInfo, 'defaultBranch' | 'mergeMethods' | 'mergeMethodsKnown'>;
  /** All of them, whatever their enforcement. */
  readonly rulesets: Fact<readonly Ruleset[]>;
  /** By name: of each environment, the ledger, and the default branch. */
  readonly branches: ReadonlyMap<string, BranchFacts>;
  /** Full names of the branches that there are: what a ruleset's patterns are held against. */
  readonly refs: readonly string[];
  /** Archives that the ledger knows, as full refs. */
  readonly archives: readonly string[];
  /** Undefined: none was seen to write the ledger, and none was named. */
  readonly recorder: Fact<RecorderApp | undefined>;
  readonly vault: VaultFacts;
}
