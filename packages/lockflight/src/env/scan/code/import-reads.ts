/** Imports that are reads themselves: `import { X } from "$env/static/private"`. */
import type { Via } from '../read.ts';
import { record, type Sink } from './sink.ts';
import { isUpperName } from './summary.ts';
import type { Node } from './syntax.ts';

export const imports = (sink: Sink, node: Extract<Node, { type: 'ImportDeclaration' }>): void => {
  if (node.importKind === 'type') return;
  const from = node.source.value;
  const via: Via | undefined = /^\$env\/static\/(?:private|public)$/.test(from)
    ? '$env'
    : /^astro:env\/(?:client|server)$/.test(from)
      ? 'astro:env'
      : from === '@env'
        ? 'react-native'
        : undefined;
  if (via === undefined) return;
  for (const each of node.specifiers) {
    if (each.type !== 'ImportSpecifier' || each.importKind === 'type' || each.imported.type !== 'Identifier') continue;
    if (from === '@env' && !isUpperName(each.imported.name)) continue;
    if (each.imported.name !== 'getSecret') record(sink, each.imported.name, each.start, via, {});
  }
};
