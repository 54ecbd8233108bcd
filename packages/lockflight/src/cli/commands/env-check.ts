import type { Phase } from '../../contract/model.ts';
import type { Issue } from '../../env/issue.ts';
import { listed } from '../../env/listed.ts';
import { LockflightError } from '../../errors.ts';
import { envCheck as check } from '../../flow/environment/check.ts';
import { contractIn } from '../../flow/environment/contract-here.ts';
import type { Annotation, CommandDefinition, Report } from '../command.ts';
import { wrap } from '../wrap.ts';
import { judgementLines } from './env-check-lines.ts';
import { judgementJson } from './judgement-json.ts';

const PHASES: readonly Phase[] = ['build', 'boot', 'run'];

/**
 * `lockflight env check`: would this environment start? Exit 0 when it would, 1 when its boot is blocked, 2 when the call or the contract is wrong.
 * With `--file`, the files are all that is judged, and the process is left out.
 */
export const envCheck: CommandDefinition = {
  name: 'env check',
  summary: { en: 'judge the variables of an environment', fr: "juge les variables d'un environnement" },
  usage: '[--env E] [--file PATH | --file E=PATH]... [--all] [--strict] [--phase build|boot|run]',
  options: {
    env: { type: 'string' },
    file: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    strict: { type: 'boolean' },
    phase: { type: 'string' },
  },
  explains: {
    env: { en: 'which environment; else the selector says it', fr: 'quel environnement ; sinon le sélecteur le dit' },
    file: { en: 'read this file, and not the process; repeatable', fr: 'lire ce fichier, et non le processus ; répétable' },
    all: { en: 'every environment that has a file', fr: 'tous les environnements qui ont un fichier' },
    strict: { en: 'warnings count as errors', fr: 'les avertissements comptent comme des erreurs' },
    phase: { en: 'only what is needed then', fr: 'seulement ce qui sert à ce moment' },
  },
  examples: ['env check --env production', 'env check --all --file staging=.env.staging'],
  positionals: { min: 0, max: 0 },
  run: async ({ options, directory, environment }): Promise<Report> => {
    const phase = phaseOf(options.phase);
    const all = options.all === true;
    if (all && options.env !== undefined) throw badArguments('--all and --env exclude each other', "--all et --env s'excluent");
    const contract = await contractIn(directory);
    const { judgements, skipped } = await check({
      contract,
      contractDirectory: directory,
      directory,
      ...(typeof options.env === 'string' ? { named: options.env } : {}),
      files: Array.isArray(options.file) ? options.file : [],
      all,
      strict: options.strict === true,
      ...(phase === undefined ? {} : { phase }),
      process: environment,
    });
    const ok = judgements.every((judgement) => judgement.ok);
    const [only] = judgements.map(judgementJson);
    return {
      exit: ok ? 0 : 1,
      json: all ? { ok, environments: judgements.map(judgementJson) } : only,
      language: contract.language,
      lines: (paint, language) => [
        ...judgements.flatMap((judgement, index) => [...(index === 0 ? [] : ['']), ...judgementLines(judgement, paint, language)]),
        ...(skipped.length === 0 ? [] : ['', ...wrap(notJudged(skipped)[language], 80)]),
      ],
      annotations: judgements.flatMap((judgement) => judgement.issues.map(annotation)),
    };
  },
};

const notJudged = (skipped: readonly string[]) => ({
  en: `not judged, no file was given: ${listed(skipped).en}`,
  fr: `non jugé, aucun fichier donné : ${listed(skipped).fr}`,
});

const annotation = ({ code, variable, severity, message, fix, rule }: Issue): Annotation => ({
  level: severity,
  file: rule.file,
  line: rule.line,
  title: `${code} ${variable}`,
  message: { en: `${message.en}: ${fix.en}`, fr: `${message.fr} : ${fix.fr}` },
});

const phaseOf = (said: unknown): Phase | undefined => {
  if (said === undefined) return undefined;
  const phase = PHASES.find((known) => known === said);
  if (phase === undefined) throw badArguments('--phase is build, boot or run', '--phase vaut build, boot ou run');
  return phase;
};

const badArguments = (en: string, fr: string): LockflightError =>
  new LockflightError({
    code: 'bad-arguments',
    exit: 2,
    message: { en, fr },
    hint: { en: `usage: lockflight env check ${envCheck.usage}`, fr: `usage : lockflight env check ${envCheck.usage}` },
  });
