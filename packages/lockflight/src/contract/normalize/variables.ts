import type { GroupInput } from '../grammar/group.ts';
import type { VariableInput, VariableMapping } from '../grammar/variable.ts';
import type { Environment, Variable } from '../model.ts';
import type { Positions } from '../source/positions.ts';
import { toCell } from './cells.ts';
import { defined, listOf } from './defined.ts';
import { toSeconds } from './duration.ts';
import { toOptionalText } from './texts.ts';

export function toVariables(
  input: Readonly<Record<string, VariableInput>> | undefined,
  groups: Readonly<Record<string, GroupInput>> | undefined,
  environments: readonly Environment[],
  positions: Positions,
): readonly Variable[] {
  const groupOf = membership(groups);
  return Object.entries(input ?? {}).map(([name, written]) => {
    const variable = variableMapping(written);
    const group = groupOf.get(name);
    const place = (environment: string) => {
      if (variable.in?.[environment] !== undefined) return positions.of(['variables', name, 'in', environment], 'key');
      if (group?.input.in?.[environment] !== undefined) return positions.of(['groups', group.name, 'in', environment], 'key');
      return positions.of(['variables', name], 'key');
    };
    return defined<Variable>({
      name,
      type: variable.type,
      secret: isSecret(variable),
      exposed: isExposed(name, variable),
      phases: variable.phase === undefined ? ['boot', 'run'] : listOf(variable.phase),
      distinct: variable.distinct ?? variable.secret ?? false,
      modes: variable.modes === undefined ? undefined : defined<NonNullable<Variable['modes']>>({ ...variable.modes }),
      deprecated: toDeprecated(variable.deprecated),
      owner: variable.owner,
      rotateSeconds: variable.rotate === undefined ? undefined : toSeconds(variable.rotate),
      example: variable.example,
      about: toOptionalText(variable.about),
      group: group?.name,
      cells: environments.map((environment) => toCell({ name, variable, group: group?.input, environment, at: place(environment.name) })),
      at: positions.of(['variables', name], 'key'),
    });
  });
}

export const variableMapping = (input: VariableInput): VariableMapping => (typeof input === 'string' ? { type: input } : input);

/** Some formats are secrets by nature. Only a `secret: true` that is written out makes it distinct: test keys are often shared. */
export const isSecret = (variable: VariableMapping): boolean =>
  variable.secret ?? (variable.type === 'stripe-secret-key' || variable.type === 'stripe-webhook-secret');

/** Bundlers ship these prefixes to browsers whatever the contract says. */
export const isExposed = (name: string, variable: VariableMapping): boolean =>
  variable.exposed === 'client' || /^(?:NEXT_PUBLIC_|VITE_)/.test(name);

function toDeprecated(input: VariableMapping['deprecated']): Variable['deprecated'] {
  if (input === undefined || input === false) return undefined;
  return input === true ? {} : defined<NonNullable<Variable['deprecated']>>({ use: input.use });
}

function membership(
  groups: Readonly<Record<string, GroupInput>> | undefined,
): ReadonlyMap<string, { readonly name: string; readonly input: GroupInput }> {
  const found = new Map<string, { readonly name: string; readonly input: GroupInput }>();
  for (const [name, input] of Object.entries(groups ?? {})) {
    for (const member of listOf(input.variables)) if (!found.has(member)) found.set(member, { name, input });
  }
  return found;
}
