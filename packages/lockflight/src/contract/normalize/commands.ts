import type { CommandInput, ProofInput } from '../grammar/command.ts';
import type { TextInput } from '../grammar/text.ts';
import type { Command, CommandCell, CommandMode, Environment, PipelineIdentity, Procedure, Proof } from '../model.ts';
import type { Positions } from '../source/positions.ts';
import { defined, listOf } from './defined.ts';
import { toOptionalText, toText } from './texts.ts';

export function toCommands(
  input: Readonly<Record<string, CommandInput>> | undefined,
  environments: readonly Environment[],
  positions: Positions,
): readonly Command[] {
  return Object.entries(input ?? {}).map(([name, command]) =>
    defined<Command>({
      name,
      run: command.run,
      about: toOptionalText(command.about),
      activity: command.activity,
      after: listOf(command.after),
      proves: listOf<ProofInput>(command.proves).map(toProof),
      deploys: command.deploys ?? false,
      cells: environments.map((environment) => toCommandCell(command, environment)),
      at: positions.of(['commands', name], 'key'),
    }),
  );
}

const toProof = (proof: ProofInput): Proof =>
  defined<Proof>({
    kind: proof.kind,
    environment: proof.environment,
    workflow: proof.workflow,
    job: proof.job,
    scripts: listOf(proof.scripts),
    activity: proof.activity,
  });

/** Without `in` every environment allows; with it, an environment that it does not name is denied. */
function toCommandCell(command: CommandInput, environment: Environment): CommandCell {
  const cell = command.in?.[environment.name];
  if (cell === undefined) return { environment: environment.name, mode: command.in === undefined ? 'allow' : 'deny' };
  const { mode, on, identity, about } = typeof cell === 'string' ? { mode: cell } : cell;
  return defined<CommandCell>({
    environment: environment.name,
    mode,
    on,
    identity: identityOf(mode, identity, environment),
    about: toOptionalText(about),
  });
}

/** Elsewhere than in production a workflow may do without the permission that it takes: what a laptop deploys there, the next push replaces. */
const identityOf = (mode: CommandMode, said: PipelineIdentity | undefined, { kind }: Environment): PipelineIdentity | undefined =>
  mode === 'pipeline' ? (said ?? (kind === 'production' ? 'required' : 'claimed')) : undefined;

export function toProcedures(
  input: Readonly<Record<string, readonly string[]>> | undefined,
  commands: Readonly<Record<string, unknown>> | undefined,
  words: Readonly<Record<string, TextInput>> | undefined,
  positions: Positions,
): readonly Procedure[] {
  return Object.entries(input ?? {}).map(([name, steps]) => ({
    name,
    steps: steps.map((step) =>
      commands?.[step] === undefined ? { person: step, text: toText(words?.[step] ?? step) } : { command: step },
    ),
    at: positions.of(['procedures', name], 'key'),
  }));
}
