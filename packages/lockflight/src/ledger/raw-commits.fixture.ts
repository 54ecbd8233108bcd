/**
 * The ledger's branch as raw commit objects, without git: to change any byte of one, and read it all back as git would show it. Written by hand from git's
 * own description of objects, so that it does not lean on what is tested with it.
 */
import { createHash } from 'node:crypto';
import { decodeEntry } from './decode.ts';
import { labelOf } from './label.ts';
import type { StoredLedger } from './store.ts';
import { readMessage } from './stores/ledger-commit.ts';

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const PARENT = 'P'.repeat(40);

/** The commit of an envelope; its parent is filled in when the branch is put together. */
export const rawCommit = (envelope: string, seq: number): string => {
  const decoded = decodeEntry(envelope, seq);
  if (!decoded.ok) throw new TypeError(`no entry: ${decoded.problem.code}`);
  const by = `Lockflight recorder <recorder@lockflight.invalid> ${Date.parse(decoded.entry.recordedAt) / 1000} +0000`;
  const head = [`tree ${EMPTY_TREE}`, ...(seq === 0 ? [] : [`parent ${PARENT}`]), `author ${by}`, `committer ${by}`];
  return `${head.join('\n')}\n\n${labelOf(decoded.entry)}\n\n${envelope}\n`;
};

/**
 * The branch that these commits make when each stands on the one before: what somebody pushes who changed one and built the rest anew. Their texts are
 * Latin-1, a character a byte.
 */
export const branchOf = (commits: readonly string[]): StoredLedger => {
  let before = '';
  const envelopes = commits.map((text) => {
    const raw = text.replaceAll(PARENT, before);
    before = createHash('sha1').update(`commit ${raw.length}\0${raw}`, 'latin1').digest('hex');
    const end = raw.indexOf('\n\n');
    return readMessage(before, end === -1 ? '' : Buffer.from(raw.slice(end + 2), 'latin1').toString('utf8'));
  });
  return { head: envelopes.at(-1)?.id, envelopes };
};
