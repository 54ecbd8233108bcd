import { dispatchedReport } from '../acted.ts';
import type { CommandDefinition } from '../command.ts';
import { instantOption, requiredOption } from '../option.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight hold STEP`: a named, owned stop; a freeze is one with a beginning and an end. */
export const hold: CommandDefinition = {
  name: 'hold',
  summary: { en: 'stop a step', fr: 'suspend une étape' },
  usage: 'STEP --why WORDS [--from WHEN] [--until WHEN]',
  options: { why: { type: 'string' }, from: { type: 'string' }, until: { type: 'string' } },
  explains: {
    why: { en: 'the reason; everybody sees it', fr: 'la raison ; tout le monde la voit' },
    from: { en: 'when it begins; now by default', fr: 'quand elle commence ; maintenant par défaut' },
    until: { en: 'when it ends by itself', fr: "quand elle prend fin d'elle-même" },
  },
  examples: ['hold release --why "release freeze" --until 2026-12-27'],
  positionals: { min: 1, max: 1 },
  run: async (invocation) => {
    const step = invocation.positionals[0] ?? '';
    const why = requiredOption(invocation, 'why', '"release freeze"');
    const from = instantOption(invocation, 'from');
    const until = instantOption(invocation, 'until');
    const { dispatch } = await import('../../flow/act/dispatch.ts');
    const done = await dispatch(await worldOf(invocation), {
      act: 'hold',
      step,
      why,
      ...(from === undefined ? {} : { from }),
      ...(until === undefined ? {} : { until }),
    });
    return dispatchedReport(done, (language) =>
      language === 'fr'
        ? `suspend ${step}${until === undefined ? '' : ` jusqu'au ${until}`} (${why}).`
        : `holds ${step}${until === undefined ? '' : ` until ${until}`} (${why}).`,
    );
  },
};
