/**
 * A program of its own: carries one command out in a real process, writes each outside effect to its output, and dies by SIGKILL before or after
 * the one that it is told. Token and key come from its environment.
 *
 *     node dying.fixture.ts '{"directory":"...","now":"...","command":"promote","death":{"effect":0,"when":"before"}}'
 */
import { writeSync } from 'node:fs';
import { openWorld } from '../world.ts';
import { type Command, carryOut } from './commands.fixture.ts';
import { watched } from './outside-effects.fixture.ts';

export interface Dying {
  readonly directory: string;
  /** ISO 8601. */
  readonly now: string;
  readonly command: Command;
  /** Counted from 0 among this run's effects. */
  readonly death?: { readonly effect: number; readonly when: 'before' | 'after' };
}

const { directory, now, command, death } = JSON.parse(process.argv[2] ?? '') as Dying;
let effects = 0;
const dieIf = (due: boolean): void => {
  if (due) process.kill(process.pid, 'SIGKILL');
};
const world = await openWorld({ directory, environment: process.env, now: () => new Date(now) });
const watching = watched(world, {
  before: (effect) => {
    writeSync(1, `${effect}\n`);
    dieIf(death?.when === 'before' && death.effect === effects);
  },
  after: () => {
    dieIf(death?.when === 'after' && death.effect === effects);
    effects += 1;
  },
});
await carryOut(watching, command, process.env);
