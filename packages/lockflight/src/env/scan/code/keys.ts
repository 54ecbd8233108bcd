/** Keys of objects and patterns, and where they are written. */
import type { Context } from './context.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import type { Spot, Value } from './value.ts';

export const onlyText = (value: Value | undefined): string | undefined =>
  value?.is === 'strings' && value.all.length === 1 ? value.all[0] : undefined;

export const spotOf = (context: Context, offset: number): Spot => ({ file: context.file, ...context.placeOf(offset) });

export const keyOf = (context: Context, key: Node, computed: boolean, scope: Scope): string | undefined => {
  if (!computed && key.type === 'Identifier') return key.name;
  if (!computed && key.type === 'Literal') return String(key.value);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return computed ? onlyText(context.evaluate(key, scope)) : undefined;
};
