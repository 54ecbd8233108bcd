/** The digest of the contract's text as it stands, by which the ledger calls it too. Errors: `generated-file-unwritable`. */
import { createHash } from 'node:crypto';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import { placeOf, unwritable } from './place.ts';
import { readGenerated } from './write.ts';

export const contractDigest = async (directory: string): Promise<string> => {
  const text = await readGenerated(await placeOf(directory, CONTRACT_NAME), CONTRACT_NAME);
  if (text === undefined) throw unwritable(CONTRACT_NAME, undefined);
  return createHash('sha256').update(text, 'utf8').digest('hex');
};
