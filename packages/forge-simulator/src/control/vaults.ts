/** Secrets, variables and deployments, set by hand; and the one place where a secret can be read: as the runner of a workflow would. */
import { addStatus, retireEarlier } from '../rest/deployments.ts';
import { makeEnvironment } from '../rest/environments.ts';
import { classicFor, rulesetsFor } from '../rules/applicable.ts';
import { refMatches } from '../rules/ref-pattern.ts';
import type { Deployment, DeploymentState, Stored, Vault } from '../world/deployment.ts';
import type { Repository } from '../world/repository.ts';
import { nextId, type World } from '../world/world.ts';
import { accountNamed } from './people.ts';

/** The vault of an environment, which is made when it is missing; of the repository itself for undefined. */
const vaultOf = (world: World, repository: Repository, environment: string | undefined): Vault =>
  environment === undefined ? repository.vault : makeEnvironment(world, repository, environment);

export interface Setting {
  /** Absent: the repository itself. */
  readonly environment?: string;
  readonly name: string;
  readonly value: string;
}

const stored = (world: World, name: string, value: string): Stored => {
  const now = world.clock.now();
  return { name: name.toUpperCase(), value, createdAt: now, updatedAt: now };
};

export const setSecret = (world: World, repository: Repository, setting: Setting): void => {
  vaultOf(world, repository, setting.environment).secrets.set(setting.name.toUpperCase(), stored(world, setting.name, setting.value));
};

export const setVariable = (world: World, repository: Repository, setting: Setting): void => {
  vaultOf(world, repository, setting.environment).variables.set(setting.name.toUpperCase(), stored(world, setting.name, setting.value));
};

/** A variable or a secret of an organization. */
export const share = (
  world: World,
  login: string,
  kind: 'secrets' | 'variables',
  setting: { readonly name: string; readonly value: string },
): void => {
  const organization = world.organizations.get(login.toLowerCase());
  if (organization === undefined) throw new Error(`There is no organization named ${login}`);
  organization.vault[kind].set(setting.name.toUpperCase(), stored(world, setting.name, setting.value));
};

export const readSecret = (repository: Repository, environment: string | undefined, name: string): string | undefined => {
  const vault = environment === undefined ? repository.vault : repository.environments.get(environment.toLowerCase());
  return vault?.secrets.get(name.toUpperCase())?.value;
};

/**
 * Would a job of this branch be given the environment at all? GitHub's page "Deployments and environments": without a policy every branch is;
 * with one, protected branches, or those whose name matches.
 */
export const mayUse = (world: World, repository: Repository, environment: string, branch: string): boolean => {
  const found = repository.environments.get(environment.toLowerCase());
  if (found?.policy === undefined || found.policy === null) return true;
  if (found.policy.protected_branches) {
    const ref = `refs/heads/${branch}`;
    return classicFor(world, repository, ref) !== undefined || rulesetsFor(world, repository, ref).length > 0;
  }
  return found.branchPolicies.some(({ type, name }) => type === 'branch' && refMatches(name, branch, repository.settings.defaultBranch));
};

export interface DeploymentDraft {
  readonly environment: string;
  readonly commit: string;
  readonly ref?: string;
  /** Default: success. */
  readonly state?: DeploymentState;
  readonly by?: string;
}

/** A deployment with one status, as a workflow of the repository would leave it. */
export const deploy = (world: World, repository: Repository, draft: DeploymentDraft): Deployment => {
  const creator = accountNamed(world, draft.by ?? 'github-actions[bot]');
  const now = world.clock.now();
  const deployment: Deployment = {
    id: nextId(world),
    sha: draft.commit,
    ref: draft.ref ?? draft.commit,
    task: 'deploy',
    environment: draft.environment,
    description: null,
    payload: {},
    transient: false,
    production: draft.environment === 'production',
    creator,
    createdAt: now,
    updatedAt: now,
    statuses: [],
  };
  makeEnvironment(world, repository, draft.environment);
  repository.deployments.push(deployment);
  const state = draft.state ?? 'success';
  addStatus(world, deployment, { state, creator });
  if (state === 'success') retireEarlier(world, repository, deployment, creator);
  return deployment;
};
