/** Where a relative path begins is the application's choice: beside the contract, or beside its variables. The first such place where something of that kind stands. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ProbeInput } from './probe.ts';

/** Absolute. Undefined: nothing of that kind stands at any of them. */
export const firstThere = async (
  { folders }: Pick<ProbeInput, 'folders'>,
  path: string,
  kind: 'file' | 'directory',
): Promise<string | undefined> => {
  for (const folder of folders) {
    const at = resolve(folder, path);
    const found = await stat(at).catch(() => undefined);
    if (kind === 'file' ? found?.isFile() : found?.isDirectory()) return at;
  }
  return undefined;
};
