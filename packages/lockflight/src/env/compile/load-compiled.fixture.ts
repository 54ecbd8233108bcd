/** A compiled validator, ready to call: its types stripped as Node strips them, its one export taken out. */
import { stripTypeScriptTypes } from 'node:module';
import type { Contract } from '../../contract/model.ts';
import { type CompileOptions, compileValidator } from './compile-validator.ts';

export interface CompiledIssue {
  readonly code: string;
  readonly variable: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly fix: string;
  readonly rule: { readonly file: string; readonly line: number };
}

export interface CompiledOptions {
  readonly phase?: 'build' | 'boot' | 'run';
  readonly env?: string;
  readonly onWarn?: (text: string) => void;
}

export type Compiled = (source?: Readonly<Record<string, unknown>>, options?: CompiledOptions) => Readonly<Record<string, unknown>>;

// Node says once that stripping is experimental; the tests' output stays clean.
const quietly = (text: string): string => {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = emitWarning;
  }
};

export const strippedOf = (contract: Contract, options?: CompileOptions): string => quietly(compileValidator(contract, options));

export const loadCompiled = (contract: Contract, options?: CompileOptions): Compiled => {
  const script = strippedOf(contract, options).replace(/^export (?=function)/m, '');
  return new Function(`'use strict';\n${script}\nreturn validateEnv;`)() as Compiled;
};

export interface CompiledOutcome {
  readonly env: Readonly<Record<string, unknown>> | undefined;
  readonly error: (Error & { readonly issues: readonly CompiledIssue[] }) | undefined;
  readonly warnings: readonly string[];
}

export const runCompiled = (
  validateEnv: Compiled,
  source: Readonly<Record<string, unknown>>,
  options: CompiledOptions = {},
): CompiledOutcome => {
  const warnings: string[] = [];
  try {
    const env = validateEnv(source, { ...options, onWarn: (text) => warnings.push(text) });
    return { env, error: undefined, warnings };
  } catch (error) {
    return { env: undefined, error: error as CompiledOutcome['error'], warnings };
  }
};

/** `code variable`, in order, whether it was thrown or warned about. */
export const findingsOf = ({ error, warnings }: CompiledOutcome): readonly string[] => {
  if (error !== undefined) {
    if (error.issues === undefined) throw error;
    return error.issues.map(({ code, variable, severity, rule }) => `${severity} ${code} ${variable} ${rule.line}`);
  }
  const lines = warnings.join('\n').split('\n');
  return lines.flatMap((line, at) => {
    const found = /^ {2}(\S+) {2}(.*?) ?: /.exec(line);
    const place = /:(\d+)\)$/.exec(lines[at + 1] ?? '');
    return found === null || place === null ? [] : [`warning ${found[1]} ${found[2]} ${place[1]}`];
  });
};
