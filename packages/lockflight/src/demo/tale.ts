/** What a chapter works with: the stage, the pipeline, and two ways to run a command in front of the reader. */
import type { Text } from '../contract/text.ts';
import type { Narrator } from './narrator.ts';
import type { Pipeline } from './pipeline.ts';
import type { Ran, Stage, Surroundings } from './stage.ts';

export interface Tale {
  readonly stage: Stage;
  readonly pipeline: Pipeline;
  chapter(en: string, fr: string): void;
  say(en: string, fr: string): void;
  /** Runs `lockflight ARGV` as somebody and shows it. `expected`: the exit code that the story needs; `where`: what their process has around it. */
  lockflight(who: string, argv: string, expected?: number, where?: Surroundings): Promise<Ran>;
  /** Runs git as somebody and shows it. */
  git(who: string, argv: readonly string[], expected?: number): Promise<Ran>;
  /** Asks the forge itself, past Lockflight, and shows what it says. `expected`: the status. Gives the answer's body. */
  forge(who: string, method: 'POST' | 'PATCH' | 'PUT', path: string, body: object, expected: number): Promise<unknown>;
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
    lockflight: (who, argv, expected = 0, where) =>
      show(who, `lockflight ${argv}`, expected, () => stage.lockflight(who, words(argv), where)),
    git: (who, argv, expected = 0) => show(who, `git ${argv.join(' ')}`, expected, () => stage.git(who, ...argv)),
    forge: async (who, method, path, body, expected) => {
      const answer = await stage.onForge(who, method, path, body);
      const { message } = answer.body as { readonly message?: string };
      const [exit, wanted] = [answer.status, expected].map((status) => (status < 400 ? 0 : 22)) as [number, number];
      const output = `${answer.status}${message === undefined ? '' : ` ${message}`}\n`;
      narrator.ran(who, `curl --fail-with-body -X ${method} .../${path}`, { exit, expected: wanted, output });
      return answer.body;
    },
    wait: (hours) => stage.sim.clock.advance(hours * HOUR),
  };
};

/** Words of a command line; double quotes keep blanks together. */
const words = (line: string): readonly string[] => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? '');
