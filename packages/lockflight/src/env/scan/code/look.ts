/** A look into something that is the environment, or may turn out to be: `object[key]`, `key in object`, a walk over all of it. */
import { partsOf } from './params-in.ts';
import { dynamic, namesOf, plain, position, record, type Sink } from './sink.ts';
import { isUpperName } from './summary.ts';
import type { Node } from './syntax.ts';
import type { UseDraft } from './use.ts';
import { alternatives, isPartial, oneOf, type Value } from './value.ts';

/** `object[key]`, or `key in object`, whatever they are. */
export const look = (sink: Sink, object: Value | undefined, key: Value | undefined, node: Node, use: UseDraft): void => {
  for (const each of alternatives(object)) {
    if (each.is === 'env' && each.via === 'handed') {
      // Of what is told by its name alone, only names as people write them count.
      for (const name of namesOf(key).filter(isUpperName)) record(sink, name, node.start, each.via, plain(use));
    } else if (each.is === 'env') {
      for (const name of namesOf(key)) record(sink, name, node.start, each.via, plain(use));
      const open = alternatives(key).filter((part) => part.is !== 'strings' && part.is !== 'literal');
      for (const part of together(open)) {
        if (part.is === 'part' || part.is === 'any' || (isOpen(part) && part.is !== 'call'))
          sink.effects.push({ object: each, key: part, at: position(sink, node.start), use });
        else if (part.is !== 'opaque') dynamic(sink, node.start);
      }
      if (isPartial(key)) dynamic(sink, node.start);
    } else if (each.is === 'parsed') {
      for (const name of namesOf(key)) if (each.names.includes(name)) record(sink, name, node.start, each.via, plain(use));
    } else if (isOpen(each)) {
      const names = namesOf(key).filter(isUpperName);
      const open = alternatives(key).filter(
        (part) => part.is === 'param' || part.is === 'text' || part.is === 'cased' || part.is === 'kept' || part.is === 'part',
      );
      if (names.length > 0) sink.effects.push({ object: each, key: { is: 'strings', all: names }, at: position(sink, node.start), use });
      for (const part of open) sink.effects.push({ object: each, key: part, at: position(sink, node.start), use });
      if (names.length === 0 && open.length === 0 && each.is !== 'param' && key === undefined) {
        sink.effects.push({ object: each, key: undefined, at: position(sink, node.start), use });
      }
    }
  }
};

/** The branches of a condition are told together: what satisfies one is missing in the other. */
const together = (open: readonly Value[]): readonly Value[] => {
  const chosen = open.filter(isChosen);
  const one = oneOf(chosen);
  return one === undefined ? open : [...open.filter((each) => !chosen.includes(each)), one];
};

const isChosen = (value: Value): boolean =>
  value.is === 'kept' ||
  ((value.is === 'text' || value.is === 'cased') && partsOf(value).some((each) => each !== undefined && isChosen(each)));

/** Can it matter what is read of this? */
export const isLookedInto = (value: Value): boolean => value.is === 'env' || value.is === 'parsed' || isOpen(value);

export const isOpen = (value: Value): boolean =>
  value.is === 'param' ||
  value.is === 'import' ||
  value.is === 'member' ||
  value.is === 'call' ||
  value.is === 'text' ||
  value.is === 'cased' ||
  value.is === 'kept';

export const enumerated = (sink: Sink, value: Value | undefined, node: Node): void => {
  if (alternatives(value).some((each) => each.is === 'env' && each.via !== 'handed')) dynamic(sink, node.start);
};
