import { openWorld, type World } from '../flow/world.ts';
import type { AppRights } from '../forge/github/app-permissions.ts';
import { useProxyOf } from '../forge/github/proxy.ts';
import type { Invocation } from './command.ts';

/** The repository and forge that this call is about. `rights`: of the App, where it is the one that calls; absent, the recorder's. */
export const worldOf = async ({ directory, environment, now, patience, opened }: Invocation, rights?: AppRights): Promise<World> => {
  useProxyOf(environment);
  const world = await openWorld({
    directory,
    environment,
    now,
    ...(patience === undefined ? {} : { patience }),
    ...(rights === undefined ? {} : { rights }),
  });
  opened?.(world.forge);
  return world;
};
