/**
 * GitHub on this machine: the REST that Lockflight uses and real git over HTTP, on 127.0.0.1, with everything else in memory.
 * `startForge()` gives a `Simulator`: what is listening, and the levers that tests and the demo pull.
 */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, startClock } from './clock.ts';
import { type CrowdDraft, crowd } from './control/crowd.ts';
import * as people from './control/people.ts';
import * as repositories from './control/repositories.ts';
import * as runs from './control/runs.ts';
import * as vaults from './control/vaults.ts';
import { Processes } from './git/processes.ts';
import { listen } from './listen.ts';
import { protectionOf } from './rest/branch-protection.ts';
import { rulesetOf } from './rules/read-ruleset.ts';
import { type Snapshot, takeSnapshot, worldFrom } from './snapshot.ts';
import { writeHooks } from './transfer/update-hook.ts';
import type { Limits } from './web/allowance.ts';
import { Faults } from './web/faults.ts';
import type { AppPermissions, Role } from './world/account.ts';
import type { WorkflowRun } from './world/checks.ts';
import type { Deployment } from './world/deployment.ts';
import type { Repository, RepositorySettings } from './world/repository.ts';
import type { Plan, RequestLogEntry, World } from './world/world.ts';

export interface ForgeOptions {
  /** Default 0: any free one. */
  readonly port?: number;
  /** What time it is, for the clock to start from. Default: the machine's. */
  readonly now?: () => Date;
  /** Where repositories are kept: an empty folder, or none yet. Default: a new one among the machine's temporary folders, removed by `stop`. */
  readonly folder?: string;
  readonly plan?: Plan;
  /** Reads of branches and pull requests are that many milliseconds late. */
  readonly staleReads?: number;
  /** Begin where another forge was; its plan and its clock go on. */
  readonly from?: Snapshot;
}

/** What the workflow's own token may do at most: everything in the repository but its administration, environments and secrets. */
export const ACTIONS_PERMISSIONS: AppPermissions = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'write',
};

export interface RepositoryHandle {
  readonly id: number;
  readonly fullName: string;
  /** The bare repository's folder. */
  readonly dir: string;
  /** For `git clone`; with a token inside, for people who are in a hurry. */
  readonly cloneUrl: string;
}

