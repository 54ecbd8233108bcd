/** One file of code to its summary. */

import { bindingValue, originValue } from './bindings.ts';
import { scriptsOf } from './blocks.ts';
import { declare } from './declare.ts';
import { newContext } from './evaluate.ts';
import { declaredBindings } from './handed-bindings.ts';
import { livePart } from './live-part.ts';
import type { Sink } from './sink.ts';
import { emptySummary, type FileSummary } from './summary.ts';
import { type Node, parseCode } from './syntax.ts';
import type { FunctionId, Value } from './value.ts';
import { visit } from './visit.ts';

/**
 * `text` has the whole file: of a component, only its scripts are looked at, at their own places. `whole: false`: what cannot read by itself may be left out, and the
 * summary says so.
 */
export const summariseCode = (file: string, text: string, whole = true): FileSummary => {
  const live = whole ? undefined : livePart(file, text);
  if (live !== undefined) {
    const part = summaryOf(file, text, live);
    if (part.skipped.length === 0) return { ...part, partial: true };
  }
  return summaryOf(file, text, scriptsOf(file, text));
};

const summaryOf = (file: string, text: string, script: string): FileSummary => {
  const placeOf = lineFinder(text);
  const { program, errorAt } = parseCode(file, script);
  const skipped = errorAt === undefined ? [] : [{ file, why: 'syntax', line: placeOf(errorAt).line } as const];
  if (program === undefined) return { ...emptySummary(file), skipped };
  const declared = declare(file, program);
  const context = newContext(file, declared, placeOf);
  const sink: Sink = { context, reads: [], effects: [], calls: [], dynamic: [], bindings: new Set(), named: new Map() };
  visit(sink, program, declared.root, []);
  const bindings = [...new Set([...sink.bindings, ...declaredBindings(text)])];
  const answers: Record<FunctionId, Value> = {};
  for (const fn of declared.functions.values()) {
    const answer = context.answerOf(fn);
    if (answer !== undefined && ANSWERING.has(answer.is)) answers[fn.id] = answer;
  }
  return {
    file,
    reads: sink.reads,
    effects: sink.effects,
    calls: sink.calls,
    answers,
    exports: declared.exports.flatMap(({ name, from }) => {
      const value = 'kind' in from ? originValue(context, from) : bindingValue(context, from);
      return value === undefined ? [] : [[name, value] as const];
    }),
    stars: declared.stars,
    imports: declared.imports,
    dynamic: sink.dynamic,
    ...(bindings.length === 0 ? {} : { bindings }),
    skipped,
    client: program.body.some((each: Node) => each.type === 'ExpressionStatement' && each.directive === 'use client'),
  };
};

/** Answers that are worth knowing to who calls. */
const ANSWERING = new Set<Value['is']>([
  'env',
  'object',
  'function',
  'param',
  'member',
  'call',
  'schema',
  'parsed',
  'any',
  'host',
  'import',
  'list',
]);

/** Line and column of an offset, both from 1; the lines are counted once, when first asked. */
export const lineFinder = (text: string): ((offset: number) => { readonly line: number; readonly column: number }) => {
  let starts: number[] | undefined;
  return (offset) => {
    if (starts === undefined) {
      starts = [0];
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
};
