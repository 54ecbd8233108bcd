/**
 * Commits and files from raw objects (git's page "git-cat-file"), without a process of their own. Whatever is out of the ordinary is
 * `undefined`, and left to git: another encoding than UTF-8, or a commit that stands on a shallow clone's cut.
 */
import type { Commit } from './port.ts';
import type { Repository } from './repository.ts';
import { isObjectId } from './revisions.ts';
import { shallowBoundary } from './shallow.ts';

const ONE_MEBIBYTE = 1_048_576;

export const readRawCommit = async (repository: Repository, rev: string): Promise<Commit | undefined> => {
  const found = await repository.objects.contents(`${rev}^{commit}`, ONE_MEBIBYTE);
  if (found === undefined || (await shallowBoundary(repository)).has(found.id)) return undefined;
  return parseRawCommit(found.id, found.bytes);
};

const HEADERS = /^tree ([0-9a-f]+)\n((?:parent [0-9a-f]+\n)*)author [^\n]*\ncommitter [^\n]*> (\d+) [+-]\d{4}\n/;

export const parseRawCommit = (commit: string, bytes: Buffer): Commit | undefined => {
  const text = bytes.toString('utf8');
  const cut = text.indexOf('\n\n');
  const headers = cut < 0 ? text : text.slice(0, cut + 1);
  const [, tree, parents = '', time] = HEADERS.exec(headers) ?? [];
  if (tree === undefined || time === undefined || text.includes('\0') || /^encoding /m.test(headers)) return undefined;
  return {
    commit,
    tree,
    parents: parents.split('\n').flatMap((line) => (line === '' ? [] : [line.slice('parent '.length)])),
    time: Number(time),
    subject: cut < 0 ? '' : subjectOf(text.slice(cut + 2)),
  };
};

/** The first paragraph on one line, as git's `%s` has it. */
const subjectOf = (message: string): string => {
  const lines = message.split('\n').map((line) => line.replace(/[ \t\n\v\f\r]+$/, ''));
  const first = lines.findIndex((line) => line !== '');
  if (first < 0) return '';
  const end = lines.findIndex((line, i) => i > first && line === '');
  return lines.slice(first, end < 0 ? undefined : end).join(' ');
};

export type RawFile = { readonly kind: 'file'; readonly text: string } | { readonly kind: 'none' };

/** A regular file of at most `maxBytes`, at a commit or tree that is named by id. */
export const readRawFile = async (repository: Repository, rev: string, path: string, maxBytes: number): Promise<RawFile | undefined> => {
  const parts = path.split('/');
  if (!isObjectId(rev) || parts.some((part) => part === '' || part === '.' || part === '..')) return undefined;
  let tree = await repository.objects.contents(`${rev}^{tree}`, ONE_MEBIBYTE);
  for (const [i, part] of parts.entries()) {
    if (tree === undefined) return undefined;
    const entry = entryOf(tree.bytes, part, tree.id.length / 2);
    if (entry === undefined) return { kind: 'none' };
    const last = i === parts.length - 1;
    if (last && !entry.mode.startsWith('100')) return { kind: 'none' };
    if (!last && entry.mode !== '40000') return { kind: 'none' };
    const found = await repository.objects.contents(entry.id, last ? maxBytes : ONE_MEBIBYTE);
    if (last) return found?.type === 'blob' ? { kind: 'file', text: found.bytes.toString('utf8') } : undefined;
    tree = found?.type === 'tree' ? found : undefined;
  }
  return undefined;
};

/** A tree is a row of `MODE NAME`, a NUL, and the id's bytes. */
const entryOf = (bytes: Buffer, name: string, width: number): { readonly mode: string; readonly id: string } | undefined => {
  const wanted = Buffer.from(name, 'utf8');
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const nul = bytes.indexOf(0, space);
    if (space < 0 || nul < 0) return undefined;
    if (bytes.subarray(space + 1, nul).equals(wanted)) {
      return { mode: bytes.toString('latin1', at, space), id: bytes.toString('hex', nul + 1, nul + 1 + width) };
    }
    at = nul + 1 + width;
  }
  return undefined;
};
