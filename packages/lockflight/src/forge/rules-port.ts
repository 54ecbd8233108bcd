/**
 * The rules themselves, as somebody who keeps them sees and changes them: rulesets (of the repository, and of the organisation over it) and the classic
 * protection of one branch. `Protection` (port.ts) is what all of them enforce together; this is what one has to look at to say why, and to mend it.
 *
 * Every method here throws `forge-plan-limited` where the forge's plan has no such rules for this repository (GitHub: private, on a free plan).
 */
import type { MergeMethod, Updater } from './port.ts';

interface RuleOf<Type extends string> {
  readonly type: Type;
  /** As the forge gave it, to be sent back whole: what is not named here stays. The named fields count. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

export interface PullRequestRule extends RuleOf<'pull-request'> {
  readonly approvals: number;
  readonly dismissStale: boolean;
  readonly codeOwners: boolean;
  readonly lastPushApproval: boolean;
  readonly conversations: boolean;
  /** Absent: all that the repository allows. */
  readonly mergeMethods?: readonly MergeMethod[];
}

export interface ChecksRule extends RuleOf<'checks'> {
  /** With the App that must report it; without: any source will do. */
  readonly checks: readonly { readonly name: string; readonly app?: number }[];
  /** The head must contain the base. */
  readonly strict: boolean;
}

/**
 * One rule. `creation`, `update`, `deletion`: only who gets past the ruleset may do that to a matching ref. `other`: a kind that says nothing of what
 * Lockflight asks; `name` is the forge's.
 */
export type Rule =
  | RuleOf<'creation' | 'update' | 'deletion' | 'non-fast-forward' | 'linear-history' | 'signatures' | 'merge-queue'>
  | PullRequestRule
  | ChecksRule
  | (RuleOf<'deployments'> & { readonly environments: readonly string[] })
  | (RuleOf<'other'> & { readonly name: string });

/** Somebody who gets past a ruleset: `pull-request` only by merging one, `exempt` without it even being told to him. */
export interface Bypass {
  readonly who: Updater;
  readonly mode: 'always' | 'pull-request' | 'exempt';
}

export interface RulesetDraft {
  readonly name: string;
  /** `repository`: an organisation's, about the repository itself, whose refs it says nothing of. */
  readonly target: 'branch' | 'tag' | 'push' | 'repository';
  /** `evaluate` only watches: it refuses nothing. */
  readonly enforcement: 'active' | 'evaluate' | 'disabled';
  /** Patterns of full refs (`refs/heads/release/*`), `~DEFAULT_BRANCH` or `~ALL`; excluded ones win. None included: it matches nothing. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rules: readonly Rule[];
  readonly bypass: readonly Bypass[];
}

export interface Ruleset extends Omit<RulesetDraft, 'bypass'> {
  readonly id: number;
  /** An organisation's or enterprise's is changed there, not in the repository. */
  readonly source: 'repository' | 'organization' | 'enterprise';
  /** Absent: this token may not see who gets past it (it takes the right to change it). Never to be read as nobody. */
  readonly bypass?: readonly Bypass[];
  /** What the token itself may do about it, where the forge tells. */
  readonly own?: 'always' | 'pull-request' | 'never' | 'exempt';
}

/** A rule that binds a branch now, and the ruleset that it comes from. */
export interface BranchRule {
  readonly rule: Rule;
  readonly ruleset: number;
  readonly source: Ruleset['source'];
}

/** The classic protection of one branch. Absent parts are not asked for. */
export interface ClassicProtection {
  readonly pullRequest?: Omit<PullRequestRule, 'type' | 'raw' | 'mergeMethods' | 'conversations'> & {
    /** Who may push without one: people, teams and Apps by name. */
    readonly bypass: readonly Updater[];
  };
  readonly checks?: Pick<ChecksRule, 'checks' | 'strict'>;
  /** False: administrators are spared. */
  readonly enforceAdmins: boolean;
  /** Who alone may push, by name; an empty list is nobody. */
  readonly restrictions?: readonly Updater[];
  readonly forcePushAllowed: boolean;
  /** Read only: who may force where it is not allowed, by name. Absent: that cannot be seen, and is never to be read as nobody. */
  readonly forcePushers?: readonly Updater[];
  readonly deletionAllowed: boolean;
  readonly linearHistory: boolean;
  readonly conversations: boolean;
  readonly locked: boolean;
  /** Read only: it is set elsewhere, and stays as it is. */
  readonly signatures?: boolean;
}

export interface ForgeRules {
  /** All of them, whole, whatever their enforcement: the repository's own, and those above it that name it. By number. */
  rulesets(): Promise<readonly Ruleset[]>;
  /** What is active for a branch, which need not exist; whatever level it comes from. */
  branchRules(branch: string): Promise<readonly BranchRule[]>;
  createRuleset(draft: RulesetDraft): Promise<Ruleset>;
  /** Replaces it: rules that are not sent are gone. One of the organisation is `forge-not-found`. */
  updateRuleset(id: number, draft: RulesetDraft): Promise<Ruleset>;
  removeRuleset(id: number): Promise<void>;
  /** Undefined: the branch has none. `forge-not-found`: there is no such branch, or this token may not read it; `forge-forbidden`: the same. */
  classicProtection(branch: string): Promise<ClassicProtection | undefined>;
  /** Replaces it. The branch must exist. */
  setClassicProtection(branch: string, protection: ClassicProtection): Promise<void>;
  removeClassicProtection(branch: string): Promise<void>;
  /** Ways of merging that are not named stay as they are. */
  allowMergeMethods(methods: { readonly [Method in MergeMethod]?: boolean }): Promise<void>;
}
