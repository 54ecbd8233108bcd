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
const ASSUME_VALID = 0x8000;
const EXTENDED = 0x4000;
const NAME_LENGTH = 0x0fff;
/** Of the second flags: sparse checkouts and `git add -N`. Any other is unknown to us. */
const EXTENDED_BYTES = 2;

/**
 * `written`: when the index was, in seconds. Undefined: not an index that can be trusted to show every change (files that git is told not to look at, `git add -N`,
 * a split or sparse index), or none that is understood.
 */
export const readIndexEntries = (index: Uint8Array, written: number): IndexEntries | undefined => {
  const version = word(index, 4);
  if (word(index, 0) !== 0x44495243 || version < 2 || version > 4) return undefined;
  // Names of objects have 20 bytes or 32; only with the right one do the entries and what follows end where the file does.
  return walked(index, version, written, 20) ?? walked(index, version, written, 32);
};

const walked = (index: Uint8Array, version: number, written: number, hash: number): IndexEntries | undefined => {
  const racy: string[] = [];
  const end = index.length - hash;
  let at = 12;
  let before: Uint8Array = new Uint8Array();
  for (let left = word(index, 8); left > 0; left--) {
    const flags = ((index[at + STAT_BYTES + hash] ?? 0) << 8) | (index[at + STAT_BYTES + hash + 1] ?? 0);
    let from = at + STAT_BYTES + hash + 2;
    if ((flags & ASSUME_VALID) !== 0) return undefined;
    if ((flags & EXTENDED) !== 0) {
      if (word(index, from) >>> 16 !== 0) return undefined;
      from += EXTENDED_BYTES;
    }
    let name: Uint8Array | undefined;
    if (version === 4) {
      const { value: dropped, next } = varint(index, from);
      const ends = index.indexOf(0, next);
      if (ends === -1 || dropped > before.length) return undefined;
      before = joined(before.subarray(0, before.length - dropped), index.subarray(next, ends));
      name = before;
      from = ends + 1;
    } else {
      const length = flags & NAME_LENGTH;
      const ends = length < NAME_LENGTH ? from + length : index.indexOf(0, from);
      if (ends === -1) return undefined;
      name = index.subarray(from, ends);
      // One to eight NULs, so that an entry's length is a multiple of eight.
      from = at + ((ends - at + 8) & ~7);
    }
    if (from > end) return undefined;
    if (word(index, at) >= written || word(index, at + MTIME_AT) >= written) racy.push(new TextDecoder().decode(name));
    at = from;
  }
  return extensionsEnd(index, at, end) ? { bytes: index.subarray(0, at), racy } : undefined;
};

/** Extensions reach to the end, and git may leave each of them out: a small first letter says that it may not. */
const extensionsEnd = (index: Uint8Array, from: number, end: number): boolean => {
  let at = from;
  while (at + 8 <= end) {
    const first = index[at] ?? 0;
    if (first < 0x41 || first > 0x5a) return false;
    at += 8 + word(index, at + 4);
  }
  return at === end;
};

const word = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;

/** How many bytes of the name before are dropped: as in OFS_DELTA of gitformat-pack(5). */
const varint = (bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } => {
  let at = from;
  let byte = bytes[at++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && at < bytes.length) {
    byte = bytes[at++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next: at };
};

const joined = (head: Uint8Array, tail: Uint8Array): Uint8Array => {
  const both = new Uint8Array(head.length + tail.length);
  both.set(head);
  both.set(tail, head.length);
  return both;
};
