import { resolve } from 'node:path';
import type { CommandDefinition, Report } from '../command.ts';
import { counted, ENTRIES } from '../counted.ts';
import { LEDGER_EXPLAINS, LEDGER_OPTIONS, whichLedger } from '../ledger-options.ts';
import { requiredOption } from '../option.ts';
import { wrap } from '../wrap.ts';

/** `lockflight ledger rebuild --out FILE`: the entries as an SQLite file, made anew from the ledger. */
export const ledgerRebuild: CommandDefinition = {
  name: 'ledger rebuild',
  summary: { en: 'an SQLite index of the record', fr: 'un index SQLite du registre' },
  usage: '--out FILE [--branch BRANCH] [--fetch]',
  options: { ...LEDGER_OPTIONS, out: { type: 'string' } },
  explains: {
    ...LEDGER_EXPLAINS,
    out: { en: 'the file; an older index there is replaced', fr: 'le fichier ; un index plus ancien y est remplacé' },
  },
  examples: ['ledger rebuild --out ledger.db'],
  positionals: { min: 0, max: 0 },
  run: async (invocation): Promise<Report> => {
    const out = requiredOption(invocation, 'out', 'ledger.db');
    const { rebuildIndex } = await import('../../flow/ledger/rebuild-index.ts');
    const rebuilt = await rebuildIndex(whichLedger(invocation), resolve(invocation.directory, out));
    return {
      exit: 0,
      json: { file: rebuilt.file, entries: rebuilt.entries, head: rebuilt.head },
      lines: (_paint, language) => wrap(`${counted(rebuilt.entries, ENTRIES, language)} -> ${out} (${rebuilt.head.slice(0, 7)})`, 80, '  '),
    };
  },
};
