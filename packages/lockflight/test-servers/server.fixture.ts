/** A real server as a child process, on a free port of the loopback, in a folder of its own. Ended by its own id; nothing of it stays. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** PostgreSQL refuses to run as root. */
const NOBODY = 65534;
export const otherUser = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

export interface Server extends AsyncDisposable {
  readonly port: number;
  readonly folder: string;
  /** Ends it as a crash does: no farewell to anybody. Its port and its folder stay its own. */
  readonly kill: () => Promise<void>;
  /** Starts it again after `kill`, on what it left. */
  readonly revive: () => Promise<void>;
}

export interface Start {
  readonly name: string;
  readonly program: string;
  readonly arguments: (port: number, folder: string) => readonly string[];
  /** Writes what the server wants to find. */
  readonly prepare?: (port: number, folder: string) => Promise<void>;
  readonly env?: Readonly<Record<string, string>>;
  /** What it says once it can be asked; else its port is waited for. */
  readonly ready?: RegExp;
  readonly asOther?: boolean;
  /** PostgreSQL ends at once on SIGINT; the others on SIGTERM. */
  readonly signal?: 'SIGINT' | 'SIGTERM';
  /** PostgreSQL's own "as in a crash" is SIGQUIT: killed, it would leave its children behind. */
  readonly crash?: 'SIGKILL' | 'SIGQUIT';
}

/** Resolves once the port answers. Throws what the server said when it ends before. */
export const startServer = async (start: Start): Promise<Server> => {
  const folder = await mkdtemp(join(tmpdir(), `lockflight-${start.name}-`));
  const user = start.asOther === true ? otherUser : {};
  if (user.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const port = await freePort();
  await start.prepare?.(port, folder);
  let child = await begun(start, port, folder, user).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    port,
    folder,
    kill: () => ended(child, start.crash ?? 'SIGKILL'),
    revive: async () => {
      child = await begun(start, port, folder, user);
    },
    [Symbol.asyncDispose]: async () => {
      await ended(child, start.signal ?? 'SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const begun = async (start: Start, port: number, folder: string, user: typeof otherUser): Promise<ChildProcess> => {
  const child = spawn(start.program, start.arguments(port, folder), { cwd: folder, env: { ...process.env, ...start.env }, ...user });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    await answers(
      child,
      () => (start.ready === undefined ? connects(port) : start.ready.test(said)),
      () => said,
    );
    return child;
  } catch (error) {
    await ended(child, start.signal ?? 'SIGTERM');
    throw error;
  }
};

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
};

const answers = async (child: ChildProcess, ready: () => boolean | Promise<boolean>, said: () => string): Promise<void> => {
  while (child.exitCode === null && child.signalCode === null) {
    if (await ready()) return;
    await delay(20);
  }
  throw new Error(`it ended at once: ${said()}`);
};

const connects = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** Something that listens and is none of the servers that a probe looks for: it greets as a mail server does, and hangs up. */
export const startStranger = async (): Promise<AsyncDisposable & { readonly port: number }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).end('220 stranger ESMTP\r\n');
    socket.resume();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
