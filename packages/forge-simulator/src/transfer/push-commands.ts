/** The first part of a push: which refs it wants to move. Read before anything is handed to git, so that it can be judged. */
import { readPackets } from './pkt-line.ts';

export interface PushCommand {
  readonly before: string;
  readonly after: string;
  readonly ref: string;
}

export interface PushStart {
  readonly commands: readonly PushCommand[];
  /** Everything read so far, to be handed on. */
  readonly read: Buffer;
}

const parse = (line: Buffer): PushCommand | undefined => {
  const end = line.indexOf(0);
  const text = (end < 0 ? line : line.subarray(0, end)).toString('utf8').replace(/\n$/, '');
  const found = /^([0-9a-f]{40}) ([0-9a-f]{40}) (.+)$/.exec(text);
  return found === null ? undefined : { before: found[1] ?? '', after: found[2] ?? '', ref: found[3] ?? '' };
};

/** Reads from the request until the list of commands is complete (or the request ends). */
export const readPushCommands = async (body: AsyncIterator<Buffer>): Promise<PushStart> => {
  let read: Buffer = Buffer.alloc(0);
  for (;;) {
    const { packets } = readPackets(read, true);
    if (packets.at(-1) === undefined && packets.length > 0) {
      const commands = packets.map((p) => (p === undefined ? undefined : parse(p))).filter((c) => c !== undefined);
      return { commands, read };
    }
    const next = await body.next();
    if (next.done === true) return { commands: [], read };
    read = Buffer.concat([read, next.value]);
  }
};
