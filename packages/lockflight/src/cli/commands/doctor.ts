import { verbatim } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import { doctor as carryOut, type DoctorOutcome } from '../../flow/doctor/doctor.ts';
import { exitOf } from '../../flow/doctor/judge.ts';
import { contractIn } from '../../flow/environment/contract-here.ts';
import type { Annotation, CommandDefinition, Report } from '../command.ts';
import { doctorLines, progressWords } from './doctor-lines.ts';
import { judgementLines } from './env-check-lines.ts';
import { judgementJson } from './judgement-json.ts';

const SECONDS = 10;
const MOST_SECONDS = 600;

/**
 * `lockflight doctor`: are the services of this environment there, the right ones, and really working? Exit 0 when every required one is, 1 when one is not or the
 * environment itself is refused, 3 when none failed and one could not be decided.
 */
export const doctor: CommandDefinition = {
  name: 'doctor',
  summary: { en: 'probe the services of an environment', fr: "sonde les services d'un environnement" },
  usage: '[--env E] [--timeout SECONDS]',
  options: { env: { type: 'string' }, timeout: { type: 'string' } },
  explains: {
    env: { en: 'which environment; else the selector says it', fr: 'quel environnement ; sinon le sélecteur le dit' },
    timeout: { en: 'how long each service may take; 10 seconds', fr: 'temps laissé à chaque service ; 10 secondes' },
  },
  examples: ['doctor --env staging', 'doctor --timeout 30 --json'],
  positionals: { min: 0, max: 0 },
  run: async ({ options, directory, environment, now, progress }): Promise<Report> => {
    const timeoutMs = secondsOf(options.timeout) * 1000;
    const contract = await contractIn(directory);
    const outcome = await carryOut({
      contract,
      contractDirectory: directory,
      process: environment,
      now,
      timeoutMs,
      ...(typeof options.env === 'string' ? { named: options.env } : {}),
      onStart: (service) => progress(verbatim(`${service} ...`)),
      onEnd: (report) => progress(progressWords(report)),
    });
    return { language: contract.language, ...reportOf(outcome) };
  },
};

const reportOf = (outcome: DoctorOutcome): Omit<Report, 'language'> => {
  if (outcome.kind === 'refused') {
    const { judgement } = outcome;
    return {
      exit: 1,
      json: { environment: judgement.environment, ok: false, services: [], judgement: judgementJson(judgement) },
      lines: (paint, language) => [
        paint('bad', { en: 'no service was asked', fr: "aucun service n'a été interrogé" }[language]),
        ...judgementLines(judgement, paint, language),
      ],
    };
  }
  const { environment, services } = outcome;
  const exit = exitOf(services);
  return {
    exit,
    json: {
      environment,
      ok: exit === 0,
      services: services.map(({ at, mode, ...report }) => ({
        ...report,
        ...(mode === undefined ? {} : { mode }),
        rule: { file: at.file, line: at.line },
      })),
    },
    lines: (paint, language) => doctorLines(environment, services, exit, paint, language),
    annotations: services.flatMap((service) =>
      service.checks
        .filter((check) => check.outcome !== 'passed')
        .map(
          ({ code = 'service-not-visible', message, fix = message }): Annotation => ({
            level: service.decides ? 'error' : 'warning',
            file: service.at.file,
            line: service.at.line,
            title: `${code} ${service.name}`,
            message: { en: `${message.en}: ${fix.en}`, fr: `${message.fr} : ${fix.fr}` },
          }),
        ),
    ),
  };
};

const secondsOf = (said: unknown): number => {
  if (said === undefined) return SECONDS;
  const seconds = typeof said === 'string' && /^\d{1,3}$/.test(said) ? Number(said) : 0;
  if (seconds < 1 || seconds > MOST_SECONDS) {
    throw new LockflightError({
      code: 'bad-arguments',
      exit: 2,
      message: { en: `--timeout is 1 to ${MOST_SECONDS} seconds`, fr: `--timeout va de 1 à ${MOST_SECONDS} secondes` },
      hint: verbatim(`lockflight doctor ${doctor.usage}`),
    });
  }
  return seconds;
};