export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The base URL of the REST interface. */
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly faults: Faults;
  /** Every request so far, the oldest first. */
  readonly requests: readonly RequestLogEntry[];
  addUser(draft: people.PersonDraft): people.AccountHandle;
  addBot(draft: people.PersonDraft): people.AccountHandle;
  /** An App with an installation token. `github-actions` is there already: see `actionsToken`. */
  addApp(draft: people.AppDraft): people.AppHandle;
  /** A fine-grained token of a person: their roles, cut down to these permissions. */
  personToken(login: string, grant: Pick<people.AppDraft, 'permissions' | 'repositories'>): string;
  /** Another installation token of an App. */
  appToken(slug: string, grant: Pick<people.AppDraft, 'permissions' | 'repositories'>): string;
  /** A private key of an App, with which it signs for itself; an earlier one is worth nothing afterwards. */
  appKey(slug: string): people.AppKey;
  /** The workflow's own token for one repository. */
  actionsToken(repository: string, permissions?: AppPermissions): string;
  /** The token stands for nobody any more: 401. */
  revoke(token: string): void;
  addOrg(draft: people.OrganizationDraft): { readonly id: number; readonly login: string };
  addTeam(draft: people.TeamDraft): { readonly id: number; readonly name: string };
  createRepository(draft: repositories.RepositoryDraft): Promise<RepositoryHandle>;
  fork(repository: string, owner: string): Promise<RepositoryHandle>;
  cloneUrl(repository: string, token?: string): string;
  /** The bare repository's folder. */
  directory(repository: string): string;
  /** A person's role, or a team's (`@org/team`). */
  grant(repository: string, who: string, role: Role): void;
  settings(repository: string, changes: Partial<RepositorySettings>): void;
  /** Renamed, or transferred to another owner (`owner/name`): the old name leads to the new one. */
  rename(repository: string, to: string): void;
  /** The number stays, and so does the token. */
  renameUser(login: string, to: string): void;
  commit(repository: string, draft: repositories.CommitDraft): Promise<string>;
  /** Classic protection, in the words of GitHub's PUT, and `bypass_force_push_allowances`, which PUT has not; null takes it away. */
  protect(repository: string, branch: string, protection: Readonly<Record<string, unknown>> | null): void;
  /** A ruleset, in the words of GitHub's POST. Returns its id. */
  addRuleset(repository: string, ruleset: Readonly<Record<string, unknown>>): number;
  /** A ruleset of an organization (`conditions.repository_name` says for which of its repositories). Returns its id. */
  addOrgRuleset(org: string, ruleset: Readonly<Record<string, unknown>>): number;
  /** A long past, cheaply. */
  crowd(repository: string, draft: CrowdDraft): void;
  completeRun(repository: string, draft: runs.RunDraft): WorkflowRun;
  finishRun(repository: string, id: number, ending: runs.RunEnding): WorkflowRun;
  /** Runs that wait to be played, with the inputs that they were dispatched with. */
  queuedRuns(repository: string): readonly WorkflowRun[];
  deploy(repository: string, draft: vaults.DeploymentDraft): Deployment;
  setSecret(repository: string, setting: vaults.Setting): void;
  setVariable(repository: string, setting: vaults.Setting): void;
  /** A secret or variable of the organization, shared with all its repositories. */
  share(org: string, kind: 'secrets' | 'variables', setting: { readonly name: string; readonly value: string }): void;
  /** What a job of that environment would be given; undefined for the repository's own secrets. */
  secret(repository: string, environment: string | undefined, name: string): string | undefined;
  /** Would a job that runs on this branch be given the environment, and so its secrets? */
  mayUse(repository: string, environment: string, branch: string): boolean;
  /** From now on a token may ask so much, and no more; `{}`: as much as it likes. */
  limits(limits: Limits): void;
  /** Changes the lag of reads. */
  staleReads(milliseconds: number): void;
  /** Everything as it is now, for `startForge({ from })`. The caller disposes of it. */
  snapshot(): Promise<Snapshot>;
  stop(): Promise<void>;
}

const makeWorld = (options: ForgeOptions, folder: string, clock = startClock(options.now ?? (() => new Date()))): World => ({
  clock,
  startedAt: clock.now(),
  processes: new Processes(),
  faults: new Faults(),
  plan: options.plan ?? 'full',
  staleReads: options.staleReads ?? 0,
  folder,
  url: 'http://127.0.0.1',
  accounts: new Map(),
  organizations: new Map(),
  apps: new Map(),
  tokens: new Map(),
  repositories: new Map(),
  moved: new Map(),
  limits: {},
  usage: new Map(),
  requests: [],
  lastId: 1000,
});

const newWorld = async (options: ForgeOptions, folder: string): Promise<World> => {
  await mkdir(join(folder, 'repositories'));
  await writeHooks(folder);
  const world = makeWorld(options, folder);
  people.addApp(world, { slug: 'github-actions', name: 'GitHub Actions' });
  return world;
};

const cloneUrl = (world: World, repository: Repository, token?: string): string => {
  const url = new URL(`/${repository.fullName}.git`, world.url);
  if (token !== undefined) Object.assign(url, { username: 'x-access-token', password: token });
  return url.href;
};

const handleOf = (world: World, repository: Repository): RepositoryHandle => ({
  id: repository.id,
  fullName: repository.fullName,
  dir: repository.dir,
  cloneUrl: cloneUrl(world, repository),
});

const grant = (world: World, repository: Repository, who: string, role: Role): void => {
  const [org = '', slug] = who.startsWith('@') ? who.slice(1).split('/') : [];
  if (slug === undefined) {
    repository.roles.set(people.accountNamed(world, who), role);
    return;
  }
  const team = world.organizations.get(org.toLowerCase())?.teams.get(slug);
  if (team === undefined) throw new Error(`There is no team named ${who}`);
  repository.teamRoles.set(team, role);
};

