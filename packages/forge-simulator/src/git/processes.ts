/**
 * Every git process that the simulator starts, so that stopping it leaves none behind. Git is run with array arguments, without any
 * configuration of the machine, and with no variable of an enclosing git process.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { devNull } from 'node:os';

export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface GitOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are answers, not failures. Default: 0 only. */
  readonly accept?: readonly number[];
}

/** Runs git in one repository; throws `GitFailure` on an exit code that the caller does not accept. */
export interface Git {
  (args: readonly string[], options?: GitOptions): Promise<GitResult>;
  /** The repository's folder, for what can be read without a process. */
  readonly dir: string;
}

export class GitFailure extends Error {
  override readonly name = 'GitFailure';
  readonly result: GitResult;
  constructor(args: readonly string[], result: GitResult) {
    super(`git ${args[0]} ended with ${result.code}: ${result.stderr.trim()}`);
    this.result = result;
  }
}

const surroundings = (): Record<string, string> => {
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !name.startsWith('GIT_'));
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
};

/** Git starts further processes: each of ours leads a group, so that it can be ended with all of its own. */
const HAS_GROUPS = process.platform !== 'win32';

/** Ends a process and those that it started. */
export const endProcess = (child: ChildProcessWithoutNullStreams): void => {
  try {
    if (HAS_GROUPS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended already.
  }
};

export class Processes {
  readonly #running = new Set<ChildProcessWithoutNullStreams>();
  #stopped = false;

  start(program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): ChildProcessWithoutNullStreams {
    if (this.#stopped) throw new Error('The simulator was stopped');
    const child = spawn(program, args, { cwd, env: { ...surroundings(), ...env }, stdio: 'pipe', detached: HAS_GROUPS });
    this.#running.add(child);
    child.once('close', () => this.#running.delete(child));
    child.once('error', () => this.#running.delete(child));
    return child;
  }

  /** A runner for the repository in `dir`. */
  in(dir: string): Git {
    const run = async (args: readonly string[], options: GitOptions = {}): Promise<GitResult> => {
      const result = await this.#run(args, dir, options);
      if (!(options.accept ?? [0]).includes(result.code)) throw new GitFailure(args, result);
      return result;
    };
    return Object.assign(run, { dir });
  }

  #run(args: readonly string[], dir: string, options: GitOptions): Promise<GitResult> {
    return new Promise((resolve, reject) => {
      const child = this.start('git', args, dir, options.env);
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.once('error', reject);
      child.once('close', (code) => {
        resolve({ code: code ?? 255, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') });
      });
      // A process that ends without reading its input closes the pipe: its exit code tells the story.
      child.stdin.on('error', () => undefined);
      child.stdin.end(options.input ?? '');
    });
  }

  /** Ends whatever still runs, and waits for it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(
      [...this.#running].map(
        (child) =>
          new Promise<void>((resolve) => {
            // Closed: also by those that it started, which hold the same pipes.
            child.once('close', () => resolve());
            endProcess(child);
          }),
      ),
    );
  }
}
