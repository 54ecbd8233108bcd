/** What a project is called where nothing says so: the name in its package.json, else the folder's. A name that the contract accepts. */
import { realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readText } from '../scan/read-text.ts';

export const projectName = async (directory: string): Promise<string> => {
  const folder = await realpath(directory).catch(() => directory);
  return slug(packageName(directory) ?? '') || slug(basename(folder)) || 'project';
};

/** Names that say what a package is, and not whose. */
const NOBODYS =
  /^(?:app|api|application|backend|frontend|client|server|web|website|site|root|source|src|workspace|monorepo|repo|project|my-app|template|starter|rest-express)$/i;

const packageName = (directory: string): string | undefined => {
  const [, scope, own = ''] = /^(?:@([^/]+)\/)?(.*)$/s.exec(nameIn(directory) ?? '') ?? [];
  if (own === '') return undefined;
  if (!NOBODYS.test(own)) return own;
  // The source of a workspace is called after the workspace: `@acme/source`.
  return scope === undefined ? undefined : /^(?:root|source|src|workspace|monorepo|repo|project)$/i.test(own) ? scope : `${scope}-${own}`;
};

const nameIn = (directory: string): string | undefined => {
  const file = readText(join(directory, 'package.json'));
  if ('why' in file) return undefined;
  try {
    const read: unknown = JSON.parse(file.text);
    const name = typeof read === 'object' && read !== null && 'name' in read ? read.name : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
};

const slug = (words: string): string =>
  words
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 80);
