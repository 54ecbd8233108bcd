import type { ForgePatience } from '../flow/world.ts';
import type { Allowance } from './reporter-github.ts';

/** Where a command line reads from and writes to: a process, or a test, or the demo. */
export interface Terminal {
  readonly out: (words: string) => void;
  readonly err: (words: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly colour: boolean;
  readonly cwd: string;
  readonly now: () => Date;
  /** Asks whoever sits there for one line; absent: nobody does (a script, an agent, a pipe). */
  readonly ask?: ((question: string) => Promise<string>) | undefined;
  /** Where several commands share a step of GitHub's: how many annotations it still shows. */
  readonly annotationsLeft?: Allowance;
  /** For tests: a forge that says nothing is given up on sooner. */
  readonly patience?: ForgePatience;
}
