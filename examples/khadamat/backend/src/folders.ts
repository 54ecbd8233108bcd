/** Where this workspace lives: relative paths of the environment (`file:./dev.db`, `./uploads`) mean the same place whatever folder a command runs in. */
import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RefusedStart } from './refused-start.ts';

export const BACKEND_FOLDER = fileURLToPath(new URL('..', import.meta.url));
export const CLIENT_FOLDER = fileURLToPath(new URL('../../frontend/dist', import.meta.url));

/** A folder that a variable names for what people entrusted to us. Throws when it lies in one that is served to everybody. */
export const privateFolder = (variable: string, path: string, served = CLIENT_FOLDER): string => {
  const folder = resolve(BACKEND_FOLDER, path);
  const within = relative(real(served), real(folder));
  if (!isAbsolute(within) && within.split(/[\\/]/)[0] !== '..')
    throw new RefusedStart(`${variable} lies in ${served}, which is served to everybody`);
  return folder;
};

/** Past every symbolic link; what is not there yet lies where its parent really is. */
const real = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === path ? path : resolve(real(parent), relative(parent, path));
  }
};
