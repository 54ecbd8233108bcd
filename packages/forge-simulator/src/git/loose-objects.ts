/**
 * Objects straight from their files (git's page "gitrepository-layout"): zlib over `TYPE SIZE`, a NUL and the bytes, named by their SHA-1. A repository of the
 * simulator is small and never packed by itself; what is not found here, git has to be asked for (undefined).
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

export interface LooseObject {
  readonly type: string;
  readonly body: Buffer;
}

const pathOf = (dir: string, id: string): string => join(dir, 'objects', id.slice(0, 2), id.slice(2));

export const readLoose = (dir: string, id: string): LooseObject | undefined => {
  let bytes: Buffer;
  try {
    bytes = inflateSync(readFileSync(pathOf(dir, id)));
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
  const end = bytes.indexOf(0);
  return { type: bytes.toString('latin1', 0, bytes.indexOf(0x20)), body: bytes.subarray(end + 1) };
};

export const writeLoose = async (dir: string, type: string, body: Buffer): Promise<string> => {
  const whole = Buffer.concat([Buffer.from(`${type} ${body.length}\0`), body]);
  const id = createHash('sha1').update(whole).digest('hex');
  const path = pathOf(dir, id);
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dir, 'objects', `tmp-${randomUUID()}`);
  await writeFile(temporary, deflateSync(whole), { mode: 0o444 });
  await rename(temporary, path);
  return id;
};

/** The parents of a commit. */
export const looseParents = (dir: string, id: string): readonly string[] | undefined => {
  const found = readLoose(dir, id);
  if (found?.type !== 'commit') return undefined;
  const headers = found.body.toString('latin1').split('\n\n', 1)[0] ?? '';
  return [...headers.matchAll(/^parent ([0-9a-f]{40})$/gm)].map((match) => match[1] ?? '');
};

const MOST_STEPS = 500;

/** Can `to` be reached from `from` by parents? Undefined: not without git. */
export const reaches = (dir: string, from: string, to: string): boolean | undefined => {
  const seen = new Set([from]);
  // A set grows while it is walked.
  for (const id of seen) {
    if (id === to) return true;
    if (seen.size > MOST_STEPS) return undefined;
    const parents = looseParents(dir, id);
    if (parents === undefined) return undefined;
    for (const parent of parents) seen.add(parent);
  }
  return false;
};

/** The id of a file at a commit; null where there is none. */
export const looseFile = (dir: string, commit: string, path: string): string | null | undefined => {
  const tree = /^tree ([0-9a-f]{40})$/m.exec(readLoose(dir, commit)?.body.toString('latin1') ?? '')?.[1];
  let at: string | null | undefined = tree;
  for (const name of path.split('/')) {
    if (at === undefined || at === null) return at;
    const found = readLoose(dir, at);
    if (found === undefined) return undefined;
    at = found.type === 'tree' ? entryOf(found.body, name) : null;
  }
  return at;
};

const entryOf = (tree: Buffer, name: string): string | null => {
  for (let at = 0; at < tree.length; ) {
    const nul = tree.indexOf(0, at);
    if (tree.toString('utf8', tree.indexOf(0x20, at) + 1, nul) === name) return tree.toString('hex', nul + 1, nul + 21);
    at = nul + 21;
  }
  return null;
};
