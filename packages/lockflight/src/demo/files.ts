import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files by path; null removes one. */
export type Files = Readonly<Record<string, string | null>>;

/** Every file below a folder, by its path in it. */
export const filesBelow = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(folder.length + 1).replaceAll('\\', '/')] = await readFile(path, 'utf8');
  }
  return files;
};
