/** What a rule is given, and how it speaks: it walks what was written, so that each finding has the place of its own words. */
import type { ContractInput } from '../grammar/document.ts';
import type { Contract } from '../model.ts';
import type { Path } from '../source/positions.ts';
import type { Text } from '../text.ts';

export interface Finding {
  readonly code: string;
  readonly severity?: 'error' | 'warning';
  readonly path: Path;
  /** Point at the key rather than at its value. */
  readonly atKey?: boolean;
  readonly message: Text;
  readonly fix: Text;
  /** A word that was meant to be one of these: the nearest is suggested instead of `fix`. */
  readonly meant?: { readonly word: string; readonly among: readonly string[] };
}

export interface RuleInput {
  readonly written: ContractInput;
  readonly contract: Contract;
  /** Every name that is declared, also where its declaration is wrong: one mistake is told once. */
  readonly names: DeclaredNames;
  /** Sections that the grammar found wrong: what is absent there proves nothing. */
  readonly damaged: ReadonlySet<string>;
}

export interface DeclaredNames {
  readonly environments: readonly string[];
  readonly variables: readonly string[];
  readonly groups: readonly string[];
  readonly services: readonly string[];
  readonly commands: readonly string[];
  readonly roles: readonly string[];
  readonly sources: readonly string[];
  readonly procedures: readonly string[];
  readonly personSteps: readonly string[];
}

export type Rule = (input: RuleInput) => readonly Finding[];

/** The names of each section, read from data that nothing has judged yet. */
export function declaredNames(root: unknown): DeclaredNames {
  const keys = (section: string): readonly string[] => {
    const value = typeof root === 'object' && root !== null ? Reflect.get(root, section) : undefined;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  };
  return {
    environments: keys('environments'),
    variables: keys('variables'),
    groups: keys('groups'),
    services: keys('services'),
    commands: keys('commands'),
    roles: keys('people'),
    sources: keys('sources'),
    procedures: keys('procedures'),
    personSteps: keys('steps'),
  };
}

/** Each of a value or list, with its path. */
export function each<T extends string | number | boolean | object>(
  value: T | readonly T[] | undefined,
  path: Path,
): readonly (readonly [T, Path])[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return (value as readonly T[]).map((item, index) => [item, [...path, index]] as const);
  return [[value as T, path]];
}
