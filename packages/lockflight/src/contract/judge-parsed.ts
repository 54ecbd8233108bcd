/**
 * From parsed YAML to what `readContract` says: grammar, normal form, rules. Of what the grammar refuses the rest is salvaged, so that the rules speak of it in the same
 * run; that changes the data.
 */
import type { Diagnostic } from './diagnostic.ts';
import { checkGrammar } from './grammar/check-grammar.ts';
import { salvage } from './grammar/salvage.ts';
import type { Contract } from './model.ts';
import { normalize } from './normalize/normalize.ts';
import { answerOf, digestOf, type ReadContract } from './reading.ts';
import { checkRules } from './rules/check-rules.ts';
import { declaredNames } from './rules/rule.ts';
import type { ParsedYaml } from './source/parse-yaml.ts';

export function judgeParsed(source: { readonly text: string }, { parsed, diagnostics: malformed }: ParsedYaml): ReadContract {
  const digest = digestOf(source.text);
  const answer = (contract: Contract | undefined, diagnostics: readonly Diagnostic[]) => answerOf(contract, diagnostics, digest);
  if (parsed === undefined) return answer(undefined, malformed);

  const names = declaredNames(parsed.root);
  const grammar = checkGrammar(parsed);
  const readable = grammar.input === undefined ? salvage(parsed) : { input: grammar.input, damaged: new Set<string>() };
  if (readable === undefined) return answer(undefined, [...malformed, ...grammar.diagnostics]);

  const contract = normalize(readable.input, parsed.positions);
  const broken = checkRules({ written: readable.input, contract, names, damaged: readable.damaged }, parsed.positions);
  return answer(contract, [...malformed, ...grammar.diagnostics, ...broken]);
}
