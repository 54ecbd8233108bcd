/**
 * Text to contract. Five steps: bounds, YAML, grammar, normal form, rules. Everything that is wrong is told at once, each with its place, its
 * code and its fix; a contract comes out only when no error stands. Data only: nothing of the contract is run, opened or fetched.
 */
import { checkBounds } from './bounds.ts';
import { judgeParsed } from './judge-parsed.ts';
import { answerOf, digestOf, type ReadContract } from './reading.ts';
import { parseYaml } from './source/parse-yaml.ts';

export type { ReadContract } from './reading.ts';

export function readContract(source: { readonly file: string; readonly text: string }): ReadContract {
  const outOfBounds = checkBounds(source.file, source.text);
  return outOfBounds.length > 0 ? answerOf(undefined, outOfBounds, digestOf(source.text)) : judgeParsed(source, parseYaml(source));
}
