/** What a chapter works with: the stage, the pipeline, and two ways to run a command in front of the reader. */
import type { Text } from '../contract/text.ts';
import type { Narrator } from './narrator.ts';
import type { Pipeline } from './pipeline.ts';
import type { Ran, Stage } from './stage.ts';

export interface Tale {
  readonly stage: Stage;
  readonly pipeline: Pipeline;
  chapter(en: string, fr: string): void;
  say(en: string, fr: string): void;
  /** Runs `lockflight ARGV` as somebody and shows it. `expected`: the exit code that the story needs. */
  lockflight(who: string, argv: string, expected?: number): Promise<Ran>;
  /** Runs git as somebody and shows it. */
  git(who: string, argv: readonly string[], expected?: number): Promise<Ran>;
  /** Lets time pass. */
  wait(hours: number): void;
}

const HOUR = 3_600_000;

export const newTale = (stage: Stage, pipeline: Pipeline, narrator: Narrator): Tale => {
  const text = (en: string, fr: string): Text => ({ en, fr });
  const show = async (who: string, command: string, expected: number, run: () => Promise<Ran>): Promise<Ran> => {
    const { exit, output } = await run();
    narrator.ran(who, command, { exit, expected, output });
    return { exit, output };
  };
  return {
    stage,
    pipeline,
    chapter: (en, fr) => narrator.chapter(text(en, fr)),
    say: (en, fr) => narrator.say(text(en, fr)),
    lockflight: (who, argv, expected = 0) => show(who, `lockflight ${argv}`, expected, () => stage.lockflight(who, ...words(argv))),
    git: (who, argv, expected = 0) => show(who, `git ${argv.join(' ')}`, expected, () => stage.git(who, ...argv)),
    wait: (hours) => stage.sim.clock.advance(hours * HOUR),
  };
};

/** Words of a command line; double quotes keep blanks together. */
const words = (line: string): readonly string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? '');
