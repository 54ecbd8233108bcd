/** The platform's own process, as `npm run start` starts it, on a free port. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BACKEND } from './staging.fixture.ts';

export interface Running extends AsyncDisposable {
  readonly origin: string;
  /** Everything it wrote so far. */
  readonly said: () => string;
  /** SIGTERM; gives its exit code. */
  readonly stop: () => Promise<number | null>;
  readonly alive: () => boolean;
}

/** Throws what it said when it ends before it listens. */
export const startPlatform = async (env: Readonly<Record<string, string>>): Promise<Running> => {
  const child = spawn(process.execPath, [join(BACKEND, 'src/main.ts'), '--port', '0', '--host', '127.0.0.1'], { env });
  let said = '';
  const listening = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [, origin] = /listening at (http:\/\/127\.0\.0\.1:\d+)/i.exec(said) ?? [];
      if (origin !== undefined) listening.resolve(origin);
    });
  }
  child.once('exit', () => listening.reject(new Error(`it ended: ${said}`)));
  const alive = () => child.exitCode === null && child.signalCode === null;
  const stop = async () => {
    if (alive()) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    return child.exitCode;
  };
  return { origin: await listening.promise, said: () => said, stop, alive, [Symbol.asyncDispose]: async () => void (await stop()) };
};
