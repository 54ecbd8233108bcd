/**
 * The environments that an expression of a workflow can come to: `${{ github.ref_name == 'main' && 'production' || 'staging' }}`, an input with its options, a
 * matrix. Input: the text under `environment:`; output: words with the branches that lead to each. What is computed otherwise says nothing. Pure, total.
 */
import { environmentOf } from '../../heads/environment-words.ts';

interface Place {
  readonly environment: string;
  readonly branches: readonly string[];
}

interface Known {
  readonly choices: ReadonlyMap<string, readonly string[]>;
  readonly matrix: ReadonlyMap<string, readonly string[]>;
}

/** The text inside `${{ }}` and what stands around it; undefined: there is none. */
export const literalsOf = (text: string): string | undefined => /\$\{\{([^}]*)\}\}/.exec(text.slice(0, 2000))?.[1];

/** `branches`: those that the job's own `if:` names. */
export const placesOf = (said: string, branches: readonly string[], { choices, matrix }: Known): readonly Place[] => {
  const expression = literalsOf(said);
  if (expression === undefined) return [{ environment: said, branches }];
  if (said.replace(/\$\{\{[^}]*\}\}/, '').trim() !== '') return [];
  const found: Place[] = [];
  const add = (environment: string, own: readonly string[]): void => {
    if (environmentOf(environment) !== undefined && !found.some((each) => each.environment === environment))
      found.push({ environment, branches: own });
  };
  for (const [, branch = '', environment = ''] of expression.matchAll(
    /(?:ref|ref_name|base_ref|head_ref)\s*==\s*'(?:refs\/heads\/)?([\w./-]{1,200})'\s*\)?\s*&&\s*'([\w .-]{1,60})'/g,
  ))
    add(environment, [branch]);
  const input = /\b(?:inputs|github\.event\.inputs)\.([\w-]+)/.exec(expression)?.[1];
  const axis = /\bmatrix\.([\w-]+)/.exec(expression)?.[1];
  for (const word of [...(choices.get(input ?? '') ?? []), ...(matrix.get(axis ?? '') ?? [])]) add(word, []);
  // What a chain of `||` ends in; a word that something is compared with is none of it.
  for (const [, word = ''] of expression.matchAll(/(?:\|\||&&)\s*'([\w .-]{1,60})'/g)) add(word, branches);
  return found;
};
