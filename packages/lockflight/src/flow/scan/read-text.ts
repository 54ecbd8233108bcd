/** A file's bytes and text for the scan, or why there are none. Never follows a link: what it leads to is listed under its own name, or is not of this repository. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { MOST_BYTES } from '../../env/scan/kinds.ts';
import type { Skipped } from '../../env/scan/read.ts';

type Why = Skipped['why'] | 'gone';
export type BytesOrWhy = { readonly bytes: Buffer } | { readonly why: Why };
export type TextOrWhy = { readonly text: string } | { readonly why: Why };

export const readBytes = (path: string): BytesOrWhy => {
  let file: number;
  try {
    // A link ends here with ELOOP; a pipe or a device is opened without waiting and turned away below.
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return { why: code === 'ENOENT' || code === 'ELOOP' || code === 'ENOTDIR' ? 'gone' : 'unreadable' };
  }
  try {
    const about = fstatSync(file);
    if (!about.isFile()) return { why: 'gone' };
    if (about.size > MOST_BYTES) return { why: 'too-large' };
    return { bytes: readFileSync(file) };
  } catch {
    return { why: 'unreadable' };
  } finally {
    closeSync(file);
  }
};

export const readText = (path: string): TextOrWhy => {
  const read = readBytes(path);
  return 'why' in read ? read : decoded(read.bytes);
};

/** UTF-8, or what a byte order mark says; bytes that are neither are read as Latin-1, which has a character for each: names are ASCII in all of them. */
const decoded = (bytes: Buffer): TextOrWhy => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.toString('utf16le').slice(1) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return {
      text: Buffer.from(bytes)
        .subarray(0, bytes.length & ~1)
        .swap16()
        .toString('utf16le')
        .slice(1),
    };
  if (bytes.includes(0)) return { why: 'encoding' };
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD')) return { text: bytes.toString('latin1') };
  return { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text };
};
