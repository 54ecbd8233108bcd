/**
 * Text to plain data with positions. Everything that is wrong with the YAML itself is told here; data is undefined when what
 * follows could only guess (broken syntax, a directive, several documents, nesting without end).
 */
import { Composer, type CST, Parser } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { nodeOffsets, type Origins } from './node-offsets.ts';
import { type Positions, positionsOf } from './positions.ts';
import { type Refusal, refusedSyntax } from './refused-syntax.ts';
import { type Oddity, toPlain } from './to-plain.ts';

export interface ParsedSource {
  readonly root: unknown;
  readonly positions: Positions;
  readonly origins: Origins;
}

export interface ParsedYaml {
  readonly parsed: ParsedSource | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function parseYaml(source: { readonly file: string; readonly text: string }): ParsedYaml {
  const bare = positionsOf(source, undefined, nodeOffsets(new WeakMap()));
  const told = (problem: Refusal | Oddity): Diagnostic => ({
    code: problem.code,
    severity: 'error',
    at: bare.atOffset(problem.offset),
    message: problem.message,
    fix: problem.fix,
  });
  const tokens: CST.Token[] = [...new Parser().parse(source.text)];
  const refusals = refusedSyntax(tokens);
  const refused = refusals.map(told);
  if (refusals.some((r) => r.code !== 'yaml-tag')) return { parsed: undefined, diagnostics: refused };

  const options = { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
  const [document] = [...new Composer(options).compose(tokens, true, source.text.length)];
  const broken = (document?.errors ?? []).filter((e) => e.code !== 'TAG_RESOLVE_FAILED');
  if (document === undefined || broken.length > 0) {
    const end = source.text.trimEnd().length;
    const syntax = broken.map(
      (error): Diagnostic => ({
        code: 'yaml-syntax',
        severity: 'error',
        // What is still open at the end is told on the last line that says something.
        at: bare.atOffset(Math.min(error.pos[0], end)),
        message: { en: `this is not YAML: ${firstLine(error.message)}`, fr: `ce n'est pas du YAML : ${firstLine(error.message)}` },
        fix: {
          en: 'check indentation, quotes and brackets around here',
          fr: "vérifiez l'indentation, les guillemets et les crochets à cet endroit",
        },
      }),
    );
    return { parsed: undefined, diagnostics: [...refused, ...syntax] };
  }
  const plain = toPlain(document.contents);
  return {
    parsed: { root: plain.root, positions: positionsOf(source, plain.root, nodeOffsets(plain.origins)), origins: plain.origins },
    diagnostics: [...refused, ...plain.oddities.map(told)],
  };
}

const firstLine = (message: string): string => (message.split('\n')[0] ?? message).slice(0, 160);
