/** Git's packet lines: four hexadecimal digits of length (its own four included), then the bytes; `0000` ends a list. */
export const FLUSH = Buffer.from('0000');

export const packet = (data: Buffer | string): Buffer => {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.from(data);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
};

export interface Packets {
  /** Undefined stands for a flush. */
  readonly packets: readonly (Buffer | undefined)[];
  /** How many bytes were read; what is left is an incomplete packet. */
  readonly used: number;
}

/** Reads whole packets from the start of `bytes`; with `untilFlush`, no further than the first flush. */
export const readPackets = (bytes: Buffer, untilFlush = false): Packets => {
  const packets: (Buffer | undefined)[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const length = Number.parseInt(bytes.toString('latin1', at, at + 4), 16);
    if (Number.isNaN(length)) break;
    if (length < 4) {
      packets.push(undefined);
      at += 4;
      if (untilFlush) break;
      continue;
    }
    if (at + length > bytes.length) break;
    packets.push(bytes.subarray(at + 4, at + length));
    at += length;
  }
  return { packets, used: at };
};
