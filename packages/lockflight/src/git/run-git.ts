/**
 * Starts git and collects what it says. Arguments are an array, there is no shell. Standard output is decoded as it comes, so
 * that a long history can be read piece by piece; of standard error the end is kept. A failure of git is an answer here (`code`), not a throw.
 */
import { spawn } from 'node:child_process';
import { childEnvironment, type Setting, type Variables } from './child-environment.ts';
import { codedFailure } from './failure.ts';

export interface GitCall {
  /** Text (or bytes) for standard input. */
  readonly input?: string | Uint8Array;
  readonly extra?: Variables;
  readonly settings?: readonly Setting[];
  /** May it use the network? Reading may not. */
  readonly network?: boolean;
  /** Takes the output as it comes; `stdout` of the answer is then empty. */
  readonly onText?: (chunk: string) => void;
}

export interface GitAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `git ARGS` on one repository. */
export type RunGit = (args: readonly string[], call?: GitCall) => Promise<GitAnswer>;

const KEPT_ERROR_CHARACTERS = 16_384;

export const runGit = (args: readonly string[], call: GitCall = {}): Promise<GitAnswer> =>
  new Promise((resolve, reject) => {
    const env = childEnvironment(process.env, { network: call.network ?? false, settings: call.settings ?? [], extra: call.extra ?? {} });
    const child = spawn('git', args, { env, stdio: [call.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], windowsHide: true });
    const out: string[] = [];
    let stderr = '';
    let thrown: unknown;
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      if (call.onText === undefined) out.push(chunk);
      else if (thrown === undefined) {
        try {
          call.onText(chunk);
        } catch (error) {
          thrown = error;
          child.kill();
        }
      }
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      stderr = (stderr + chunk).slice(-KEPT_ERROR_CHARACTERS);
    });
    child.on('error', (cause: NodeJS.ErrnoException) => {
      reject(codedFailure('git-missing', { en: 'git could not be started', fr: "git n'a pas pu être lancé" }, { cause }));
    });
    child.on('close', (code, signal) => {
      if (thrown !== undefined) reject(thrown);
      else resolve({ code: code ?? 128, stdout: out.join(''), stderr: signal === null ? stderr : `${stderr}\nfatal: killed by ${signal}` });
    });
    // git may end before it read everything (a refused push): its exit code tells the story, a broken pipe adds nothing.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(call.input);
  });
