/**
 * The commit that keeps an entry, to the byte: an empty tree, the entry before it as the only parent, the recorder as author, the entry's own time, and a
 * message of a line for people, a blank line and the envelope. Nothing of it is free, so a commit that was made otherwise is told by its id.
 */
import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import type { NewCommit } from '../../git/port.ts';
import { decodeEntry } from '../decode.ts';
import type { Entry } from '../entry.ts';
import { labelOf } from '../label.ts';
import type { StoredEnvelope } from '../store.ts';

/** No e-mail address of anybody stands in the ledger; git wants one, and `.invalid` can never be one (RFC 2606). */
const RECORDER = { name: 'Lockflight recorder', email: 'recorder@lockflight.invalid' } as const;

/** What to write for an envelope. One that cannot be read is kept all the same: readers will say what is wrong with it. */
export const commitFor = (envelope: string, tree: string, parent: string | undefined): NewCommit => {
  const decoded = decodeEntry(envelope, 0);
  const parents = parent === undefined ? [] : [parent];
  if (!decoded.ok) return { tree, parents, message: messageOf('entry', envelope), by: { ...RECORDER, time: 0 } };
  const { entry } = decoded;
  return { tree, parents, message: messageOf(labelOf(entry), envelope), by: { ...RECORDER, time: timeOf(entry) } };
};

const messageOf = (label: string, envelope: string): string => `${label}\n\n${envelope}\n`;

/** Seconds since 1970; a year that no clock shows is none. */
const timeOf = ({ recordedAt }: Entry): number => Math.max(0, Math.floor(Date.parse(recordedAt) / 1000) || 0);

/** A message as git gives it back. One that is not ours is handed on whole: it is no envelope, and the chain will say where. */
export const readMessage = (id: string, message: string): StoredEnvelope => {
  let end = message.length;
  while (message[end - 1] === '\n') end -= 1;
  const line = message.indexOf('\n');
  const next = line === -1 ? -1 : message.indexOf('\n', line + 2);
  if (line !== -1 && message[line + 1] === '\n' && line + 2 < end && (next === -1 || next >= end)) {
    return { id, envelope: message.slice(line + 2, end), label: message.slice(0, line) };
  }
  // A message of one envelope without a line for people, or anything else.
  return { id, envelope: message.slice(0, end) };
};

/** The id that the recorder's commit of this entry has, on top of `parent`; in git's own hash, told by the length of `id`. */
export const expectedId = (entry: Entry, { id, envelope }: StoredEnvelope, parent: string | undefined): string => {
  const algorithm = id.length === 64 ? 'sha256' : 'sha1';
  const by = `${RECORDER.name} <${RECORDER.email}> ${timeOf(entry)} +0000`;
  const head = [
    `tree ${emptyTree(algorithm)}`,
    ...(parent === undefined ? [] : [`parent ${parent}`]),
    `author ${by}`,
    `committer ${by}`,
    '',
    messageOf(labelOf(entry), envelope),
  ].join('\n');
  return objectId(algorithm, 'commit', head);
};

const emptyTree = (algorithm: 'sha1' | 'sha256'): string => (algorithm === 'sha1' ? EMPTY_SHA1 : EMPTY_SHA256);

const objectId = (algorithm: 'sha1' | 'sha256', type: 'commit' | 'tree', content: string): string =>
  hash(algorithm, `${type} ${Buffer.byteLength(content)}\0${content}`, 'hex');

const EMPTY_SHA1 = objectId('sha1', 'tree', '');
const EMPTY_SHA256 = objectId('sha256', 'tree', '');
