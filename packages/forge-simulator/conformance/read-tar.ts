/** Reads a tar archive (POSIX ustar) as it streams by, and keeps only the files that are wanted. */
const BLOCK = 512;

const textAt = (header: Buffer, from: number, length: number): string => {
  const end = header.indexOf(0, from);
  return header.toString('utf8', from, end === -1 ? from + length : Math.min(end, from + length));
};

interface Entry {
  readonly name: string;
  readonly size: number;
}

/** Undefined for a block of zeros: the end. */
const entryOf = (header: Buffer): Entry | undefined => {
  const name = textAt(header, 0, 100);
  if (name === '') return undefined;
  const prefix = textAt(header, 345, 155);
  return { name: prefix === '' ? name : `${prefix}/${name}`, size: Number.parseInt(textAt(header, 124, 12).trim() || '0', 8) };
};

export const readTar = async (
  stream: AsyncIterable<Buffer>,
  isWanted: (name: string) => boolean,
  keep: (name: string, content: Buffer) => void,
): Promise<void> => {
  let waiting: Buffer[] = [];
  let held = 0;
  let current: { readonly entry: Entry; readonly wanted: boolean; left: number; readonly parts: Buffer[] } | undefined;
  for await (const chunk of stream) {
    waiting.push(chunk);
    held += chunk.length;
    let at = 0;
    const buffer = waiting.length === 1 ? chunk : Buffer.concat(waiting, held);
    for (;;) {
      if (current === undefined) {
        if (buffer.length - at < BLOCK) break;
        const entry = entryOf(buffer.subarray(at, at + BLOCK));
        at += BLOCK;
        if (entry === undefined) continue;
        current = { entry, wanted: isWanted(entry.name), left: Math.ceil(entry.size / BLOCK) * BLOCK, parts: [] };
      }
      const taken = Math.min(current.left, buffer.length - at);
      if (current.wanted) current.parts.push(Buffer.from(buffer.subarray(at, at + taken)));
      at += taken;
      current.left -= taken;
      if (current.left > 0) break;
      if (current.wanted) keep(current.entry.name, Buffer.concat(current.parts).subarray(0, current.entry.size));
      current = undefined;
    }
    waiting = [buffer.subarray(at)];
    held = buffer.length - at;
  }
};
