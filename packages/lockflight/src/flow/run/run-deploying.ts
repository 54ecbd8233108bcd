/**
 * Runs a child as a deployment of HEAD: in progress before it starts, success or failure by its exit code. Nothing is started where the forge cannot be told first, or
 * where the folder is not what HEAD says: the deployment would speak of another tree.
 */
import type { Environment } from '../../contract/model.ts';
import type { World } from '../world.ts';
import { beginDeployment, type DeploymentDraft, type EndedDeployment, endDeployment, runUrl } from './deployment.ts';
import { treeNotCommitted } from './failures.ts';
import { FORWARDED } from './start.ts';

export interface Deploying {
  readonly command: string;
  readonly environment: Environment;
  readonly process: Readonly<Record<string, string | undefined>>;
  readonly world: () => Promise<World>;
}

export interface Deployed {
  readonly exit: number;
  readonly deployment: EndedDeployment;
}

/** Errors, all before the child is started but for `run-cannot-start`: `tree-not-committed`, those of `openWorld`, and what git and the forge say. */
export const runDeploying = async (asked: Deploying, child: () => Promise<number>): Promise<Deployed> => {
  const world = await asked.world();
  if (!(await world.git.isClean())) throw treeNotCommitted();
  const { commit } = await world.git.commit('HEAD');
  const url = runUrl(asked.process, world.forge.fullName);
  const draft: DeploymentDraft = {
    command: asked.command,
    environment: asked.environment,
    commit,
    ...(url === undefined ? {} : { url }),
  };
  const id = await beginDeployment(world.forge, draft);
  const exit = await child().catch(async (error: unknown) => {
    await endDeployment(world, id, NOT_STARTED, draft);
    throw error;
  });
  return { exit, deployment: await undisturbed(() => endDeployment(world, id, exit, draft)) };
};

/** What a shell answers for a command that it cannot start. */
const NOT_STARTED = 126;

/** A runner that cancels signals again and again: the one word that is left to say is said first. */
const undisturbed = async <T>(act: () => Promise<T>): Promise<T> => {
  const ignore = (): void => undefined;
  for (const signal of FORWARDED) process.on(signal, ignore);
  try {
    return await act();
  } finally {
    for (const signal of FORWARDED) process.off(signal, ignore);
  }
};
