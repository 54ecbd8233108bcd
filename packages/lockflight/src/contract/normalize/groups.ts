/** Groups, and what each says in each environment. */
import type { GroupCellInput, GroupInput } from '../grammar/group.ts';
import type { Environment, Group, GroupCell, Mode, Need } from '../model.ts';
import type { Positions } from '../source/positions.ts';
import { toConditions } from './conditions.ts';
import { defined, listOf } from './defined.ts';
import { needOfKind } from './environments.ts';
import { isModeWord, toMode } from './modes.ts';
import { toOptionalText } from './texts.ts';

/** What a group's cell says itself, shorthands spelt out. */
export interface GroupCellWords {
  readonly need?: Need;
  readonly mode?: Mode;
  readonly only?: readonly string[];
}

export function groupCellWords(input: GroupCellInput | undefined): GroupCellWords {
  if (input === undefined) return {};
  if (typeof input === 'string') return isModeWord(input) ? { mode: toMode(input) } : { need: input };
  return defined<GroupCellWords>({
    need: input.need,
    mode: input.mode === undefined ? undefined : toMode(input.mode),
    only: input.only === undefined ? undefined : listOf(input.only),
  });
}

export const whenOf = (input: unknown) =>
  typeof input === 'object' && input !== null && 'when' in input ? toConditions(input.when as Parameters<typeof toConditions>[0]) : [];

export function toGroups(
  input: Readonly<Record<string, GroupInput>> | undefined,
  environments: readonly Environment[],
  positions: Positions,
): readonly Group[] {
  return Object.entries(input ?? {}).map(([name, group]) => {
    const when = toConditions(group.when);
    const cells = environments.map((environment): GroupCell => {
      const cell = group.in?.[environment.name];
      const words = groupCellWords(cell);
      return defined<GroupCell>({
        environment: environment.name,
        need: words.need ?? (words.only === undefined ? (group.need ?? needOfKind(environment)) : 'required'),
        mode: words.mode ?? (group.mode === undefined ? undefined : toMode(group.mode)),
        only: words.only,
        when: [...when, ...whenOf(cell)],
        at: positions.of(cell === undefined ? ['groups', name] : ['groups', name, 'in', environment.name], 'key'),
      });
    });
    return defined<Group>({
      name,
      variables: listOf(group.variables),
      rule: group.rule,
      when,
      about: toOptionalText(group.about),
      cells,
      at: positions.of(['groups', name], 'key'),
    });
  });
}
