/**
 * The files that people send, in UPLOAD_STORAGE_DIR. A file arrives in `.incoming/`, on the same file system; it is measured, recognised and scanned there, and only
 * then does one rename make it a kept file. Names are the store's own: nothing that a sender says becomes part of a path.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Antivirus, Verdict } from './antivirus.ts';
import { DOCUMENT_TYPES, type DocumentType, documentType, HEAD_BYTES } from './document-type.ts';
import { uploadRefused } from './refusals.ts';

/** What the identity provider takes at most. */
export const UPLOAD_LIMIT = 3_000_000;
const INCOMING = '.incoming';
/** No upload takes this long; what is older was left by a process that ended. Several processes may share the directory, so what is younger is somebody's. */
const ABANDONED_MS = 15 * 60_000;
const NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(?:pdf|jpg|png)$/;

export interface KeptFile {
  /** In the store. */
  readonly name: string;
  readonly type: DocumentType;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface FileStore {
  /** Throws a `Problem`, and then nothing of the file stays. */
  readonly receive: (content: AsyncIterable<Uint8Array>) => Promise<KeptFile>;
  /** Throws when there is no such file. */
  readonly read: (name: string) => Promise<Buffer>;
  readonly remove: (name: string) => Promise<void>;
  /** How many files were abandoned half way, and are gone now. */
  readonly sweep: () => Promise<number>;
}

export interface FileStoreOptions {
  readonly folder: string;
  /** Undefined: the environment says that uploads are not scanned. */
  readonly antivirus: Antivirus | undefined;
  readonly now: () => Date;
}

/** Makes the directories, and sweeps. */
export const openFileStore = async ({ folder, antivirus, now }: FileStoreOptions): Promise<FileStore> => {
  const kept = resolve(folder);
  const incoming = join(kept, INCOMING);
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const store: FileStore = {
    receive: async (content) => {
      const arriving = join(incoming, randomUUID());
      try {
        const { type, ...measured } = await write(content, arriving);
        await vouch(antivirus, arriving);
        const name = `${randomUUID()}.${DOCUMENT_TYPES[type].extension}`;
        await stored(async () => {
          await rename(arriving, join(kept, name));
          await sync(kept);
        });
        return { name, type, ...measured };
      } finally {
        await rm(arriving, { force: true });
      }
    },
    read: async (name) => readFile(join(kept, ownName(name))),
    remove: async (name) => rm(join(kept, ownName(name)), { force: true }),
    sweep: async () => {
      const names = await readdir(incoming);
      const gone = await Promise.all(names.map((name) => removeAbandoned(join(incoming, name), now())));
      return gone.filter(Boolean).length;
    },
  };
  await store.sweep();
  return store;
};

/** To the disk, and past its cache: a power cut must not leave a row that names an empty file. */
const write = async (content: AsyncIterable<Uint8Array>, path: string): Promise<Omit<KeptFile, 'name'>> => {
  const hash = createHash('sha256');
  const handle = await stored(() => open(path, 'wx', 0o600));
  let head = Buffer.alloc(0);
  let bytes = 0;
  try {
    for await (const chunk of received(content)) {
      bytes += chunk.length;
      if (bytes > UPLOAD_LIMIT) throw uploadRefused.tooLarge(UPLOAD_LIMIT);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
      hash.update(chunk);
      await stored(() => handle.writeFile(chunk));
    }
    await stored(() => handle.sync());
  } finally {
    await handle.close();
  }
  const type = documentType(head);
  if (type === undefined) throw uploadRefused.type();
  return { type, bytes, sha256: hash.digest('hex') };
};

/** The sender may go away at any byte. */
async function* received(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw uploadRefused.interrupted(error);
  }
}

const vouch = async (antivirus: Antivirus | undefined, path: string): Promise<void> => {
  if (antivirus === undefined) return;
  let verdict: Verdict;
  try {
    verdict = await antivirus.scan(contentOf(path));
  } catch (error) {
    throw uploadRefused.unavailable(error);
  }
  if (!verdict.clean) throw uploadRefused.infected(verdict.signature);
};

/** Opened when it is first asked for, and closed wherever the reader stops: an antivirus that is down reads nothing. */
async function* contentOf(path: string): AsyncGenerator<Uint8Array> {
  await using handle = await open(path, 'r');
  yield* handle.createReadStream({ autoClose: false });
}

const stored = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    throw uploadRefused.storage(error);
  }
};

/** A directory's own entry is on the disk only after this. Not every file system can. */
const sync = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
};

const ownName = (name: string): string => {
  if (!NAME.test(name)) throw new Error('not a name of this store');
  return name;
};

const removeAbandoned = async (path: string, now: Date): Promise<boolean> => {
  const age = await stat(path).then(
    ({ mtimeMs }) => now.getTime() - mtimeMs,
    () => 0,
  );
  if (age < ABANDONED_MS) return false;
  await rm(path, { force: true });
  return true;
};
