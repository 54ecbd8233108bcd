/** A forge with people, a repository and levers, as the shared suite needs it. Nothing here is particular to one forge. */
import type { Forge } from '../port.ts';

/**
 * `admin` owns the repository, `writer` and `reviewer` may write, `reader` may read, `stranger` is somebody with a valid account that the private repository
 * does not know, `app` is Lockflight's own App with every right that it asks for, `revoked` has a token that is no longer valid.
 */
export type Actor = 'admin' | 'writer' | 'reviewer' | 'reader' | 'stranger' | 'app' | 'revoked';

export interface Opening {
  readonly timeoutMs?: number;
  /** Receives every wait in milliseconds; nothing is ever really waited. */
  readonly waits?: number[];
}

export interface Committed {
  readonly commit: string;
  readonly tree: string;
}

/** Something that goes wrong, for `method` (every one when absent), `times` times (for good when absent). */
export interface WorldFault {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly times?: number;
  /** So many requests are let through first. */
  readonly skip?: number;
  readonly status?: 401 | 403 | 404 | 409 | 422 | 429 | 500 | 502 | 503;
  /** Seconds. */
  readonly retryAfter?: number;
  /** Sent instead of an answer. */
  readonly body?: string;
  readonly latencyMs?: number;
  readonly drop?: true;
  /** The effect takes place, only the answer is lost. */
  readonly afterEffect?: true;
}

export interface ProtectionRules {
  readonly approvals: number;
  readonly checks: readonly string[];
  readonly strict: boolean;
  readonly admins: boolean;
}

export interface ForgeWorld {
  readonly fullName: string;
  /** `@organisation/team` whose one member is `reviewer`. */
  readonly team: string;
  /** Matches any token of this world. */
  readonly tokenPattern: RegExp;
  login(actor: Actor): string;
  /** The port, as that account; `elsewhere`: of another repository name. */
  as(actor: Actor, opening?: Opening): Forge;
  elsewhere(actor: Actor, fullName: string): Forge;
  /**
   * Pushes a commit with these files added (content by path), made by `by` (default `writer`), onto the branch; a branch that is not there starts
   * at `from` (default the default branch). `replace`: takes the branch's last commit away first, so that it is a forced push.
   */
  commit(
    branch: string,
    files: Readonly<Record<string, string>>,
    how?: { by?: Actor; from?: string; replace?: boolean },
  ): Promise<Committed>;
  /** Pushes `count` further commits one at a time. */
  pushOften(branch: string, count: number): Promise<void>;
  /** Branches `name-0`, `name-1`, ... each with a commit of its own on the default branch. */
  branches(name: string, count: number): Promise<readonly string[]>;
  /** Changes what a review says, or what a pull request is for, as the administrator. */
  editReview(number: number, review: number, body: string): Promise<void>;
  retarget(number: number, base: string): Promise<void>;
  deleteBranch(branch: string): Promise<void>;
  /** What git says of a commit: its tree and its parents. */
  inspect(commit: string): Promise<{ readonly tree: string; readonly parents: readonly string[] }>;
  protect(branch: string, rules: ProtectionRules): Promise<void>;
  /** Tags that match `refs/tags/PATTERN` can be neither moved nor removed. */
  protectTags(pattern: string): Promise<void>;
  /** The messages of a check run's remarks. */
  annotations(checkRun: number): Promise<readonly string[]>;
  /** A ruleset of the organisation for refs of that name, in all its repositories: nobody may remove them. */
  organizationRuleset(name: string, ref: string): Promise<void>;
  openIssue(issue: { readonly title: string; readonly labels: readonly string[] }): Promise<number>;
  closeIssue(number: number): Promise<void>;
  /** A workflow's run with one finished job `test`. */
  run(run: {
    readonly workflow: string;
    readonly event: string;
    readonly commit: string;
    readonly branch: string;
    readonly conclusion: 'success' | 'failure';
  }): Promise<number>;
  /** Makes the workflow known, so that it can be dispatched. */
  workflow(path: string): Promise<void>;
  /** Sets a name in the environment, or in the repository when there is none. */
  setName(name: string, kind: 'secret' | 'variable', environment?: string): Promise<void>;
  /** What really arrived, opened with the forge's own key. */
  secretValue(environment: string, name: string): Promise<string | undefined>;
  fault(fault: WorldFault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export type TheWorld = () => ForgeWorld;
