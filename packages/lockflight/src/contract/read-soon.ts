import { readSoundContract } from './read-sound.ts';
import type { ReadContract } from './reading.ts';

/** As `readContract`; its libraries are loaded only for a contract that needs them. */
export const readContractSoon = async (source: { readonly file: string; readonly text: string }): Promise<ReadContract> =>
  readSoundContract(source) ?? (await import('./read-parsed.ts')).readParsedContract(source);
