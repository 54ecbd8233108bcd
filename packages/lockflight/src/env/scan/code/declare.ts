/** The first walk over a file: every scope, every name with its origins, every function with what it returns, every import and export. */
import { assign, fieldsOf } from './assignments.ts';
import type { Declared, Walk } from './declared.ts';
import { exports, imports } from './module-names.ts';
import { moduleValue } from './modules.ts';
import { eachDefault, pattern } from './patterns.ts';
import { bind, type FunctionRecord, newScope, type Origin, type Scope, type Step } from './scope.ts';
import { eachChild, type FunctionNode, type Node, type Program } from './syntax.ts';
import { injectedName, isServiceName, typeNameOf } from './type-names.ts';

const REDUCING = new Set(['reduce', 'reduceRight']);
const LIST_METHODS = new Set(['forEach', 'map', 'filter', 'every', 'some', 'flatMap', 'find', 'findIndex', 'findLast']);

export const declare = (file: string, program: Program): Declared => {
  const root = newScope(undefined);
  const walk: Walk = {
    file,
    scopes: new Map(),
    functions: new Map(),
    exports: [],
    stars: [],
    imports: [],
    fields: new Map(),
    assignments: [],
  };
  walk.scopes.set(program, root);
  eachChild(program, (child) => visit(walk, child, root));
  for (const { left, right, scope } of walk.assignments) assign(walk, left, right, scope);
  return { root, ...walk };
};

export const visit = (walk: Walk, node: Node, scope: Scope): void => {
  switch (node.type) {
    case 'ImportDeclaration':
      if (node.importKind !== 'type') imports(walk, node, scope);
      return;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      exports(walk, node, scope, visit);
      return;
    case 'TSImportEqualsDeclaration':
      if (node.moduleReference.type === 'TSExternalModuleReference') {
        bind(scope, node.id.name, { kind: 'value', value: moduleValue(walk.file, node.moduleReference.expression.value, '*') });
        walk.imports.push(node.moduleReference.expression.value);
      }
      return;
    case 'TSExportAssignment':
      walk.exports.push({ name: 'default', from: { kind: 'node', node: node.expression, scope, path: [] } });
      break;
    case 'TSModuleDeclaration':
      if (node.declare === true) return;
      break;
    case 'VariableDeclaration':
      if (node.declare === true) return;
      for (const { id, init } of node.declarations) {
        const target = node.kind === 'var' ? functionScope(scope) : scope;
        pattern(walk, id, target, [], (path) => (init === null ? undefined : { kind: 'node', node: init, scope, path }));
        const typeName = typeNameOf(id);
        if (typeName !== undefined && id.type === 'Identifier' && isServiceName(typeName))
          bind(target, id.name, { kind: 'typed', typeName, scope });
        if (init !== null) visit(walk, init, scope);
        eachDefault(id, (each) => visit(walk, each, scope));
      }
      return;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      declareFunction(walk, node, scope);
      return;
    case 'ClassDeclaration':
    case 'ClassExpression': {
      if (node.id !== null && node.type === 'ClassDeclaration') bind(scope, node.id.name, { kind: 'class', node, scope });
      const inner = newScope(scope, scope.fn, { node, scope });
      if (node.id !== null && node.type === 'ClassExpression') bind(inner, node.id.name, { kind: 'class', node, scope });
      walk.scopes.set(node, inner);
      eachChild(node, (child) => visit(walk, child, inner));
      return;
    }
    case 'TSEnumDeclaration':
      bind(scope, node.id.name, { kind: 'node', node, scope, path: [] });
      return;
    case 'ObjectExpression': {
      const inner = newScope(scope, scope.fn, { node, scope });
      walk.scopes.set(node, inner);
      for (const each of node.properties) {
        if (each.type === 'Property' && (each.method || each.kind !== 'init')) visit(walk, each, inner);
        else visit(walk, each, scope);
      }
      return;
    }
    case 'BlockStatement':
    case 'StaticBlock':
    case 'SwitchStatement':
    case 'ForStatement':
    case 'CatchClause':
    case 'TSModuleBlock': {
      const inner = newScope(scope);
      walk.scopes.set(node, inner);
      if (node.type === 'CatchClause' && node.param !== null) pattern(walk, node.param, inner, [], () => undefined);
      eachChild(node, (child) => visit(walk, child, inner));
      return;
    }
    case 'ForOfStatement':
    case 'ForInStatement': {
      const inner = newScope(scope);
      walk.scopes.set(node, inner);
      const keys = node.type === 'ForInStatement' ? ({ keys: true } as const) : {};
      if (node.left.type === 'VariableDeclaration') {
        for (const { id } of node.left.declarations) {
          pattern(walk, id, inner, [], (path) => ({ kind: 'element', of: node.right, scope, path, ...keys }));
        }
      }
      visit(walk, node.right, scope);
      visit(walk, node.body, inner);
      return;
    }
    case 'ReturnStatement':
      if (node.argument !== null) scope.fn?.returns.push({ node: node.argument, scope });
      break;
    case 'AssignmentExpression':
      walk.assignments.push({ left: node.left, right: node.right, scope });
      break;
    case 'CallExpression':
      calls(walk, node, scope);
      return;
    default:
      break;
  }
  eachChild(node, (child) => visit(walk, child, scope));
};

