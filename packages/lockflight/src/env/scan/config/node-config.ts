/** node-config's `custom-environment-variables`: every leaf is the name of the variable that overrides it, or `{ __name, __format }`. */
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { FileSummary } from '../code/summary.ts';
import { type Mention, summaryOf } from './summary-of.ts';

/** JSON is YAML here, comments and trailing commas of JSON5 apart, which YAML's reader takes as well where they stand in a flow. */
export const summariseNodeConfig = (file: string, text: string): FileSummary => {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\s*\/\/[^\n]*/gm, ''), {
    lineCounter: lines,
    strict: false,
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const mentions: Mention[] = [];
  visit(document, {
    Scalar(key, node, path) {
      const around = path.at(-1);
      const name = isPair(around) && isScalar(around.key) ? around.key.value : undefined;
      if (key === 'key' || name === '__format' || typeof node.value !== 'string' || !isMap(path.at(-2))) return;
      mentions.push({ name: node.value, line: lines.linePos(node.range?.[0] ?? 0).line });
    },
  });
  const [error] = document.errors;
  return summaryOf(
    file,
    'node-config',
    mentions,
    error === undefined ? [] : [{ file, why: 'syntax', line: lines.linePos(error.pos[0]).line }],
  );
};
