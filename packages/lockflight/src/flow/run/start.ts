/**
 * Starts what the contract's `run` says, as a shell reads it (npm scripts are read so, too), in the contract's folder, with the values that were judged. Output is not
 * touched. SIGINT, SIGTERM and SIGHUP reach the child; what ends it is the answer.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { failed } from './failures.ts';

export interface ChildCall {
  readonly run: string;
  /** Handed to the command as they are, never read by the shell. */
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly values: ReadonlyMap<string, string>;
  /** Where its standard output goes: ours, or our standard error when ours carries a document. */
  readonly output: 'stdout' | 'stderr';
}

/** What is meant for the child, though it reaches us. */
export const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The exit code: the child's own, 128+N when signal N ended it. Errors: `run-cannot-start`. */
export const start = (call: ChildCall): Promise<number> =>
  new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    const [shell, args] = windows
      ? [`${call.run} ${call.arguments.map((word) => JSON.stringify(word)).join(' ')}`.trimEnd(), []]
      : ['/bin/sh', ['-c', call.arguments.length === 0 ? call.run : `${call.run} "$@"`, 'sh', ...call.arguments]];
    // A shell hands no signal on to what it waits for: away from a terminal, the whole group gets it. At one, the child must stay in the terminal's own.
    const ownGroup = !windows && process.stdin.isTTY !== true;
    let child: ChildProcess | undefined;
    const early: NodeJS.Signals[] = [];
    const pass = (signal: NodeJS.Signals) => {
      if (child === undefined) early.push(signal);
      else if (ownGroup && child.pid !== undefined) signalGroup(child.pid, signal);
      // A terminal sends Ctrl-C to the child as well: passing it on would be a second one, which many programs read as "at once".
      else if (signal !== 'SIGINT') child.kill(signal);
    };
    // Before the child is there: it may be at work, and a signal may come, before `spawn` returns.
    for (const signal of FORWARDED) process.on(signal, pass);
    const done = () => {
      for (const signal of FORWARDED) process.off(signal, pass);
    };
    child = spawn(shell, args, {
      cwd: call.directory,
      env: Object.fromEntries(call.values),
      shell: windows,
      detached: ownGroup,
      stdio: ['inherit', call.output === 'stdout' ? 'inherit' : 2, 'inherit'],
    });
    for (const signal of early) pass(signal);
    child.on('error', (cause) => {
      done();
      reject(
        failed(
          'run-cannot-start',
          { en: 'the command could not be started', fr: "la commande n'a pas pu être lancée" },
          { en: 'is there a shell, and the folder of the contract?', fr: 'y a-t-il un shell, et le dossier du contrat ?' },
          cause,
        ),
      );
    });
    child.on('close', (code, signal) => {
      done();
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
    });
  });

const signalGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended in the meantime.
  }
};