/** `names.forEach((name) => ...)`: the callback's first parameter is one of the names; `reduce` hands it over second. */
const calls = (walk: Walk, node: Extract<Node, { type: 'CallExpression' }>, scope: Scope): void => {
  visit(walk, node.callee, scope);
  const method = node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' ? node.callee.property.name : '';
  const isReduced = REDUCING.has(method);
  const over = node.callee.type === 'MemberExpression' && (isReduced || LIST_METHODS.has(method)) ? node.callee.object : undefined;
  node.arguments.forEach((each, index) => {
    const isFunction = each.type === 'ArrowFunctionExpression' || each.type === 'FunctionExpression';
    if (isFunction) declareFunction(walk, each, scope, index === 0 ? over : undefined, isReduced ? 1 : 0);
    else visit(walk, each, scope);
  });
  if (node.callee.type === 'Identifier' && node.callee.name === 'require') {
    const [first] = node.arguments;
    if (first?.type === 'Literal' && typeof first.value === 'string') walk.imports.push(first.value);
  }
};

const declareFunction = (walk: Walk, node: FunctionNode, scope: Scope, elementsOf?: Node, elementAt = 0): void => {
  const fn: FunctionRecord = {
    id: `${walk.file}#${node.start}`,
    node,
    params: node.params.length,
    ...(elementsOf === undefined ? {} : { elementsOf, elementAt }),
    outer: scope,
    returns: [],
    busy: false,
  };
  const inner = newScope(scope, fn);
  fn.scope = inner;
  walk.scopes.set(node, inner);
  walk.functions.set(node, fn);
  if (node.type === 'FunctionDeclaration' && node.id !== null) bind(scope, node.id.name, { kind: 'function', fn });
  if (node.type === 'FunctionExpression' && node.id !== null) bind(inner, node.id.name, { kind: 'function', fn });
  node.params.forEach((param, index) => {
    const own = param.type === 'TSParameterProperty' ? param.parameter : param;
    const target = own.type === 'AssignmentPattern' ? own.left : own;
    const typeName = injectedName(param) ?? injectedName(own) ?? typeNameOf(target);
    const more = {
      ...(own.type === 'AssignmentPattern' ? { fallback: own.right } : {}),
      ...(typeName === undefined ? {} : { typeName }),
    };
    const origin = (path: readonly Step[]): Extract<Origin, { kind: 'param' }> => ({
      kind: 'param',
      fn,
      index,
      scope: inner,
      path,
      ...more,
    });
    if (own.type === 'RestElement') pattern(walk, own.argument as Node, inner, [], (path) => ({ ...origin(path), rest: true }));
    else pattern(walk, target as Node, inner, [], origin);
    // `constructor(private readonly env = process.env)` is a field as well.
    if (param.type === 'TSParameterProperty' && target.type === 'Identifier' && scope.self !== undefined) {
      fieldsOf(walk, scope.self.node).push({ key: target.name, node: target, scope: inner });
    }
    eachDefault(own as Node, (each) => visit(walk, each, inner));
    for (const decorator of own.decorators ?? []) visit(walk, decorator, scope);
  });
  if (node.body === null) return;
  if (node.body.type === 'BlockStatement') {
    for (const statement of node.body.body) visit(walk, statement, inner);
    walk.scopes.set(node.body, inner);
  } else {
    fn.returns.push({ node: node.body, scope: inner });
    visit(walk, node.body, inner);
  }
};

const functionScope = (scope: Scope): Scope => {
  let at = scope;
  while (at.parent !== undefined && at.parent.fn === at.fn) at = at.parent;
  return at;
};
