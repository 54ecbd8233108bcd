/** The command line as a user types it, in the example's folder: a process of its own, which a test may end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BACKEND } from './staging.fixture.ts';

const PROGRAM = fileURLToPath(new URL('../../packages/lockflight/bin/lockflight.js', import.meta.url));

export interface Typed extends AsyncDisposable {
  readonly said: () => string;
  /** Once it says so. Throws what it said, when it ends before. */
  readonly says: (words: RegExp) => Promise<RegExpExecArray>;
  /** As a supervisor would; gives its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** `node` is this one, whatever else is installed. */
export const typed = (words: readonly string[], env: Readonly<Record<string, string>>): Typed => {
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: join(BACKEND, '..'), env: { ...env, PATH: path } });
  let said = '';
  const told = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      for (const tell of told) tell();
    });
  }
  const ended = endOf(child);
  const stop = (): Promise<number | null> => {
    child.kill('SIGTERM');
    return ended;
  };
  return {
    said: () => said,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = wanted.exec(said);
          if (found !== null) resolve(found);
        };
        told.add(look);
        look();
        void ended.then(() => reject(new Error(`it ended: ${said}`)));
      }),
    stop,
    ended,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
};

const endOf = async (child: ChildProcess): Promise<number | null> => {
  const [code] = await once(child, 'close');
  return typeof code === 'number' ? code : null;
};
