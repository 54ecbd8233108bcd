/** What `run` says when its child has ended, or when nothing was started. */
import type { Command, Contract, Procedure } from '../../contract/model.ts';
import { inLanguage, type Language } from '../../contract/text.ts';
import type { Judgement } from '../../env/issue.ts';
import { REFUSED } from '../../flow/run/failures.ts';
import type { RunOutcome } from '../../flow/run/run-command.ts';
import type { ProcedureOutcome } from '../../flow/run/run-procedure.ts';
import type { Report } from '../command.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';
import { judgementLines } from './env-check-lines.ts';
import { judgementJson } from './judgement-json.ts';

const refusedLines =
  (judgement: Judgement): Report['lines'] =>
  (paint, language) => [
    paint('bad', { en: 'nothing was started', fr: "rien n'a été lancé" }[language]),
    ...judgementLines(judgement, paint, language),
  ];

export const commandReport = (command: Command, contract: Contract, outcome: RunOutcome): Report => {
  const { name } = command;
  if (outcome.kind === 'refused') {
    const { judgement } = outcome;
    const json = {
      name,
      kind: 'command',
      environment: judgement.environment,
      started: false,
      exit: REFUSED,
      judgement: judgementJson(judgement),
    };
    return { exit: REFUSED, json, language: contract.language, lines: refusedLines(judgement) };
  }
  const { environment, exit, pipeline, deployment } = outcome;
  const proves = [...new Set(command.proves.map((p) => p.kind))];
  return {
    exit,
    json: {
      name,
      kind: 'command',
      environment,
      started: true,
      exit,
      ...(proves.length === 0 ? {} : { proves }),
      ...(pipeline === undefined ? {} : { pipeline }),
      ...(deployment === undefined ? {} : { deployment }),
    },
    language: contract.language,
    lines: (paint, language) => [
      ...(proves.length === 0 ? [] : wrap(noEvidence(proves)[language], 80)),
      ...(pipeline === 'claimed' ? unproven([name], paint, language) : []),
    ],
  };
};

const unproven = (names: readonly string[], paint: Paint, language: Language): readonly string[] => [
  ...wrap(
    paint(
      'doubt',
      {
        en: `${names.join(', ')}: that this was the pipeline is not proven. Its variables say so, and anybody can set them.`,
        fr: `${names.join(', ')} : que c'était le pipeline n'est pas prouvé. Ses variables le disent, et n'importe qui peut les définir.`,
      }[language],
    ),
    80,
  ),
  {
    en: '-> give the job an identity: permissions: { id-token: write }',
    fr: '-> donnez une identité à la tâche : permissions: { id-token: write }',
  }[language],
];

const noEvidence = (kinds: readonly string[]) => ({
  en: `This run is no evidence of ${kinds.join(', ')}: only the forge's run counts.`,
  fr: `Cette exécution n'est pas une preuve de ${kinds.join(', ')} : seule celle de la forge compte.`,
});

export const procedureReport = (procedure: Procedure, contract: Contract, { done, stopped, pipeline }: ProcedureOutcome): Report => {
  const { name } = procedure;
  const outcome = stopped?.outcome;
  const claimed = [...new Set(pipeline.flatMap(({ step, proof }) => (proof === 'claimed' ? [step] : [])))];
  const exit = outcome === undefined ? 0 : outcome.kind === 'ended' ? outcome.exit : outcome.kind === 'person' ? 1 : REFUSED;
  const json = {
    name,
    kind: 'procedure',
    environment: outcome?.kind === 'ended' ? outcome.environment : outcome?.kind === 'refused' ? outcome.judgement.environment : null,
    started: done.length > 0 || outcome?.kind === 'ended',
    exit,
    done,
    ...(pipeline.length === 0 ? {} : { pipeline: claimed.length === 0 ? 'proven' : 'claimed' }),
    ...(claimed.length === 0 ? {} : { claimed }),
    ...(outcome?.kind === 'refused' ? { judgement: judgementJson(outcome.judgement) } : {}),
    ...(stopped === undefined
      ? {}
      : { stopped: { step: stopped.step, from: stopped.from, ...(outcome?.kind === 'person' ? { text: outcome.text } : {}) } }),
  };
  return {
    exit,
    json,
    language: contract.language,
    lines: (paint, language) => [
      ...(outcome?.kind === 'refused' ? refusedLines(outcome.judgement)(paint, language) : []),
      ...(stopped === undefined
        ? [paint('good', { en: `${name}: every step is done`, fr: `${name} : toutes les étapes sont faites` }[language])]
        : stoppedLines(name, stopped, language)),
      ...(claimed.length === 0 ? [] : unproven(claimed, paint, language)),
    ],
  };
};

const stoppedLines = (name: string, stopped: NonNullable<ProcedureOutcome['stopped']>, language: Language): readonly string[] => {
  const { step, from, outcome } = stopped;
  const words =
    outcome.kind === 'person'
      ? {
          en: `${name} waits at ${step}, which a person does: ${inLanguage(outcome.text, 'en')}`,
          fr: `${name} attend à ${step}, qu'une personne fait : ${inLanguage(outcome.text, 'fr')}`,
        }
      : { en: `${name} stopped at ${step}`, fr: `${name} s'est arrêtée à ${step}` };
  const next = String(outcome.kind === 'person' ? Number(from) + 1 : from);
  return [
    ...wrap(words[language], 80),
    ...wrap(
      { en: `-> then: lockflight run ${name} --from ${next}`, fr: `-> ensuite : lockflight run ${name} --from ${next}` }[language],
      80,
    ),
  ];
};
