/** The packages of a repository, from their package.json: which folder an import by name leads to, and which package a file belongs to. */
import { folder } from '../../env/scan/code/resolve.ts';
import type { Packages } from '../../env/scan/scan.ts';

/** `manifests`: the text of every package.json, by path. */
export const packagesFrom = (manifests: ReadonlyMap<string, string>): Packages => {
  const byName = new Map<string, string>();
  const folders = new Set<string>();
  for (const [path, text] of manifests) {
    folders.add(folder(path));
    const name = nameIn(text);
    if (name !== undefined && !byName.has(name)) byName.set(name, folder(path));
  }
  return { byName, folderOf: nearestOf(folders) };
};

/** The nearest of some folders, from a file's own upwards; the root when none is. */
export const nearestOf = (folders: ReadonlySet<string>): ((file: string) => string) => {
  const known = new Map<string, string>();
  const nearest = (at: string): string => {
    if (at === '' || folders.has(at)) return at;
    const there = known.get(at);
    if (there !== undefined) return there;
    const found = nearest(folder(at));
    known.set(at, found);
    return found;
  };
  return (file) => nearest(folder(file));
};

const nameIn = (text: string): string | undefined => {
  try {
    const manifest: unknown = JSON.parse(text);
    return typeof manifest === 'object' && manifest !== null && 'name' in manifest && typeof manifest.name === 'string'
      ? manifest.name
      : undefined;
  } catch {
    return undefined;
  }
};
