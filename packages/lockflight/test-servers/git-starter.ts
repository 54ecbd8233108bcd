/**
 * Starts the tests' git processes from a small process (vitest's setupFiles). Linux copies the page tables of whoever starts a process: for a worker of 200 MB that
 * is ten milliseconds of processor each time, and whole stories start hundreds. A shell of one megabyte starts the same programs with the same arguments, folder
 * and environment.
 *
 * Input and output go through files instead of pipes: a program begins when its input is complete, and its output arrives when it has ended. Whoever talks with a
 * program (`cat-file --batch-command`), brings a PATH of its own, or runs where there is no shell, starts it as always.
 */
import childProcess, { type ChildProcess, type ChildProcessWithoutNullStreams, type SpawnOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable, Writable } from 'node:stream';

interface Call {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Answer {
  readonly code: number;
  readonly out: Buffer;
  readonly err: Buffer;
}

const startAsAlways = childProcess.spawn;
const PATH = process.env.PATH;

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** None where the program could not be started. */
const bytesOf = (path: string): Buffer => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));

/** The shell, with the files of calls that have ended, to be used again. */
class Starter {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lockflight-starter-'));
  readonly #shell: ChildProcess;
  readonly #waiting = new Map<number, (code: number) => void>();
  readonly #free: number[] = [];
  #places = 0;
  #said = '';

  constructor() {
    this.#shell = startAsAlways('/bin/sh', ['-s'], { env: { PATH }, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#shell.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#hear(chunk));
    // Workers are ended without notice: the shell, whose input ends then, removes what is left.
    this.#shell.stdin?.write(`trap ${quoted(`rm -rf ${quoted(this.#folder)}`)} EXIT\ntrap 'exit 1' HUP INT TERM\n`);
    this.#shell.once('close', () => {
      for (const answer of this.#waiting.values()) answer(255);
    });
    this.#hold();
  }

  run(call: Call, input: Buffer): Promise<Answer> {
    const place = this.#free.pop() ?? this.#places++;
    const file = (name: string): string => join(this.#folder, `${place}.${name}`);
    if (input.length > 0) writeFileSync(file('in'), input);
    const variables = Object.entries(call.env).filter(([name, value]) => value !== undefined && /^[A-Za-z_]\w*$/.test(name));
    const words = [call.program, ...call.args].map(quoted).join(' ');
    const from = input.length > 0 ? file('in') : '/dev/null';
    return new Promise((resolve) => {
      this.#waiting.set(place, (code) => resolve({ code, out: bytesOf(file('out')), err: bytesOf(file('err')) }));
      this.#hold();
      this.#shell.stdin?.write(
        `(cd ${quoted(call.cwd)}; export ${variables.map(([name, value = '']) => `${name}=${quoted(value)}`).join(' ')}
${words} <${quoted(from)} >${quoted(file('out'))} 2>${quoted(file('err'))}; echo "${place} $?") &\n`,
      );
    });
  }

  #hear(chunk: string): void {
    const lines = (this.#said + chunk).split('\n');
    this.#said = lines.pop() ?? '';
    for (const line of lines) {
      const [place = 0, code = 0] = line.split(' ').map(Number);
      const answer = this.#waiting.get(place);
      this.#waiting.delete(place);
      answer?.(code);
      this.#free.push(place);
    }
    this.#hold();
  }

  /** A shell that nobody waits for keeps nobody from ending. */
  #hold(): void {
    const parts = [this.#shell, this.#shell.stdin as Socket | null, this.#shell.stdout as Socket | null];
    for (const part of parts) this.#waiting.size > 0 ? part?.ref() : part?.unref();
  }
}

let starter: Starter | undefined;

/** What Node's own ChildProcess is to those who start git here. */
class StartedByShell extends EventEmitter {
  readonly pid = undefined;
  readonly stdin: Writable;
  readonly stdout = new Readable({ read: () => undefined });
  readonly stderr = new Readable({ read: () => undefined });
  exitCode: number | null = null;
  signalCode: NodeJS.Signals | null = null;
  killed = false;

  constructor(call: Call) {
    super();
    const input: Buffer[] = [];
    this.stdin = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        input.push(chunk);
        done();
      },
      final: (done) => {
        done();
        if (this.killed) return;
        starter ??= new Starter();
        starter.run(call, Buffer.concat(input)).then((answer) => this.#end(answer));
      },
    });
  }

  /** What has begun runs to its end. */
  kill(): boolean {
    const begun = this.stdin.writableEnded;
    if (this.killed || begun) return false;
    this.killed = true;
    this.signalCode = 'SIGKILL';
    this.stdin.destroy();
    this.#end({ code: 0, out: Buffer.alloc(0), err: Buffer.alloc(0) });
    return true;
  }

  #end({ code, out, err }: Answer): void {
    if (this.signalCode === null) this.exitCode = code;
    let open = 2;
    for (const [stream, bytes] of [
      [this.stdout, out],
      [this.stderr, err],
    ] as const) {
      stream.once('close', () => {
        open -= 1;
        if (open === 0) this.emit('close', this.exitCode, this.signalCode);
      });
      if (bytes.length > 0) stream.push(bytes);
      stream.push(null);
      if (stream.readableFlowing === null && stream.listenerCount('readable') === 0) stream.resume();
    }
    this.emit('exit', this.exitCode, this.signalCode);
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const byShell = (program: string, args: readonly string[], options: SpawnOptions): boolean =>
  process.platform !== 'win32' &&
  /^git(-http-backend)?$/.test(basename(program)) &&
  (options.env?.PATH ?? process.env.PATH) === PATH &&
  (options.stdio === undefined || [options.stdio].flat().every((way) => way === 'pipe')) &&
  (options.cwd === undefined || isFolder(String(options.cwd))) &&
  args.every((arg) => !arg.includes('\0')) &&
  options.shell === undefined &&
  options.timeout === undefined &&
  options.signal === undefined;

const spawn = (program: string, args: readonly string[] = [], options: SpawnOptions = {}): ChildProcess => {
  if (!byShell(program, args, options)) return startAsAlways(program, args, options);
  const call = { program, args, cwd: String(options.cwd ?? process.cwd()), env: options.env ?? process.env };
  return new StartedByShell(call) as unknown as ChildProcessWithoutNullStreams;
};

childProcess.spawn = spawn as typeof childProcess.spawn;
syncBuiltinESMExports();
