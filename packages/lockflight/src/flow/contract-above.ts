/** The contract that governs a folder from further up, for commands that look downwards: to stand in a folder below it is no reason to say that there is none. */
import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { CONTRACT_NAME } from './read-contract-file.ts';

/** The nearest one, seen from the folder (`../lockflight.yaml`); never above the repository around, and undefined without one. Nothing of it is read. */
export const contractAbove = (directory: string): string | undefined => {
  const from = resolve(directory);
  for (let at = from; !existsSync(join(at, '.git')) && dirname(at) !== at; ) {
    at = dirname(at);
    const path = join(at, CONTRACT_NAME);
    if (existsSync(path)) return isInRepository(at) ? relative(from, path) : undefined;
  }
  return undefined;
};

const isInRepository = (folder: string): boolean =>
  existsSync(join(folder, '.git')) || (dirname(folder) !== folder && isInRepository(dirname(folder)));
