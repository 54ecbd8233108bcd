/**
 * Text to contract. Five steps: bounds, YAML, grammar, normal form, rules. Everything that is wrong is told at once, each with its place, its
 * code and its fix; a contract comes out only when no error stands. Data only: nothing of the contract is run, opened or fetched.
 */
import { checkBounds } from './bounds.ts';
import type { Diagnostic } from './diagnostic.ts';
import { checkGrammar } from './grammar/check-grammar.ts';
import { salvage } from './grammar/salvage.ts';
import type { Contract } from './model.ts';
import { normalize } from './normalize/normalize.ts';
import { answerOf, digestOf, type ReadContract } from './reading.ts';
import { checkRules } from './rules/check-rules.ts';
import { declaredNames } from './rules/rule.ts';
import { parseYaml } from './source/parse-yaml.ts';

export type { ReadContract } from './reading.ts';

export function readContract(source: { readonly file: string; readonly text: string }): ReadContract {
  const digest = digestOf(source.text);
  const answer = (contract: Contract | undefined, diagnostics: readonly Diagnostic[]) => answerOf(contract, diagnostics, digest);

  const outOfBounds = checkBounds(source.file, source.text);
  if (outOfBounds.length > 0) return answer(undefined, outOfBounds);

  const { parsed, diagnostics: malformed } = parseYaml(source);
  if (parsed === undefined) return answer(undefined, malformed);

  const names = declaredNames(parsed.root);
  const grammar = checkGrammar(parsed);
  const readable = grammar.input === undefined ? salvage(parsed) : { input: grammar.input, damaged: new Set<string>() };
  if (readable === undefined) return answer(undefined, [...malformed, ...grammar.diagnostics]);

  const contract = normalize(readable.input, parsed.positions);
  const broken = checkRules({ written: readable.input, contract, names, damaged: readable.damaged }, parsed.positions);
  return answer(contract, [...malformed, ...grammar.diagnostics, ...broken]);
}
