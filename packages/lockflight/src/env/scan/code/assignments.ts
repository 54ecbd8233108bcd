/** Assignments once every name is declared: to names, to fields of `this`, to `module.exports`. */
import type { Walk } from './declared.ts';
import { pattern } from './patterns.ts';
import { lookUp, newScope, type Scope, type Step } from './scope.ts';
import type { Node } from './syntax.ts';

export const fieldsOf = (walk: Walk, self: Node): { key: string; node: Node; scope: Scope }[] => {
  const there = walk.fields.get(self);
  if (there !== undefined) return there;
  const made: { key: string; node: Node; scope: Scope }[] = [];
  walk.fields.set(self, made);
  return made;
};

export const assign = (walk: Walk, left: Node, right: Node, scope: Scope): void => {
  if (left.type === 'Identifier') {
    lookUp(scope, left.name)?.origins.push({ kind: 'node', node: right, scope, path: [] });
    return;
  }
  if (left.type === 'ObjectPattern') {
    const all: [string, readonly Step[]][] = [];
    const collected = newScope(undefined);
    pattern(walk, left, collected, [], (path) => ({ kind: 'node', node: right, scope, path }));
    for (const [name, { origins }] of collected.names) {
      const target = lookUp(scope, name);
      if (target !== undefined) target.origins.push(...origins);
      all.push([name, []]);
    }
    return;
  }
  if (left.type !== 'MemberExpression') return;
  const key = left.property.type === 'Identifier' && !left.computed ? left.property.name : undefined;
  if (key === undefined) return;
  if (left.object.type === 'ThisExpression' && scope.self !== undefined) fieldsOf(walk, scope.self.node).push({ key, node: right, scope });
  else commonExport(walk, left.object, key, right, scope);
};

/** `module.exports = ...`, `exports.key = ...`, `module.exports.key = ...`. */
const commonExport = (walk: Walk, object: Node, key: string, node: Node, scope: Scope): void => {
  const isModule = (each: Node): boolean => each.type === 'Identifier' && each.name === 'module';
  const isExports = (each: Node): boolean =>
    (each.type === 'Identifier' && each.name === 'exports') ||
    (each.type === 'MemberExpression' && isModule(each.object) && each.property.type === 'Identifier' && each.property.name === 'exports');
  if (isModule(object) && key === 'exports') walk.exports.push({ name: '=', from: { kind: 'node', node, scope, path: [] } });
  else if (isExports(object)) walk.exports.push({ name: key, from: { kind: 'node', node, scope, path: [] } });
};
