/** boolean: exactly these eight words, in lower case. `TRUE`, `enabled` or `2` mean different things to different programs. */
import { accepted, type Reader, refused } from './reading.ts';

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

export const readBoolean: Reader = (text) => {
  const value = WORDS.get(text);
  return value === undefined
    ? refused(
        'not a boolean: true, false, 1, 0, yes, no, on or off, in lower case',
        "n'est pas un booléen : true, false, 1, 0, yes, no, on ou off, en minuscules",
      )
    : accepted(value);
};
