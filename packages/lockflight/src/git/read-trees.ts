/** Files and differences, straight from the object database: no working tree, no filters, no symbolic links followed. */
import { codedFailure } from './failure.ts';
import type { Change } from './port.ts';
import { readRawFile } from './read-raw.ts';
import { ask, failed, type Repository } from './repository.ts';
import { requireCommit } from './revisions.ts';

const CHANGES: Readonly<Record<string, Change['change']>> = { A: 'added', D: 'deleted', M: 'modified', T: 'modified' };

export const readChanges = async (repository: Repository, fromTree: string, toTree: string): Promise<readonly Change[]> => {
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--name-status', '--no-ext-diff', '--end-of-options', fromTree, toTree];
  const fields = (await ask(repository, args)).stdout.split('\0');
  const changes: Change[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    changes.push({ path: fields[i + 1] ?? '', change: CHANGES[fields[i] ?? ''] ?? 'modified' });
  }
  return changes;
};

interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly id: string;
  readonly size: number;
  readonly path: string;
}

/** A line of `ls-tree -l`: mode, type, id and size in columns, then a tab and the path. */
const parseEntry = (record: string): TreeEntry => {
  const tab = record.indexOf('\t');
  const [mode = '', type = '', id = '', size = ''] = record.slice(0, tab).split(/ +/);
  return { mode, type, id, size: Number(size), path: record.slice(tab + 1) };
};

const listTree = async (repository: Repository, options: readonly string[], rev: string, path: string): Promise<readonly string[]> => {
  const args = ['ls-tree', '-z', '--full-tree', ...options, '--end-of-options', rev, ...(path === '' ? [] : [path])];
  const answer = await repository.run(args);
  if (answer.code === 0) return answer.stdout.split('\0').filter((record) => record !== '');
  if (/not a valid object name/i.test(answer.stderr)) await requireCommit(repository, rev);
  throw failed(repository, answer);
};

const ONE_MEBIBYTE = 1_048_576;
const SYMBOLIC_LINK = '120000';

/** The text of a regular file. A symbolic link is not one: what it points at is somebody else's choice. */
export const readFileAt = async (
  repository: Repository,
  rev: string,
  path: string,
  maxBytes = ONE_MEBIBYTE,
): Promise<string | undefined> => {
  const raw = await readRawFile(repository, rev, path, maxBytes);
  if (raw !== undefined) return raw.kind === 'file' ? raw.text : undefined;
  const records = await listTree(repository, ['-l'], rev, path);
  const entry = records.map(parseEntry).find((each) => each.path === path && each.type === 'blob' && each.mode !== SYMBOLIC_LINK);
  if (entry === undefined) return undefined;
  if (entry.size > maxBytes) {
    throw codedFailure('file-too-large', {
      en: `${path} has ${entry.size} bytes at ${rev.slice(0, 12)}; at most ${maxBytes} are read`,
      fr: `${path} fait ${entry.size} octets à ${rev.slice(0, 12)} ; ${maxBytes} au plus sont lus`,
    });
  }
  return (await ask(repository, ['cat-file', 'blob', entry.id])).stdout;
};

export const listFilesAt = (repository: Repository, rev: string, dir: string): Promise<readonly string[]> => {
  const folder = dir.replace(/^(\.?\/)+|\/+$/g, '');
  return listTree(repository, ['-r', '--name-only'], rev, folder === '' || folder === '.' ? '' : `${folder}/`);
};
