/** The commands of the crash matrix, as use cases on a world: run in this process, or in one that dies on the way. */
import { LockflightError } from '../../errors.ts';
import { promote } from '../promote/promote.ts';
import { record } from '../record/record.ts';
import { signerFrom } from '../record/recorder.ts';
import { rollback } from '../rollback/rollback.ts';
import type { World } from '../world.ts';

export type Command = 'promote' | 'promote and merge' | 'roll back' | 'roll back and merge' | 'record';

const ONCE = { seconds: 0, everySeconds: 0 };

/** Who asks again for what is done already is told so. */
const DONE = ['nothing-to-promote', 'already-there', 'rollback-unrecorded'];

export const carryOut = async (
  world: World,
  command: Command,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  const wait = command.endsWith('merge') ? { wait: ONCE } : {};
  try {
    if (command === 'record') await record(world, signerFrom(environment));
    else if (command.startsWith('promote')) await promote(world, { from: 'staging', to: 'production', ...wait });
    else await rollback(world, { environment: 'production', ...wait });
  } catch (error) {
    if (!(error instanceof LockflightError) || !DONE.includes(error.code)) throw error;
  }
};
