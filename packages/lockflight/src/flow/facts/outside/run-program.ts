/**
 * Runs a program of the recorder's host that the contract in force names: an array of words, no shell, nothing on its standard input, a bounded output and time, and
 * an environment without anything of the recorder's own but the variables that the contract lends it. What it prints on standard error goes nowhere.
 */
import { spawn } from 'node:child_process';
import { failing } from './ask-json.ts';
import type { Host } from './host.ts';

const LARGEST = 16 * 1024 * 1024;

export interface Program {
  /** How the contract calls what it is for. */
  readonly name: string;
  readonly run: readonly string[];
  /** Variables of the host that it is lent. */
  readonly env?: readonly string[];
  /** Words in braces of its arguments, and what they stand for. */
  readonly words?: Readonly<Record<string, string>>;
}

/** What a program needs to be found and to speak; no token, no key, nothing of LOCKFLIGHT. */
const ORDINARY = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TZ',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'SystemRoot',
  'PATHEXT',
  'TEMP',
];

/** Its standard output. Errors: `source-program-missing`, `source-program-failed`, `source-timeout`, `source-too-large`, `source-token-missing`. */
export const runProgram = (host: Host, { name, run, env = [], words = {} }: Program): Promise<string> =>
  new Promise((resolve, reject) => {
    const fail = failing(name);
    const [program = '', ...given] = run;
    const lent: [string, string][] = [];
    for (const variable of env) {
      const value = host.variable(variable);
      if (value === undefined)
        return reject(fail('source-token-missing', `${variable} is not set here`, `${variable} n'est pas définie ici`));
      lent.push([variable, value]);
    }
    const ordinary = ORDINARY.flatMap((key): [string, string][] => (process.env[key] === undefined ? [] : [[key, process.env[key] ?? '']]));
    const child = spawn(
      program,
      given.map((word) => filledIn(word, words)),
      {
        cwd: host.directory,
        env: Object.fromEntries([...ordinary, ['LC_ALL', 'C.UTF-8'], ...lent]),
        stdio: ['ignore', 'pipe', 'ignore'],
        // A group of its own: what the program started ends with it.
        detached: process.platform !== 'win32',
        windowsHide: true,
      },
    );
    let [out, size] = ['', 0];
    let end: ReturnType<typeof fail> | undefined;
    const stop = (why: ReturnType<typeof fail>): void => {
      end ??= why;
      killGroup(child.pid);
      child.kill('SIGKILL');
      child.stdout.destroy();
    };
    const late = setTimeout(
      () => stop(fail('source-timeout', `${program} did not end in time`, `${program} n'a pas fini à temps`)),
      host.timeoutMs,
    );
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      size += chunk.length;
      if (size > LARGEST) stop(fail('source-too-large', `${program} prints too much`, `${program} affiche trop de choses`));
      else out += chunk;
    });
    child.on('error', () => {
      clearTimeout(late);
      reject(fail('source-program-missing', `${program} cannot be started`, `${program} ne peut pas être lancé`));
    });
    child.on('close', (code) => {
      clearTimeout(late);
      killGroup(child.pid);
      if (end !== undefined) reject(end);
      else if (code === 0) resolve(out);
      else
        reject(
          fail(
            'source-program-failed',
            `${program} ended with ${code ?? 'a signal'}`,
            `${program} s'est terminé avec ${code ?? 'un signal'}`,
          ),
        );
    });
  });

const filledIn = (word: string, words: Readonly<Record<string, string>>): string =>
  word.replaceAll(/\{([a-z]+)\}/g, (whole, key: string) => (Object.hasOwn(words, key) ? (words[key] ?? whole) : whole));

const killGroup = (pid: number | undefined): void => {
  if (pid === undefined || process.platform === 'win32') return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
};
