/** Names that a file takes from others, and those that it hands out. */
import type { Walk } from './declared.ts';
import { moduleValue } from './modules.ts';
import { bind, type Origin, type Scope } from './scope.ts';
import type { Node } from './syntax.ts';

const nameOf = (node: { type: string; name?: string; value?: unknown }): string =>
  node.type === 'Literal' ? String(node.value) : (node.name ?? '');

export const imports = (walk: Walk, node: Extract<Node, { type: 'ImportDeclaration' }>, scope: Scope): void => {
  const from = node.source.value;
  walk.imports.push(from);
  for (const each of node.specifiers) {
    if (each.type === 'ImportSpecifier' && each.importKind === 'type') continue;
    const name = each.type === 'ImportSpecifier' ? nameOf(each.imported) : each.type === 'ImportDefaultSpecifier' ? 'default' : '*';
    bind(scope, each.local.name, { kind: 'value', value: moduleValue(walk.file, from, name) });
  }
};

type ExportNode = Extract<Node, { type: 'ExportNamedDeclaration' | 'ExportDefaultDeclaration' | 'ExportAllDeclaration' }>;

/** `visit` declares what is exported where it stands. */
export const exports = (walk: Walk, node: ExportNode, scope: Scope, visit: (walk: Walk, node: Node, scope: Scope) => void): void => {
  if (node.type === 'ExportAllDeclaration') {
    if (node.exportKind === 'type') return;
    walk.imports.push(node.source.value);
    if (node.exported === null) walk.stars.push(node.source.value);
    else walk.exports.push({ name: nameOf(node.exported), from: { kind: 'value', value: moduleValue(walk.file, node.source.value, '*') } });
    return;
  }
  if (node.type === 'ExportDefaultDeclaration') {
    const { declaration } = node;
    visit(walk, declaration, scope);
    const fn = walk.functions.get(declaration);
    const isClass = declaration.type === 'ClassDeclaration' || declaration.type === 'ClassExpression';
    const origin: Origin =
      fn !== undefined
        ? { kind: 'function', fn }
        : isClass
          ? { kind: 'class', node: declaration, scope }
          : { kind: 'node', node: declaration, scope, path: [] };
    walk.exports.push({ name: 'default', from: origin });
    return;
  }
  if (node.exportKind === 'type') return;
  if (node.declaration !== null) {
    const before = new Set(scope.names.keys());
    visit(walk, node.declaration, scope);
    for (const [name, binding] of scope.names) {
      if (!before.has(name)) walk.exports.push({ name, from: binding });
    }
  }
  for (const each of node.specifiers) {
    const from = node.source?.value;
    const local = nameOf(each.local);
    const origin: Origin =
      from !== undefined
        ? { kind: 'value', value: moduleValue(walk.file, from, local) }
        : { kind: 'node', node: each.local as Node, scope, path: [] };
    if (from !== undefined) walk.imports.push(from);
    walk.exports.push({ name: nameOf(each.exported), from: origin });
  }
};
