/**
 * `lockflight ledger rebuild`: an SQLite file with the ledger's entries, for questions that are asked in SQL. It is never the truth: it is made anew from the ledger each
 * time, and only from one that verifies. Written beside the file and put in its place in one move, so a reader sees the old one or the new one.
 *
 * Tables (docs/CLI.md): `ledger` (one row: where it was made from), `entry` (one row each), `subject` (the trees that an entry is about).
 */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { LockflightError } from '../../errors.ts';
import { canonicalJson } from '../../ledger/canonical-json.ts';
import { decodeEntry } from '../../ledger/decode.ts';
import { ledgerBroken } from '../../ledger/failures.ts';
import type { StoredEnvelope } from '../../ledger/store.ts';
import { subjectsOf } from '../../ledger/v1/subject.ts';
import type { WhichLedger } from './ledger-here.ts';
import { readLedgerHere } from './ledger-here.ts';

export interface Rebuilt {
  readonly file: string;
  readonly entries: number;
  readonly head: string;
}

/** "LkFl": what tells our files from other people's databases (PRAGMA application_id). */
const OURS = 0x4c6b466c;

const SCHEMA = `
  PRAGMA application_id = ${OURS};
  PRAGMA user_version = 1;
  CREATE TABLE ledger (head TEXT NOT NULL, root TEXT NOT NULL, entries INTEGER NOT NULL) STRICT;
  CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, "commit" TEXT NOT NULL UNIQUE, type TEXT NOT NULL, "key" TEXT NOT NULL UNIQUE, occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL, actor_id INTEGER NOT NULL, actor TEXT NOT NULL, actor_kind TEXT NOT NULL, on_behalf_of TEXT,
    contract TEXT NOT NULL, contract_counter INTEGER NOT NULL, signed_by TEXT NOT NULL, body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE subject (seq INTEGER NOT NULL REFERENCES entry (seq), name TEXT NOT NULL, tree TEXT NOT NULL, "commit" TEXT NOT NULL) STRICT;
  CREATE INDEX entry_type ON entry (type, seq);
  CREATE INDEX subject_tree ON subject (tree, seq);
`;

/** Errors: `ledger-broken`, `index-refused`, and as `findLedger`. */
export const rebuildIndex = async (which: WhichLedger, file: string): Promise<Rebuilt> => {
  const { chain, stored, store } = await readLedgerHere(which);
  if (chain.problems.length > 0 || stored.head === undefined) throw ledgerBroken(chain.problems);
  await store.keep?.();
  if (existsSync(file) && !isOurs(file)) throw refused(file, 'is something else', 'est autre chose');
  const fresh = `${file}.${process.pid}.new`;
  try {
    const database = new DatabaseSync(fresh);
    try {
      database.exec(SCHEMA);
      database.exec('BEGIN');
      database.prepare('INSERT INTO ledger VALUES (?, ?, ?)').run(stored.head, chain.root ?? '', chain.length);
      insertAll(database, stored.envelopes);
      database.exec('COMMIT');
    } finally {
      database.close();
    }
    await rename(fresh, file);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw refused(file, 'cannot be written', "n'a pas pu être écrit", cause);
  }
  return { file, entries: chain.length, head: stored.head };
};

const insertAll = (database: DatabaseSync, envelopes: readonly StoredEnvelope[]): void => {
  const entryRow = database.prepare(`INSERT INTO entry VALUES (${Array(14).fill('?').join(', ')})`);
  const subjectRow = database.prepare('INSERT INTO subject VALUES (?, ?, ?, ?)');
  for (const { id, envelope } of envelopes) {
    const decoded = decodeEntry(envelope, 0);
    if (!decoded.ok) throw ledgerBroken([decoded.problem]);
    const { seq, key, occurredAt, recordedAt, actor, contract, body } = decoded.entry;
    const { id: actorId, login, kind, onBehalfOf = null } = actor;
    const when = [occurredAt, recordedAt] as const;
    const signed = [contract.digest, contract.counter, decoded.envelope.keyId, canonicalJson(body)] as const;
    entryRow.run(seq, id, body.type, key, ...when, actorId, login, kind, onBehalfOf, ...signed);
    for (const { name, digest } of subjectsOf(decoded.entry))
      if (digest.gitTree !== undefined && digest.gitCommit !== undefined) subjectRow.run(seq, name, digest.gitTree, digest.gitCommit);
  }
};

const isOurs = (file: string): boolean => {
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return database.prepare('PRAGMA application_id').get()?.application_id === OURS;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
};

const refused = (file: string, en: string, fr: string, cause?: unknown): LockflightError =>
  new LockflightError({
    code: 'index-refused',
    exit: 2,
    message: { en: `${file} ${en}: nothing was changed`, fr: `${file} ${fr} : rien n'a été modifié` },
    hint: {
      en: 'name another file with --out, in a folder that exists',
      fr: 'nommez un autre fichier avec --out, dans un dossier qui existe',
    },
    ...(cause === undefined ? {} : { cause }),
  });
