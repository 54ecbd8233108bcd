import { dispatchedReport } from '../acted.ts';
import type { CommandDefinition } from '../command.ts';
import { instantOption, requiredOption, textOption } from '../option.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight waive GATE-ID`: a recorded exception, only where the step allows it, with a reason and an end. */
export const waive: CommandDefinition = {
  name: 'waive',
  summary: { en: 'record an exception for a waivable gate', fr: 'consigne une dérogation pour une porte qui en admet' },
  usage: 'GATE-ID --why WORDS --until WHEN [--step ID]',
  options: { step: { type: 'string' }, why: { type: 'string' }, until: { type: 'string' } },
  explains: {
    step: { en: 'the step, where several let this gate be waived', fr: "l'étape, si plusieurs admettent une dérogation à cette porte" },
    why: { en: 'the reason; it is recorded', fr: 'la raison ; elle est consignée' },
    until: { en: 'when the exception ends', fr: 'quand la dérogation prend fin' },
  },
  examples: ['waive up-to-date --why "outage" --until 2026-11-30'],
  positionals: { min: 1, max: 1 },
  run: async (invocation) => {
    const gate = invocation.positionals[0] ?? '';
    const named = textOption(invocation, 'step');
    const why = requiredOption(invocation, 'why', '"hotfix for the outage"');
    requiredOption(invocation, 'until', '2026-11-21T18:00:00Z');
    const until = instantOption(invocation, 'until') ?? '';
    const { dispatch } = await import('../../flow/act/dispatch.ts');
    const done = await dispatch(await worldOf(invocation), {
      act: 'waive',
      gate,
      why,
      until,
      ...(named === undefined ? {} : { step: named }),
    });
    const step = 'step' in done.act ? done.act.step : '';
    return dispatchedReport(done, (language) =>
      language === 'fr' ? `déroge à ${gate} sur ${step} jusqu'au ${until} (${why}).` : `waives ${gate} on ${step} until ${until} (${why}).`,
    );
  },
};
