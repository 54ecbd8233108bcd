/**
 * All refs of a bare repository, read from its files: loose ones over packed ones, sorted by name as git does. A client asks for them before each
 * fetch and each push; a process for each look would be most of the simulator's time.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

const OBJECT_ID = /^[0-9a-f]{40}$/;

const textOf = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });

const packed = async (dir: string): Promise<readonly [string, string][]> =>
  (await textOf(join(dir, 'packed-refs')))
    .split('\n')
    .filter((line) => OBJECT_ID.test(line.slice(0, 40)) && line[40] === ' ')
    .map((line) => [line.slice(41), line.slice(0, 40)]);

const loose = async (dir: string, folder: string): Promise<readonly [string, string][]> => {
  const entries = await readdir(join(dir, folder), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly [string, string][]> => {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return loose(dir, name);
      const id = (await textOf(join(dir, name))).trim();
      return OBJECT_ID.test(id) ? [[name, id]] : [];
    }),
  );
  return found.flat();
};

/** Full name to object id. */
export const readAllRefs = async (dir: string): Promise<ReadonlyMap<string, string>> => {
  // A ref that git packs at this moment is in one of the two: loose first.
  const own = await loose(dir, 'refs');
  const all = new Map([...(await packed(dir)), ...own]);
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** The branch that HEAD names. */
export const headTarget = async (dir: string): Promise<string | undefined> => /^ref: (\S+)/.exec(await textOf(join(dir, 'HEAD')))?.[1];

/** What a tag's object finally names; the object itself where it is no tag. Undefined: not a loose object, git has to be asked. */
export const peel = async (dir: string, id: string): Promise<string | undefined> => {
  const bytes = await readFile(join(dir, 'objects', id.slice(0, 2), id.slice(2))).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  const [head = '', body = ''] = inflateSync(bytes).toString('latin1').split('\0', 2);
  if (!head.startsWith('tag ')) return id;
  const named = /^object ([0-9a-f]{40})$/m.exec(body)?.[1];
  return named === undefined ? undefined : peel(dir, named);
};
