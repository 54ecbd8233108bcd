/**
 * Git's index file (gitformat-index(5), versions 2 to 4), as far as it says whether files have changed: for each one the times, the inode, the size and the blob
 * that git saw last. What stands behind the entries (cached trees, watchers) says nothing of files and changes with every commit: it is only stepped over.
 */

export interface IndexEntries {
  /** Header and entries: the same bytes mean that git saw the same files in the same state. */
  readonly bytes: Uint8Array;
  /** Paths from the top that changed in the second in which the index was written, or later: git keeps seconds, which cannot tell whether they changed again. */
  readonly racy: readonly string[];
}

/** Of an entry before its object's name: times (of its inode first), device, inode, mode, owner, group, size. */
const STAT_BYTES = 40;
const MTIME_AT = 8;
/** `DIRC` */
const SIGNATURE = 0x44495243;
const ASSUME_VALID = 0x8000;
/** More flags follow: sparse checkouts, `git add -N`. */
const EXTENDED = 0x4000;
/** Neither of these, and no stage of a merge: the flags are the name's length. */
const PLAIN = 0xf000;
/** Or more. */
const NAME_LENGTH = 0x0fff;

/**
 * `written`: when the index was, in seconds. Undefined: not an index that can be trusted to show every change (files that git is told not to look at, `git add -N`,
 * a split or sparse index), or none that is understood.
 */
export const readIndexEntries = (index: Uint8Array, written: number): IndexEntries | undefined => {
  // Names of objects have 20 bytes or 32; only with the right one do the entries and what follows end where the file does.
  for (const hash of [20, 32]) {
    try {
      const read = readWith(hash, index, new DataView(index.buffer, index.byteOffset, index.length), written);
      if (read !== undefined) return read;
    } catch {
      // It ends within an entry.
    }
  }
  return undefined;
};

const readWith = (hash: number, index: Uint8Array, view: DataView, written: number): IndexEntries | undefined => {
  const version = view.getUint32(4);
  if (view.getUint32(0) !== SIGNATURE || version < 2 || version > 4) return undefined;
  const racy: string[] = [];
  const end = index.length - hash;
  let before: Uint8Array = new Uint8Array();
  let at = 12;
  for (let left = view.getUint32(8); left > 0; left--) {
    const flagsAt = at + STAT_BYTES + hash;
    const flags = view.getUint16(flagsAt);
    const isRacy = view.getUint32(at) >= written || view.getUint32(at + MTIME_AT) >= written;
    // Nearly all are like this, and of these there are thousands: nothing is made of them.
    if (version < 4 && (flags & PLAIN) === 0 && !isRacy && flags < NAME_LENGTH) {
      at += (flagsAt + 2 + flags - at + 8) & ~7;
      if (at > end) return undefined;
      continue;
    }
    let from = flagsAt + 2;
    if ((flags & ASSUME_VALID) !== 0) return undefined;
    if ((flags & EXTENDED) !== 0) {
      if (view.getUint16(from) !== 0) return undefined;
      from += 2;
    }
    const name = version === 4 ? shortened(index, from, before) : whole(index, from, flags & NAME_LENGTH);
    if (version === 4) before = pathOf(name, index, before);
    if (isRacy) racy.push(new TextDecoder().decode(version === 4 ? before : pathOf(name, index, before)));
    // One to eight NULs, so that an entry's length is a multiple of eight; one in version 4.
    at = version === 4 ? name.ends + 1 : at + ((name.ends - at + 8) & ~7);
    if (at > end) return undefined;
  }
  return isEndReached(view, at, end) ? { bytes: index.subarray(0, at), racy } : undefined;
};

interface Name {
  /** How many bytes of the name before it begins with. */
  readonly kept: number;
  readonly from: number;
  readonly ends: number;
}

const whole = (index: Uint8Array, from: number, length: number): Name => ({
  kept: 0,
  from,
  ends: length < NAME_LENGTH ? from + length : index.indexOf(0, from),
});

/** Version 4 says how many bytes of the name before are dropped, in the numbers of gitformat-pack(5) for offsets. */
const shortened = (index: Uint8Array, from: number, before: Uint8Array): Name => {
  let at = from;
  let byte = index[at++] ?? 0;
  let dropped = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    byte = index[at++] ?? 0;
    dropped = (dropped + 1) * 128 + (byte & 0x7f);
  }
  if (dropped > before.length) throw new RangeError('more is dropped than there is');
  return { kept: before.length - dropped, from: at, ends: index.indexOf(0, at) };
};

const pathOf = ({ kept, from, ends }: Name, index: Uint8Array, before: Uint8Array): Uint8Array => {
  if (ends === -1) throw new RangeError('a name without an end');
  const path = new Uint8Array(kept + ends - from);
  path.set(before.subarray(0, kept));
  path.set(index.subarray(from, ends), kept);
  return path;
};

/** Extensions reach to the end, and git may leave each of them out: a small first letter says that it may not. */
const isEndReached = (view: DataView, from: number, end: number): boolean => {
  let at = from;
  while (at + 8 <= end) {
    const first = view.getUint8(at);
    if (first < 0x41 || first > 0x5a) return false;
    at += 8 + view.getUint32(at + 4);
  }
  return at === end;
};
