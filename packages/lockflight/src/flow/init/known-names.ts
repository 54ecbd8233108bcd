/**
 * Names of variables in the sample files that a document speaks of: what its wildcards may stand for. Only names are taken, never a value; only files
 * that say they are samples are opened, and none outside of the directory. A file that is not there is passed over: a document may be out of date.
 */
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

const SAMPLE = /(?<![\w./-])((?:[\w-]+\/)*\.env(?:\.[\w-]+)*)(?![\w/])/g;
const MAX_FILES = 20;
const MAX_BYTES = 256 * 1024;

export const knownNames = async (directory: string, document: string): Promise<readonly string[]> => {
  const paths = [...new Set([...document.matchAll(SAMPLE)].map(([, path = '']) => path))];
  const samples = paths.filter((path) => /sample|example|template|dist|tpl/i.test(path)).slice(0, MAX_FILES);
  const names = await Promise.all(samples.map((path) => namesIn(directory, path)));
  return [...new Set(names.flat())];
};

const namesIn = async (directory: string, path: string): Promise<readonly string[]> => {
  try {
    const [root, real] = await Promise.all([realpath(directory), realpath(join(directory, path))]);
    const { size } = await stat(real);
    if (!real.startsWith(`${root}${sep}`) || size > MAX_BYTES) return [];
    const text = await readFile(real, 'utf8');
    return [...text.matchAll(/^[ \t]*(?:#[ \t]*)?(?:export[ \t]+)?([A-Z][A-Z0-9_]*)[ \t]*=/gm)].map(([, name = '']) => name);
  } catch {
    return [];
  }
};
