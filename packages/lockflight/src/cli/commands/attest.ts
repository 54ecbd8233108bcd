import { actedReport } from '../acted.ts';
import type { CommandDefinition } from '../command.ts';
import { countOption, oneOf, requiredOption, textOption } from '../option.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight attest KIND`: what a person observed, under their own forge identity. */
export const attest: CommandDefinition = {
  name: 'attest',
  summary: { en: 'attest what you observed, as yourself', fr: 'atteste ce que vous avez observé, en votre nom' },
  usage: 'KIND --result passed|failed [--note WORDS] [--pull-request N]',
  options: { result: { type: 'string' }, note: { type: 'string' }, 'pull-request': { type: 'string' } },
  explains: {
    result: { en: 'passed or failed; a post-mortem needs none', fr: "passed ou failed ; un post-mortem s'en passe" },
    note: { en: 'a word or a link that goes with it', fr: "un mot ou un lien qui l'accompagne" },
    'pull-request': { en: 'which one, where several are open', fr: "laquelle, s'il y en a plusieurs d'ouvertes" },
  },
  examples: ['attest user-tests --result passed', 'attest post-mortem --note https://example.org/pm'],
  positionals: { min: 1, max: 1 },
  run: async (invocation) => {
    const { attest: act } = await import('../../flow/act/attest.ts');
    const kind = invocation.positionals[0] ?? '';
    // What was not said is not taken for good; a post-mortem is written, it does not fail.
    if (kind !== 'post-mortem') requiredOption(invocation, 'result', 'passed');
    const result = oneOf(invocation, 'result', ['passed', 'failed'], 'passed');
    const pullRequest = countOption(invocation, 'pull-request');
    const note = textOption(invocation, 'note');
    const world = await worldOf(invocation);
    return actedReport(
      await act(world, {
        kind,
        result,
        ...(pullRequest === undefined ? {} : { pullRequest }),
        ...(note === undefined ? {} : { note }),
      }),
    );
  },
};
