/**
 * Objects by name, from one `git cat-file --batch-command` that stays open: a process for each look would be most of the time of a command. It is started
 * at the first question, holds nobody up who wants to end, and goes when it was not asked for a while, or with us.
 *
 * It only ever answers about what is there, or that a name leads to nothing (`missing`). Whatever else git says (ambiguous, a damaged object, the end of the
 * process) is `undefined`: the caller then asks git by itself, which tells why.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { childEnvironment } from './child-environment.ts';

export interface FoundObject {
  readonly id: string;
  readonly type: string;
  readonly size: number;
}

type Whole = FoundObject & { readonly bytes: Buffer };

export interface ObjectReader {
  info(name: string): Promise<FoundObject | 'missing' | undefined>;
  /** With its bytes; at most `maxBytes` of them are worth having, a larger object is `undefined`. */
  contents(name: string, maxBytes: number): Promise<Whole | undefined>;
}

const IDLE_MS = 500;

type Child = ChildProcessByStdio<Writable, Readable, null>;

interface Question {
  readonly whole: boolean;
  readonly name: string;
  readonly answer: (found: Whole | 'missing' | undefined) => void;
}

export const objectReader = (dir: string): ObjectReader => {
  let line: Line | undefined;
  const ask = (command: 'info' | 'contents', name: string): Promise<Whole | 'missing' | undefined> => {
    if (/[\0\n]/.test(name)) return Promise.resolve(undefined);
    if (line === undefined || line.ended) line = openLine(dir);
    return line.ask(command, name);
  };
  return {
    info: (name) => ask('info', name),
    contents: async (name, maxBytes) => {
      const found = await ask('info', name);
      if (found === undefined || found === 'missing' || found.size > maxBytes) return undefined;
      const whole = await ask('contents', found.id);
      return whole === 'missing' ? undefined : whole;
    },
  };
};

/** One process, questions and answers in order. */
interface Line {
  readonly ended: boolean;
  ask(command: 'info' | 'contents', name: string): Promise<Whole | 'missing' | undefined>;
}

const openLine = (dir: string): Line => {
  const env = childEnvironment(process.env, { network: false, settings: [], extra: {} });
  const child: Child = spawn('git', ['-C', dir, 'cat-file', '--batch-command'], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const waiting: Question[] = [];
  let held: Buffer = Buffer.alloc(0);
  let ended = false;
  let idle: NodeJS.Timeout | undefined;
  const end = (): void => {
    ended = true;
    clearTimeout(idle);
    child.stdin.end();
    for (const { answer } of waiting.splice(0)) answer(undefined);
  };
  /** Nobody who wants to end is kept by a process that has nothing to say. */
  const hold = (): void => {
    clearTimeout(idle);
    const parts = [child, child.stdin as Socket, child.stdout as Socket];
    if (waiting.length > 0) for (const part of parts) part.ref();
    else {
      for (const part of parts) part.unref();
      idle = setTimeout(end, IDLE_MS).unref();
    }
  };
  child.on('error', end).on('close', end);
  child.stdin.on('error', end);
  child.stdout.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const read = readAnswer(held, next);
      if (read === undefined) break;
      held = held.subarray(read.used);
      waiting.shift();
      next.answer(read.found);
    }
    hold();
  });
  return {
    get ended() {
      return ended;
    },
    ask: (command, name) =>
      new Promise((answer) => {
        waiting.push({ whole: command === 'contents', name, answer });
        hold();
        child.stdin.write(`${command} ${name}\n`);
      }),
  };
};

const NEWLINE = 10;

/** `ID TYPE SIZE`, and with `whole` that many bytes and a newline; or a line that says what is wrong. Undefined: not all of it is here yet. */
const readAnswer = (
  held: Buffer,
  { whole, name }: Question,
): { readonly used: number; readonly found: Whole | 'missing' | undefined } | undefined => {
  const end = held.indexOf(NEWLINE);
  if (end < 0) return undefined;
  const words = held.toString('utf8', 0, end);
  const [, id = '', type = '', size = ''] = /^([0-9a-f]{40,64}) (commit|tree|blob|tag) (\d+)$/.exec(words) ?? [];
  if (id === '') return { used: end + 1, found: words === `${name} missing` ? 'missing' : undefined };
  const length = whole ? Number(size) : 0;
  const used = whole ? end + 1 + length + 1 : end + 1;
  if (held.length < used) return undefined;
  return { used, found: { id, type, size: Number(size), bytes: held.subarray(end + 1, end + 1 + length) } };
};
