/** Is a variable's text the value that the contract names? Compared as values of the type: `yes` is `true`, `010` is `10`, `DB.Internal` is `db.internal`. */
import type { Scalar, VariableType } from '../../contract/model.ts';
import { readValue } from './read-value.ts';
import type { Value } from './reading.ts';
import { parseUrl } from './url.ts';

const sameValue = (a: Value, b: Value): boolean =>
  typeof a === 'object' || typeof b === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b;

/** Is the whole of `text` that value? */
export const isValue = (type: VariableType, text: string, expected: Scalar): boolean => {
  const wanted = String(expected);
  if (text === wanted) return true;
  if (type === 'url') {
    const href = parseUrl(text)?.href;
    return href !== undefined && href === parseUrl(wanted)?.href;
  }
  const a = readValue(type, text);
  const b = readValue(type, wanted);
  return a.ok && b.ok && sameValue(a.value, b.value);
};

/** The items of a list type, each as text; any other type is one item. */
export const itemsOf = (type: VariableType, text: string): readonly string[] => {
  const reading = type === 'list' || type === 'cidr-list' ? readValue(type, text) : undefined;
  return reading?.ok === true && Array.isArray(reading.value) ? reading.value.map(String) : [text];
};
