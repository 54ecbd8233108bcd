/** The names of a pattern, each with its path from what is taken apart, and the code that runs inside it. */
import type { Walk } from './declared.ts';
import { bind, type Origin, type Scope, type Step } from './scope.ts';
import type { Node } from './syntax.ts';

/** Declares every name of a pattern; `origin` says where a path below it comes from. */
export const pattern = (
  walk: Walk,
  node: Node,
  scope: Scope,
  path: readonly Step[],
  origin: (path: readonly Step[]) => Origin | undefined,
): void => {
  switch (node.type) {
    case 'Identifier':
      bind(scope, node.name, origin(path));
      return;
    case 'AssignmentPattern': {
      const last = path.at(-1);
      const deeper = last === undefined ? path : [...path.slice(0, -1), { ...last, fallback: node.right }];
      pattern(walk, node.left, scope, deeper, origin);
      return;
    }
    case 'ObjectPattern':
      for (const each of node.properties) {
        if (each.type === 'RestElement') pattern(walk, each.argument as Node, scope, [...path, { rest: true }], origin);
        else pattern(walk, each.value as Node, scope, [...path, stepOf(each)], origin);
      }
      return;
    case 'ArrayPattern':
      node.elements.forEach((each, index) => {
        if (each === null) return;
        if (each.type === 'RestElement') pattern(walk, each.argument as Node, scope, path, () => undefined);
        else pattern(walk, each as Node, scope, [...path, { key: String(index) }], origin);
      });
      return;
    default:
  }
};

export const stepOf = (property: { readonly key: Node; readonly computed: boolean }): Step => {
  const { key, computed } = property;
  if (!computed && key.type === 'Identifier') return { key: key.name };
  if (key.type === 'Literal') return { key: String(key.value) };
  return { computed: key };
};

/** The default values inside a pattern, and its computed keys: code that runs. */
export const eachDefault = (node: Node, see: (each: Node) => void): void => {
  if (node.type === 'AssignmentPattern') {
    see(node.right);
    eachDefault(node.left, see);
  } else if (node.type === 'ObjectPattern') {
    for (const each of node.properties) {
      if (each.type === 'RestElement') continue;
      if (each.computed) see(each.key);
      eachDefault(each.value as Node, see);
    }
  } else if (node.type === 'ArrayPattern') {
    for (const each of node.elements) if (each !== null && each.type !== 'RestElement') eachDefault(each as Node, see);
  }
};
