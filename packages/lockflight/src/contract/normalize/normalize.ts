/** From what was written to the model: shorthands spelt out, defaults filled in, one cell for each variable in each environment. */
import type { ContractInput } from '../grammar/document.ts';
import type { Contract, Generate, RecorderWorkflow } from '../model.ts';
import type { Positions } from '../source/positions.ts';
import { toCommands, toProcedures } from './commands.ts';
import { defined, listOf } from './defined.ts';
import { toEnvironments } from './environments.ts';
import { toMigrations, toProtect, toRollback, toSources, toSteps } from './flow.ts';
import { toGroups } from './groups.ts';
import { toServices } from './services.ts';
import { toOptionalText, toText, toTexts } from './texts.ts';
import { toVariables } from './variables.ts';

export function normalize(input: ContractInput, positions: Positions): Contract {
  const environments = toEnvironments(input.environments, positions);
  return defined<Contract>({
    version: 1,
    project: input.project,
    about: toOptionalText(input.about),
    principles: toTexts(input.principles),
    status: toTexts(input.status),
    prohibitions: (input.prohibitions ?? []).map((prohibition, index) => ({
      text: toText(prohibition.text),
      enforcedBy: listOf(prohibition['enforced-by']),
      at: positions.of(['prohibitions', index]),
    })),
    language: input.language ?? 'en',
    select: input.select === undefined ? ['LOCKFLIGHT_ENV'] : listOf(input.select),
    environments,
    variables: toVariables(input.variables, input.groups, environments, positions),
    groups: toGroups(input.groups, environments, positions),
    services: toServices(input.services, environments, positions),
    commands: toCommands(input.commands, environments, positions),
    procedures: toProcedures(input.procedures, input.commands, input.steps, positions),
    flow: toSteps(input.flow, positions),
    rollback: toRollback(input.rollback, positions),
    migrations: toMigrations(input.migrations),
    sources: toSources(input.sources, positions),
    versionFrom: toVersion(input.version),
    people: Object.entries(input.people ?? {}).map(([name, members]) => ({ name, members: listOf(members) })),
    protect: toProtect(input.protect, positions),
    archive: Object.entries(input.archive ?? {}).map(([environment, pattern]) => ({
      environment,
      pattern,
      at: positions.of(['archive', environment], 'key'),
    })),
    ledgerBranch: input.ledger?.branch ?? 'lockflight/ledger',
    generate: toGenerate(input.generate),
  });
}

function toVersion(input: ContractInput['version']): Contract['versionFrom'] {
  if (input === undefined) return undefined;
  if (typeof input === 'object') return { kind: 'contract', is: input.is };
  return input === 'tag' ? { kind: 'tag' } : { kind: 'package', path: input };
}

const toGenerate = (input: ContractInput['generate']): Generate =>
  defined<Generate>({
    validator: input?.validator,
    samples: Object.entries(input?.samples ?? {}).map(([environment, files]) => ({ environment, files: listOf(files) })),
    reference: input?.reference,
    agents: input?.agents,
    report: input?.report,
    recorder: toRecorder(input?.recorder),
  });

const toRecorder = (input: NonNullable<ContractInput['generate']>['recorder']): Generate['recorder'] =>
  input === undefined
    ? undefined
    : defined<NonNullable<Generate['recorder']>>({
        runsOn: toRunsOn(input['runs-on'] ?? 'ubuntu-24.04'),
        ephemeral: input.ephemeral ?? false,
        token: input.token ?? 'app',
        integrity: input.integrity,
      });

type RunsOnInput = NonNullable<NonNullable<NonNullable<ContractInput['generate']>['recorder']>['runs-on']>;

const toRunsOn = (input: RunsOnInput): RecorderWorkflow['runsOn'] =>
  typeof input === 'object' && 'group' in input ? { group: input.group, labels: listOf(input.labels) } : { labels: listOf(input) };
