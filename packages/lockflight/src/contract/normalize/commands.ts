import type { CommandInput, ProofInput } from '../grammar/command.ts';
import type { TextInput } from '../grammar/text.ts';
import type { Command, Environment, Procedure, Proof } from '../model.ts';
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
function toCommandCell(command: CommandInput, environment: Environment): Command['cells'][number] {
  const cell = command.in?.[environment.name];
  if (cell === undefined) return { environment: environment.name, mode: command.in === undefined ? 'allow' : 'deny' };
  if (typeof cell === 'string') return { environment: environment.name, mode: cell };
  return defined<Command['cells'][number]>({
    environment: environment.name,
    mode: cell.mode,
    on: cell.on,
    about: toOptionalText(cell.about),
  });
}

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
