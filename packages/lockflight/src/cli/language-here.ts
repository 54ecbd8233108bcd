/** The language of the contract that a call is about, for failures, and answers that read no contract, of users who named none. Whatever is wrong with it says nothing. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../contract/text.ts';
import { GLOBAL_OPTIONS } from './parse.ts';
import type { Terminal } from './terminal.ts';

export const languageHere = async (argv: readonly string[], { cwd }: Terminal): Promise<Language | undefined> => {
  try {
    const { values } = parseArgs({ args: [...argv], options: GLOBAL_OPTIONS, allowPositionals: true, strict: false });
    const { directory = '.' } = values;
    const { readContractFile } = await import('../flow/read-contract-file.ts');
    const source = await readContractFile(resolve(cwd, String(directory)));
    // Only where there is a contract: its reader is larger than most commands.
    const { readContractSoon } = await import('../contract/read-soon.ts');
    return (await readContractSoon(source)).contract?.language;
  } catch {
    return undefined;
  }
};
