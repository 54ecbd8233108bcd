import { dispatchedReport } from '../acted.ts';
import type { CommandDefinition } from '../command.ts';
import { instantOption, requiredOption } from '../option.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight waive GATE-ID`: a recorded exception, only where the step allows it, with a reason and an end. */
export const waive: CommandDefinition = {
  name: 'waive',
  summary: { en: 'record an exception for a waivable gate', fr: 'consigne une dérogation pour une porte qui en admet' },
  usage: 'GATE-ID --step ID --why WORDS --until WHEN',
  options: { step: { type: 'string' }, why: { type: 'string' }, until: { type: 'string' } },
  explains: {
    step: { en: 'the step whose gate it is', fr: "l'étape à laquelle cette porte appartient" },
    why: { en: 'the reason; it is recorded', fr: 'la raison ; elle est consignée' },
    until: { en: 'when the exception ends', fr: 'quand la dérogation prend fin' },
  },
  examples: ['waive up-to-date --step release --why "outage" --until 2026-11-30'],
  positionals: { min: 1, max: 1 },
  run: async (invocation) => {
    const gate = invocation.positionals[0] ?? '';
    const step = requiredOption(invocation, 'step', 'release');
    const why = requiredOption(invocation, 'why', '"hotfix for the outage"');
    requiredOption(invocation, 'until', '2026-11-21T18:00:00Z');
    const until = instantOption(invocation, 'until') ?? '';
    const { dispatch } = await import('../../flow/act/dispatch.ts');
    const done = await dispatch(await worldOf(invocation), { act: 'waive', step, gate, why, until });
    return dispatchedReport(done, (language) =>
      language === 'fr' ? `déroge à ${gate} sur ${step} jusqu'au ${until} (${why}).` : `waives ${gate} on ${step} until ${until} (${why}).`,
    );
  },
};
