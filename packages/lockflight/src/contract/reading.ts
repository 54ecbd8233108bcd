/** What reading a contract comes to: the contract where no error stands, and everything that is wrong, in order. */
import { createHash } from 'node:crypto';
import type { Diagnostic } from './diagnostic.ts';
import type { Contract } from './model.ts';

export interface ReadContract {
  /** Undefined exactly when a diagnostic is an error. */
  readonly contract: Contract | undefined;
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256 of the text as UTF-8, hexadecimal. */
  readonly digest: string;
}

export const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const answerOf = (contract: Contract | undefined, diagnostics: readonly Diagnostic[], digest: string): ReadContract => {
  const sorted = inOrder(diagnostics);
  return { contract: sorted.some((d) => d.severity === 'error') ? undefined : contract, diagnostics: sorted, digest };
};

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
