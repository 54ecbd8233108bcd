/** The whole contract: one schema, which is the definition for the parser, the types and the editors' JSON Schema alike. */
import * as z from 'zod';
import { commands, personSteps, procedures } from './command.ts';
import { environments } from './environment.ts';
import { flow, migrations, rollback, sources } from './flow.ts';
import { groups } from './group.ts';
import { archive, ledger, people, prohibitions, protect } from './guard.ts';
import { entries } from './limits.ts';
import { services } from './service.ts';
import { integrity, label, name, oneOrMany, oneOrMore, path, release, variableName, version } from './shapes.ts';
import { text, texts } from './text.ts';
import { variables } from './variable.ts';

const recorder = z.strictObject({
  'runs-on': z
    .union([
      oneOrMore(label),
      z.strictObject({
        group: label.meta({ description: 'A runner group that only the workflow of the default branch may use.' }),
        labels: oneOrMore(label).optional(),
      }),
    ])
    .optional()
    .meta({ description: "The labels of its runner, or its group; a runner of one's own is in such a group, or ephemeral." }),
  ephemeral: z.boolean().optional().meta({ description: 'Its runner does one job and is thrown away.' }),
  token: z
    .enum(['app', 'workflow'])
    .optional()
    .meta({ description: "Whose word it is: the organisation's own App (default), or the workflow's own token." }),
  integrity: integrity
    .optional()
    .meta({ description: 'What npm says of the version that is pinned: npm view lockflight@VERSION dist.integrity' }),
});

const generate = z.strictObject({
  validator: path.optional().meta({ description: 'TypeScript, compiled ahead of time, without any import.' }),
  samples: entries(name, oneOrMany(path)).optional().meta({ description: 'Sample files of each environment.' }),
  reference: path.optional().meta({ description: 'The document that says all that the contract says.' }),
  agents: path.optional().meta({ description: 'A section for coding agents, between markers.' }),
  report: path
    .optional()
    .meta({ description: 'TypeScript without any import: what a running service answers at /.well-known/lockflight.' }),
  recorder: recorder
    .optional()
    .meta({ description: 'The workflows of the recorder: .github/workflows/lockflight.yml and lockflight-wake.yml.' }),
});

export const contractSchema = z.strictObject({
  lockflight: z.literal(1).meta({ description: 'The version of the contract language.' }),
  project: name.meta({ description: 'The name of the project.' }),
  about: text.optional().meta({ description: 'The objective.' }),
  principles: texts.optional().meta({ description: 'The rules, in words.' }),
  status: texts.optional(),
  prohibitions: prohibitions.optional(),
  language: z.enum(['fr', 'en']).optional().meta({ description: 'Of generated documents and default messages.' }),
  select: oneOrMore(variableName).optional().meta({ description: 'What tells a running process where it is; the first one set wins.' }),
  environments: environments.meta({ description: 'The named places where code runs.' }),
  variables: variables.optional(),
  groups: groups.optional(),
  services: services.optional(),
  commands: commands.optional(),
  procedures: procedures.optional(),
  steps: personSteps.optional().meta({ description: 'The words of the steps that a person does.' }),
  flow: flow.optional().meta({ description: 'Which environment may feed which; nothing else is allowed.' }),
  rollback: rollback.optional(),
  migrations: migrations.optional(),
  sources: sources.optional().meta({ description: 'Where logs are read.' }),
  version: z
    .union([version, z.strictObject({ is: release.meta({ description: 'The version itself.' }) })])
    .optional()
    .meta({ description: "Where a release's version comes from: a package.json, the newest tag, or this very file." }),
  people: people.optional().meta({ description: 'Roles: logins and teams.' }),
  protect: protect.optional(),
  archive: archive.optional().meta({ description: 'The name of the tag that keeps what production had.' }),
  ledger: ledger.optional(),
  generate: generate.optional(),
});

export type ContractInput = z.infer<typeof contractSchema>;