const levers = (world: World): Omit<Simulator, 'url' | 'apiUrl' | 'clock' | 'faults' | 'requests' | 'snapshot' | 'stop'> => {
  const of = (fullName: string): Repository => repositories.repositoryNamed(world, fullName);
  return {
    addUser: (draft) => people.addPerson(world, draft, 'User'),
    addBot: (draft) => people.addPerson(world, draft, 'Bot'),
    addApp: (draft) => people.addApp(world, draft),
    personToken: (login, grant) => people.tokenForPerson(world, login, grant),
    appToken: (slug, grant) => people.tokenForApp(world, people.appNamed(world, slug), grant),
    appKey: (slug) => people.keyForApp(people.appNamed(world, slug)),
    actionsToken: (repository, permissions = ACTIONS_PERMISSIONS) =>
      people.tokenForApp(world, people.appNamed(world, 'github-actions'), { permissions, repositories: [of(repository).fullName] }),
    revoke: (token) => {
      world.tokens.delete(token);
    },
    addOrg: (draft) => people.addOrganization(world, draft),
    addTeam: (draft) => people.addTeam(world, draft),
    createRepository: async (draft) => handleOf(world, await repositories.createRepository(world, draft)),
    fork: async (repository, owner) => handleOf(world, await repositories.forkRepository(world, of(repository), owner)),
    cloneUrl: (repository, token) => cloneUrl(world, of(repository), token),
    directory: (repository) => of(repository).dir,
    grant: (repository, who, role) => grant(world, of(repository), who, role),
    settings: (repository, changes) => Object.assign(of(repository).settings, changes),
    rename: (repository, to) => repositories.moveRepository(world, of(repository), to),
    renameUser: (login, to) => people.renameAccount(world, people.accountNamed(world, login), to),
    commit: (repository, draft) => repositories.commitTo(world, of(repository), draft),
    protect: (repository, branch, protection) => {
      if (protection === null) of(repository).protections.delete(branch);
      else of(repository).protections.set(branch, protectionOf(protection));
    },
    addRuleset: (repository, draft) => {
      const ruleset = rulesetOf(world, { type: 'Repository', name: of(repository).fullName }, draft);
      of(repository).rulesets.push(ruleset);
      return ruleset.id;
    },
    addOrgRuleset: (org, draft) => {
      const organization = people.organizationNamed(world, org);
      const ruleset = rulesetOf(world, { type: 'Organization', name: organization.account.login }, draft);
      organization.rulesets.push(ruleset);
      return ruleset.id;
    },
    crowd: (repository, draft) => crowd(world, of(repository), draft),
    completeRun: (repository, draft) => runs.completeRun(world, of(repository), draft),
    finishRun: (repository, id, ending) => runs.finishRun(world, of(repository), id, ending),
    queuedRuns: (repository) => of(repository).runs.filter((run) => run.status === 'queued'),
    deploy: (repository, draft) => vaults.deploy(world, of(repository), draft),
    setSecret: (repository, setting) => vaults.setSecret(world, of(repository), setting),
    setVariable: (repository, setting) => vaults.setVariable(world, of(repository), setting),
    share: (org, kind, setting) => vaults.share(world, org, kind, setting),
    secret: (repository, environment, name) => vaults.readSecret(of(repository), environment, name),
    mayUse: (repository, environment, branch) => vaults.mayUse(world, of(repository), environment, branch),
    limits: (limits) => {
      world.limits = limits;
    },
    staleReads: (milliseconds) => {
      world.staleReads = milliseconds;
    },
  };
};

/** Starts the forge. Nothing of it is left after `stop()`, but a folder that was given. */
export const startForge = async (options: ForgeOptions = {}): Promise<Simulator> => {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'forge-simulator-')));
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty: what the forge knows beside git cannot be found there`);
  const world = options.from === undefined ? await newWorld(options, folder) : await worldFrom(options.from.world, folder);
  const listening = await listen(world, options.port ?? 0);
  world.url = listening.url;
  return {
    ...levers(world),
    url: listening.url,
    apiUrl: `${listening.url}/api/v3`,
    clock: world.clock,
    faults: world.faults,
    requests: world.requests,
    snapshot: () => takeSnapshot(world),
    stop: async () => {
      await listening.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
};
