/**
 * The shape of a command: what it takes, what it answers. A command reads its arguments, calls one use case of `flow/` (or a pure room
 * where no I/O is needed) and describes the outcome; it decides nothing. `main.ts` does the rest: languages, `--json`, errors, exit codes.
 */
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Language, Text } from '../contract/text.ts';
import type { ExitCode } from '../errors.ts';
import type { ForgePatience } from '../flow/world.ts';
import type { Forge } from '../forge/port.ts';
import type { Paint } from './paint.ts';
import type { Terminal } from './terminal.ts';

export interface Invocation {
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
  /** What `-C` named, or the current directory; absolute. */
  readonly directory: string;
  readonly now: () => Date;
  readonly patience?: ForgePatience;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `--lang`, else LOCKFLIGHT_LANG; undefined: the contract's own language decides. */
  readonly language: Language | undefined;
  /** Runs another command of this same command line: how the demo tells its story with the real ones. */
  readonly again: (argv: readonly string[], terminal: Terminal) => Promise<number>;
  /** Asks the person at the terminal for one line; absent: nobody sits there. */
  readonly ask?: ((question: Text) => Promise<string>) | undefined;
  /** Told of every forge that is opened: what it was asked is printed with `--verbose`. */
  readonly opened?: (forge: Pick<Forge, 'spending'>) => void;
  /** A line on stderr while something long goes on. */
  readonly progress: (line: Text) => void;
}

/** The outcome of a command. `json` is what `--json` prints; `lines` is what a person reads, at most 80 columns wide. */
export interface Report {
  /** `run` hands its child's own code through: any number up to 255. */
  readonly exit: ExitCode | number;
  readonly json: unknown;
  readonly lines: (paint: Paint, language: Language) => readonly string[];
  /** Language of the contract that was read, for when the user named none. */
  readonly language?: Language;
  /** For `--reporter github`: one annotation each. */
  readonly annotations?: readonly Annotation[];
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** Where in the repository; what is found in its history has no such place. */
  readonly file?: string;
  readonly line?: number;
  readonly title: string;
  readonly message: Text;
}

export interface CommandDefinition {
  /** `check`, `env check` */
  readonly name: string;
  readonly summary: Text;
  /** After `lockflight NAME`: `FROM TO [--step ID]`. */
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  /** A line for each option of its own, for `--help`. */
  readonly explains?: Readonly<Record<string, Text>>;
  /** What it takes from the environment that other commands do not need, for `--help`. */
  readonly environment?: readonly (readonly [name: string, words: Text])[];
  /** Calls to copy, without `lockflight`. */
  readonly examples?: readonly string[];
  /** How many positionals it takes. */
  readonly positionals: { readonly min: number; readonly max: number };
  readonly run: (invocation: Invocation) => Promise<Report>;
}
