/**
 * Whether an act can count for anything: its author is in one of the roles that may do it. Told before the recorder judges; `unknown` where a team cannot
 * be read with this person's token, for the recorder reads it with its own.
 */
import { LockflightError } from '../../errors.ts';
import type { Account } from '../../forge/port.ts';
import { isInRoles } from '../facts/members.ts';
import type { InForce } from '../facts/people.ts';
import type { World } from '../world.ts';

export interface Standing {
  readonly counts: boolean | 'unknown';
  /** Any of these would do. */
  readonly roles: readonly string[];
}

export const standingOf = async (world: World, inForce: InForce, by: Account, roles: readonly string[]): Promise<Standing> => {
  try {
    return { counts: await isInRoles(world.forge, inForce, roles, by), roles };
  } catch (error) {
    if (error instanceof LockflightError) return { counts: 'unknown', roles };
    throw error;
  }
};
