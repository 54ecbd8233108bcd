/**
 * Compose files, in both styles of `environment`. Read: what is interpolated anywhere, and what `environment` hands through by name alone. A value given to a
 * container under a name of its own is no read of the repository's environment.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import type { FileSummary } from '../code/summary.ts';
import { references } from './interpolation.ts';
import { type Mention, summaryOf } from './summary-of.ts';

export const summariseCompose = (file: string, text: string): FileSummary => {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, strict: false, uniqueKeys: false, logLevel: 'silent' });
  const mentions: Mention[] = [];
  let broken: number | undefined;
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined) broken ??= lines.linePos(error.pos[0]).line;
    if (document.contents !== null)
      walk(
        document.contents as Node,
        '',
        mentions,
        (offset) => lines.linePos(offset),
        (node) => (isAlias(node) ? node.resolve(document) : node),
      );
  }
  return summaryOf(file, 'compose', mentions, broken === undefined ? [] : [{ file, why: 'syntax', line: broken }]);
};

type PlaceOf = (offset: number) => { readonly line: number; readonly col: number };

const walk = (node: Node, key: string, out: Mention[], placeOf: PlaceOf, resolve: (node: Node) => Node | undefined): void => {
  if (isMap(node)) {
    for (const { key: name, value } of node.items) {
      const own = isScalar(name) ? String(name.value) : '';
      // What is merged in is handed through as well: `<<: *common`, one or a list of them.
      if (own === '<<' && PASSING.has(key)) {
        for (const each of isSeq(value) ? value.items : [value]) passed(resolve(each as Node), out, placeOf);
        continue;
      }
      if (PASSING.has(key) && own !== '' && isEmpty(value, resolve)) out.push({ name: own, line: lineOf(name as Node, placeOf) });
      // `secrets: { key: { environment: NAME } }` takes the secret from there.
      if (own === 'environment' && isScalar(value) && typeof value.value === 'string' && /^[A-Za-z_]\w*$/.test(value.value)) {
        out.push({ name: value.value, line: lineOf(value as Node, placeOf) });
      }
      // `environment: *common` hands through what the anchor holds.
      if (PASSING.has(own) && isAlias(value)) passed(resolve(value), out, placeOf);
      if (value !== null) walk(value as Node, own, out, placeOf, resolve);
    }
  } else if (isSeq(node)) {
    for (const item of node.items) {
      if (PASSING.has(key) && isScalar(item) && typeof item.value === 'string' && /^[A-Za-z_]\w*$/.test(item.value)) {
        out.push({ name: item.value, line: lineOf(item as Node, placeOf) });
      }
      walk(item as Node, key, out, placeOf, resolve);
    }
  } else if (isScalar(node) && typeof node.value === 'string') {
    out.push(...references(node.value, lineOf(node, placeOf)).map(({ indirect: _indirect, braced: _braced, ...each }) => each));
  }
};

/** Where a name without a value takes it from who runs compose: `environment:` and `build: { args }`. */
const PASSING = new Set(['environment', 'args']);

const passed = (node: Node | undefined, out: Mention[], placeOf: PlaceOf): void => {
  for (const item of isSeq(node) ? node.items : [])
    if (isScalar(item) && typeof item.value === 'string' && /^[A-Za-z_]\w*$/.test(item.value))
      out.push({ name: item.value, line: lineOf(item, placeOf) });
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (isScalar(key) && isScalar(value) && value.value === null) out.push({ name: String(key.value), line: lineOf(key as Node, placeOf) });
  }
};

const isEmpty = (value: unknown, resolve: (node: Node) => Node | undefined): boolean => {
  const held = value === null ? null : resolve(value as Node);
  return held === null || (isScalar(held) && held.value === null);
};

const lineOf = (node: Node, placeOf: PlaceOf): number =>
  node.range === null || node.range === undefined ? 1 : placeOf(node.range[0]).line;
