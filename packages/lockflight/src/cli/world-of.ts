import { openWorld, type World } from '../flow/world.ts';
import type { Invocation } from './command.ts';

/** The repository and forge that this call is about. */
export const worldOf = ({ directory, environment, now, patience }: Invocation): Promise<World> =>
  openWorld({ directory, environment, now, ...(patience === undefined ? {} : { patience }) });
