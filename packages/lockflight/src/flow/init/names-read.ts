/**
 * The names that code and configuration of a folder read, with those that source in other languages names; undefined where nothing in it reads any, since then
 * nothing is known of what does. Errors: none.
 */
import { scanRepository } from '../scan/scan-repository.ts';
import { namesElsewhere } from './names-elsewhere.ts';

export const namesRead = async (directory: string): Promise<ReadonlySet<string> | undefined> => {
  const { reads, files } = await scanRepository(directory);
  const elsewhere = namesElsewhere(directory, files);
  return reads.length === 0 && elsewhere.size === 0 ? undefined : new Set([...reads.map(({ name }) => name), ...elsewhere]);
};
