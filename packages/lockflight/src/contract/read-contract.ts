/**
 * Text to contract. Five steps: bounds, YAML, grammar, normal form, rules. Everything that is wrong is told at once, each with its place, its
 * code and its fix; a contract comes out only when no error stands. Data only: nothing of the contract is run, opened or fetched.
 */
import { createHash } from 'node:crypto';
import { checkBounds } from './bounds.ts';
import type { Diagnostic } from './diagnostic.ts';
import { checkGrammar } from './grammar/check-grammar.ts';
import { salvage } from './grammar/salvage.ts';
import type { Contract } from './model.ts';
import { normalize } from './normalize/normalize.ts';
import { checkRules } from './rules/check-rules.ts';
import { declaredNames } from './rules/rule.ts';
import { parseYaml } from './source/parse-yaml.ts';

export interface ReadContract {
  /** Undefined exactly when a diagnostic is an error. */
  readonly contract: Contract | undefined;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256 of the text as UTF-8, hexadecimal. */
  readonly digest: string;
}

export function readContract(source: { readonly file: string; readonly text: string }): ReadContract {
  const digest = createHash('sha256').update(source.text, 'utf8').digest('hex');
  const answer = (contract: Contract | undefined, diagnostics: readonly Diagnostic[]): ReadContract => {
    const sorted = inOrder(diagnostics);
    return { contract: sorted.some((d) => d.severity === 'error') ? undefined : contract, diagnostics: sorted, digest };
  };

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

/** By place, then code; what an alias made appear twice is told once. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Set<string>();
  return diagnostics
    .filter((d) => {
      const mark = `${d.at.line}:${d.at.column}:${d.code}:${d.message.en}`;
      return !known.has(mark) && known.add(mark);
    })
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column || (a.code < b.code ? -1 : 1));
}
