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

/** Where the recorder's keys are kept: the forge's environment, and the secrets' names. */
export interface VaultFacts {
  readonly environment: string;
  /** What the ledger is signed with. */
  readonly key: string;
  /** What makes tokens of the recorder's App; without an App there is none. */
  readonly appKey: string;
  readonly place: Fact<EnvironmentInfo | undefined>;
  /** Names of the environment's own secrets. */
  readonly own: Fact<readonly string[]>;
  /** Names of secrets that every workflow of every branch is given: the repository's own, and those of its organisation. */
  readonly shared: Readonly<Record<'repository' | 'organization', Fact<readonly string[]>>>;
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
  /** Undefined: none was named, neither now nor by the rules that there are. */
  readonly recorder: Fact<RecorderApp | undefined>;
  /** Apps, by the names in their addresses, that wrote the ledger, and that nobody named: any App that may write could be among them. */
  readonly seen: readonly string[];
  readonly vault: VaultFacts;
}
