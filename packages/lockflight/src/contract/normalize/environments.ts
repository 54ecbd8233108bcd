import type { EnvironmentInput } from '../grammar/environment.ts';
import type { Environment, EnvironmentFact, NamesPlace, Need, ReportPlace } from '../model.ts';
import type { Positions } from '../source/positions.ts';
import { defined, listOf } from './defined.ts';
import { toSeconds } from './duration.ts';
import { toOptionalText, toText } from './texts.ts';

export function toEnvironments(input: Readonly<Record<string, EnvironmentInput>>, positions: Positions): readonly Environment[] {
  return Object.entries(input).map(([name, environment]) => {
    const strict = environment.kind === 'staging' || environment.kind === 'production';
    return defined<Environment>({
      name,
      kind: environment.kind,
      aliases: listOf(environment.aliases),
      files: listOf(environment.files),
      branch: environment.branch,
      setIn: toPlaces(environment['set-in']),
      report: toReport(environment.report),
      host: environment.host,
      boot: environment.boot ?? (strict ? 'block' : 'warn'),
      allows: listOf(environment.allows),
      forbids: listOf(environment.forbids),
      data: environment.data,
      facts: toFacts(environment),
      commands: listOf(environment.commands),
      title: toOptionalText(environment.title),
      at: positions.of(['environments', name], 'key'),
    });
  });
}

const DAY = 86_400;

const toPlaces = (input: EnvironmentInput['set-in']): readonly NamesPlace[] | undefined =>
  (input === undefined || Array.isArray(input) ? input : [input])?.map((place): NamesPlace => {
    if (place === 'forge') return { kind: 'forge' };
    if ('file' in place) {
      const age = place['max-age'];
      return { kind: 'file', path: place.file, maxAgeSeconds: age === undefined ? DAY : toSeconds(age) };
    }
    if ('command' in place) return { kind: 'command', run: place.command, env: listOf(place.env) };
    return defined<Extract<NamesPlace, { kind: 'service' }>>({ kind: 'service', url: place.service, token: place.token });
  });

const toReport = (input: EnvironmentInput['report']): Environment['report'] =>
  input === undefined
    ? undefined
    : typeof input === 'string'
      ? { url: input }
      : defined<ReportPlace>({ url: input.service, token: input.token });

function toFacts(environment: EnvironmentInput): readonly EnvironmentFact[] {
  const words = (['about', 'role', 'logs', 'access'] as const).flatMap((name) => {
    const input = environment[name];
    return input === undefined ? [] : [{ name, value: toText(input) }];
  });
  const flags = (['contractual', 'stable', 'persistent'] as const).flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [{ name, value }];
  });
  return [...words, ...flags];
}

/** What an environment's kind asks of a variable, a group or a service that says nothing. */
export const needOfKind = (environment: Environment): Need =>
  environment.kind === 'staging' || environment.kind === 'production' ? 'required' : 'optional';
