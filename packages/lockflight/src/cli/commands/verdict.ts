import type { CommandDefinition, Report } from '../command.ts';
import { textOption } from '../option.ts';
import { verdictJson, verdictLines } from '../print-verdict.ts';
import { verdictExit, verdictMeta } from '../verdict-meta.ts';
import { worldOf } from '../world-of.ts';

/** `lockflight verdict FROM TO`: every gate for the candidate. Exit 1 when a gate is blocked, 3 when every open gate is errored. */
export const verdict: CommandDefinition = {
  name: 'verdict',
  summary: { en: 'judge a candidate, gate by gate', fr: 'juge un candidat, porte par porte' },
  usage: 'FROM TO [--step ID] [--candidate COMMIT]',
  options: { step: { type: 'string' }, candidate: { type: 'string' } },
  explains: {
    step: { en: 'which step, where several lead there', fr: 'quelle étape, si plusieurs y mènent' },
    candidate: { en: 'this commit, and not the head of the line', fr: 'ce commit, et non la tête de la ligne' },
  },
  examples: ['verdict staging production'],
  positionals: { min: 2, max: 2 },
  run: async (invocation): Promise<Report> => {
    const [from = '', to = ''] = invocation.positionals;
    const step = textOption(invocation, 'step');
    const candidate = textOption(invocation, 'candidate');
    const { readVerdict } = await import('../../flow/verdict/verdict.ts');
    const answer = await readVerdict(await worldOf(invocation), {
      from,
      to,
      ...(step === undefined ? {} : { step }),
      ...(candidate === undefined ? {} : { candidate }),
    });
    const meta = verdictMeta(answer.situation);
    return {
      exit: verdictExit(answer.verdict),
      language: answer.situation.contract.language,
      json: verdictJson(answer.verdict, meta),
      lines: (paint, language) => verdictLines(answer.verdict, meta, paint, language),
    };
  },
};
