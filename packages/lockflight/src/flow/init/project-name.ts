/** What a project is called where nothing says so: the name in its package.json, else the folder's. A name that the contract accepts. */
import { readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';

export const projectName = async (directory: string): Promise<string> => {
  const folder = await realpath(directory).catch(() => directory);
  return slug((await packageName(directory)) ?? '') || slug(basename(folder)) || 'project';
};

const packageName = async (directory: string): Promise<string | undefined> => {
  try {
    const read: unknown = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
    const name = typeof read === 'object' && read !== null && 'name' in read ? read.name : undefined;
    return typeof name === 'string' ? name.replace(/^@[^/]*\//, '') : undefined;
  } catch {
    return undefined;
  }
};

const slug = (words: string): string =>
  words
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 80);
