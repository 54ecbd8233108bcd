import { dispatchedReport } from '../acted.ts';
import type { CommandDefinition } from '../command.ts';
import { textOption } from '../option.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight release-hold ID`: by whoever holds, or an owner. The hold of a rollback ends with its post-mortem alone. */
export const releaseHold: CommandDefinition = {
  name: 'release-hold',
  summary: { en: 'lift a hold', fr: 'lève une suspension' },
  usage: 'ID [--why WORDS]',
  options: { why: { type: 'string' } },
  explains: {
    why: { en: 'why it may go on', fr: 'pourquoi cela peut reprendre' },
  },
  examples: ['release-hold hold-release-1'],
  positionals: { min: 1, max: 1 },
  run: async (invocation) => {
    const id = invocation.positionals[0] ?? '';
    const why = textOption(invocation, 'why');
    const { dispatch } = await import('../../flow/act/dispatch.ts');
    const done = await dispatch(await worldOf(invocation), { act: 'release-hold', id, ...(why === undefined ? {} : { why }) });
    return dispatchedReport(done, (language) => (language === 'fr' ? `lève ${id}.` : `lifts ${id}.`));
  },
};
