/** The names that code and configuration of a folder read; undefined where nothing in it reads any, since then nothing is known of what does. Errors: none. */
import { scanRepository } from '../scan/scan-repository.ts';

export const namesRead = async (directory: string): Promise<ReadonlySet<string> | undefined> => {
  const { reads } = await scanRepository(directory);
  return reads.length === 0 ? undefined : new Set(reads.map(({ name }) => name));
};
