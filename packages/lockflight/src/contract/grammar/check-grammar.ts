/**
 * Holds plain data against the grammar and says everything that is wrong with it, each at its place. Of a union, only the
 * branch that has the kind of the value (word, list, mapping) is spoken of: the others would be noise.
 */
import type * as z from 'zod';
import type { Diagnostic } from '../diagnostic.ts';
import type { ParsedSource } from '../source/parse-yaml.ts';
import type { Path } from '../source/positions.ts';
import { MAX_SUGGESTIONS } from '../suggest.ts';
import { type ContractInput, contractSchema } from './document.ts';
import { explainIssue } from './explain-issue.ts';

export interface GrammarIssue {
  readonly path: Path;
  readonly issue: z.core.$ZodIssue;
}

export function grammarIssues(root: unknown): readonly GrammarIssue[] {
  const result = contractSchema.safeParse(root, { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap((issue) => flatten(issue, []));
}

export function checkGrammar(parsed: ParsedSource): {
  readonly input: ContractInput | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const issues = grammarIssues(parsed.root);
  if (issues.length === 0) return { input: parsed.root as ContractInput, diagnostics: [] };
  return { input: undefined, diagnostics: issues.flatMap((issue, index) => explainIssue(issue, parsed, index < MAX_SUGGESTIONS)) };
}

function flatten(issue: z.core.$ZodIssue, above: Path): readonly GrammarIssue[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code !== 'invalid_union') return [{ path, issue }];
  const meant = issue.errors.filter((branch) => branch.length > 0 && !branch.some((i) => i.path.length === 0 && isOtherKind(i)));
  const chosen = meant.toSorted((a, b) => a.length - b.length)[0];
  return chosen === undefined ? [{ path, issue }] : chosen.flatMap((inner) => flatten(inner, path));
}

/** A branch that wanted another kind of value. A word that is none of a branch's words is still a word. */
function isOtherKind(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_value') return typeof issue.input !== 'string' && issue.input !== undefined;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_union' && issue.errors.every((branch) => branch.some(isOtherKind)));
}
