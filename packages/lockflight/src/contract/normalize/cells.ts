/**
 * One cell for each variable in each environment. Precedence, later wins: default of the environment's kind, group, variable,
 * group's cell, variable's cell. Conditions do not replace one another: all of them must hold.
 */
import type { CellInput, CellMapping } from '../grammar/cell.ts';
import type { GroupInput } from '../grammar/group.ts';
import type { VariableMapping } from '../grammar/variable.ts';
import type { Cell, Environment, Need, Scalar } from '../model.ts';
import type { Place } from '../place.ts';
import { defined, listOf } from './defined.ts';
import { needOfKind } from './environments.ts';
import { type GroupCellWords, groupCellWords, whenOf } from './groups.ts';
import { isModeWord, knowsModes, toMode } from './modes.ts';
import { toOptionalText } from './texts.ts';

type Layer = Partial<Omit<CellMapping, 'when' | 'about'>>;

export interface CellContext {
  readonly name: string;
  readonly variable: VariableMapping;
  readonly group: GroupInput | undefined;
  readonly environment: Environment;
  readonly at: Place;
}

export function toCell({ name, variable, group, environment, at }: CellContext): Cell {
  const own = variable.in?.[environment.name];
  const groupCell = group?.in?.[environment.name];
  const layers: readonly Layer[] = [
    ...groupLayer(group, { need: needOfKind(environment) }, name),
    ...groupLayer(group, { ...(group?.need && { need: group.need }), ...(group?.mode && { mode: toMode(group.mode) }) }, name),
    variable,
    ...groupLayer(group, groupCellWords(groupCell), name),
    cellMapping(own),
  ].map((layer, index) => (index === 2 || index === 4 || knowsModes(variable.type, variable.modes) ? layer : without(layer, 'mode')));
  const merged = layers.reduce<Layer>(overlay, {});
  return defined<Cell>({
    environment: environment.name,
    need: merged.need ?? 'optional',
    mode: merged.mode === undefined ? undefined : toMode(merged.mode),
    is: merged.is,
    default: merged.default,
    scheme: optionalList(merged.scheme),
    host: optionalList(merged.host),
    port: optionalList(merged.port),
    values: optionalList<Scalar>(merged.values),
    matches: merged.matches,
    not: optionalList<Scalar>(merged.not),
    min: merged.min,
    max: merged.max,
    length: lengthOf(merged.length),
    differsFrom: listOf(merged['differs-from']),
    when: [group, variable, groupCell, own].flatMap(whenOf),
    about:
      toOptionalText(typeof own === 'object' ? own.about : undefined) ??
      toOptionalText(typeof groupCell === 'object' ? groupCell.about : undefined),
    at,
  });
}

/** A bare word is a need or a mode. */
export function cellMapping(input: CellInput | undefined): CellMapping {
  if (input === undefined) return {};
  if (typeof input !== 'string') return input;
  return isModeWord(input) ? { mode: input } : { need: input };
}

/**
 * What a group's words mean for one member. Where any one member will do (at-least-one, exactly-one), the group's need is
 * the group's own, and no member is required for itself; `only` and `forbidden` speak of each member.
 */
function groupLayer(group: GroupInput | undefined, words: GroupCellWords, name: string): readonly [Layer] {
  const mode = words.mode === undefined ? {} : { mode: words.mode };
  if (words.only !== undefined) return [{ need: words.only.includes(name) ? 'required' : 'forbidden', ...mode }];
  if (words.need === undefined) return [mode];
  const anyWillDo = group?.rule === 'at-least-one' || group?.rule === 'exactly-one';
  const need: Need = anyWillDo && words.need !== 'forbidden' ? 'optional' : words.need;
  return [{ need, ...mode }];
}

/** A later rule replaces what it speaks of: a value that must be replaces a default and the other way round; `forbidden` ends both. */
function overlay(below: Layer, above: Layer): Layer {
  const drops = [
    ...(above.need === 'forbidden' ? (['is', 'default'] as const) : []),
    ...(above.is === undefined ? [] : (['default'] as const)),
    ...(above.default === undefined ? [] : (['is'] as const)),
  ];
  const kept = drops.reduce<Layer>((layer, key) => without(layer, key), below);
  return { ...kept, ...defined<Layer>({ ...above }) };
}

function without(layer: Layer, key: keyof Layer): Layer {
  const { [key]: _, ...rest } = layer;
  return rest;
}

const optionalList = <T extends string | number | boolean>(value: T | readonly T[] | undefined): readonly T[] | undefined =>
  value === undefined ? undefined : listOf<T>(value);

function lengthOf(length: Layer['length']): Cell['length'] {
  if (length === undefined) return undefined;
  if (typeof length === 'number') return { min: length, max: length };
  return defined<NonNullable<Cell['length']>>({ min: length.min, max: length.max });
}
