/**
 * Where this package stands on disk: from source it is `packages/lockflight` of a checkout, published it is the folder that npm made. Found by walking up,
 * since a bundler moves modules into chunks and no path relative to a module survives that.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const isOwn = (folder: string): boolean => {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'lockflight';
};

/** Absolute path of the folder whose package.json is ours. Throws where there is none: the package was taken apart. */
export const ownFolder = (from: string = import.meta.dirname): string => {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) if (isOwn(folder)) return folder;
  throw new Error(`no package.json of lockflight above ${from}`);
};

/** The version in that package.json. */
export const ownVersion = (): string => JSON.parse(readFileSync(join(ownFolder(), 'package.json'), 'utf8')).version;

/** The program, as a shell would start it. */
export const binPath = (): string => join(ownFolder(), 'bin', 'lockflight.js');

/** The two example projects: published beside the code, in a checkout at its root. */
export const examplesFolder = (): string => {
  const published = join(ownFolder(), 'examples');
  return existsSync(published) ? published : join(ownFolder(), '../../examples');
};
