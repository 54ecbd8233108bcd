import { actedReport } from '../acted.ts';
import type { CommandDefinition } from '../command.ts';
import { countOption, textOption } from '../option.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight approve KIND`: a person's approval, under their own forge identity. */
export const approve: CommandDefinition = {
  name: 'approve',
  summary: { en: 'approve a promotion or rollback, as yourself', fr: 'approuve une promotion ou un retour arrière, en votre nom' },
  usage: 'KIND [--pull-request N] [--note WORDS]',
  options: { 'pull-request': { type: 'string' }, note: { type: 'string' } },
  explains: {
    'pull-request': { en: 'which one, where several are open', fr: "laquelle, s'il y en a plusieurs d'ouvertes" },
    note: { en: 'a word that goes with it', fr: "un mot qui l'accompagne" },
  },
  examples: ['approve release', 'approve rollback --pull-request 41'],
  positionals: { min: 1, max: 1 },
  run: async (invocation) => {
    const { approve: act } = await import('../../flow/act/approve.ts');
    const pullRequest = countOption(invocation, 'pull-request');
    const note = textOption(invocation, 'note');
    const world = await worldOf(invocation);
    return actedReport(
      await act(world, {
        kind: invocation.positionals[0] ?? '',
        ...(pullRequest === undefined ? {} : { pullRequest }),
        ...(note === undefined ? {} : { note }),
      }),
    );
  },
};
