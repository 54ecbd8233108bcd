import { openWorld, type World } from '../flow/world.ts';
import { useProxyOf } from '../forge/github/proxy.ts';
import type { Invocation } from './command.ts';

/** The repository and forge that this call is about. */
export const worldOf = async ({ directory, environment, now, patience, opened }: Invocation): Promise<World> => {
  useProxyOf(environment);
  const world = await openWorld({ directory, environment, now, ...(patience === undefined ? {} : { patience }) });
  opened?.(world.forge);
  return world;
};
