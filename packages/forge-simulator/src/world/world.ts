/**
 * Everything that the simulator knows. Plain data and maps: what may be done with it, and by whom, is decided by the rooms around.
 */
import type { Clock } from '../clock.ts';
import type { Processes } from '../git/processes.ts';
import type { Limits, Usage } from '../web/allowance.ts';
import type { Faults } from '../web/faults.ts';
import type { Account, App, Identity, Organization } from './account.ts';
import type { Pull } from './pull.ts';
import type { Repository } from './repository.ts';

/** `free-private`: an account of GitHub's free plan, whose private repositories have neither branch protection nor rulesets. */
export type Plan = 'full' | 'free-private';

export interface RequestLogEntry {
  readonly at: Date;
  readonly method: string;
  /** As it came in: `/api/v3/repos/o/r/pulls` or `/o/r.git/info/refs`. */
  readonly path: string;
  readonly query: string;
  readonly login: string | null;
  /** `contents=read,checks=write`: what an App needed for it; alternatives after a semicolon. Empty for git and for what needs nothing. */
  readonly needed: string;
  /** 0: not answered, or the connection was cut. */
  readonly status: number;
}

export interface World {
  readonly clock: Clock;
  readonly startedAt: Date;
  readonly processes: Processes;
  readonly faults: Faults;
  readonly plan: Plan;
  /** How long reads of branches and pull requests lag behind, in milliseconds of the simulator's clock. */
  staleReads: number;
  /** Where repositories and hooks are kept. */
  readonly folder: string;
  /** `http://127.0.0.1:PORT` */
  url: string;
  readonly accounts: Map<string, Account>;
  readonly organizations: Map<string, Organization>;
  readonly apps: Map<string, App>;
  readonly tokens: Map<string, Identity>;
  readonly repositories: Map<string, Repository>;
  /** Old full names (in lower case) of repositories that were renamed or transferred. */
  readonly moved: Map<string, Repository>;
  limits: Limits;
  /** By authorization header. */
  readonly usage: Map<string, Usage>;
  readonly requests: RequestLogEntry[];
  lastId: number;
}

/** The next number. One counter for all kinds of things, so that no two ids can be mixed up unnoticed. */
export const nextId = (world: World): number => {
  world.lastId += 1;
  return world.lastId;
};

export const findAccount = (world: World, login: string): Account | undefined => world.accounts.get(login.toLowerCase());
export const findRepository = (world: World, fullName: string): Repository | undefined => world.repositories.get(fullName.toLowerCase());

/** Stores a pull request's new form. */
export const savePull = (world: World, repository: Repository, pull: Pull): Pull => {
  repository.pulls.set(pull.number, pull);
  const versions = repository.pullVersions.get(pull.number) ?? [];
  versions.push({ at: world.clock.now().getTime(), value: pull });
  repository.pullVersions.set(pull.number, versions);
  return pull;
};
