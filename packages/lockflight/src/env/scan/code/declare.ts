/** The first walk over a file: every scope, every name with its origins, every function with what it returns, every import and export. */

import { moduleValue } from './modules.ts';
import { type Binding, bind, type FunctionRecord, lookUp, newScope, type Origin, type Scope, type Step } from './scope.ts';
import { eachChild, type FunctionNode, type Node, type Program } from './syntax.ts';

export interface ExportRecord {
  readonly name: string;
  /** A declared name with all that is ever assigned to it, or an expression. */
  readonly from: Binding | Origin;
}

export interface Declared {
  readonly root: Scope;
  /** The scope that a node opens. */
  readonly scopes: ReadonlyMap<Node, Scope>;
  readonly functions: ReadonlyMap<Node, FunctionRecord>;
  readonly exports: readonly ExportRecord[];
  /** `export * from`. */
  readonly stars: readonly string[];
  /** Every module that is imported for its values. */
  readonly imports: readonly string[];
  /** `this.key = value`, by the class or object. */
  readonly fields: ReadonlyMap<Node, readonly { readonly key: string; readonly node: Node; readonly scope: Scope }[]>;
}

const LIST_METHODS = new Set(['forEach', 'map', 'filter', 'every', 'some', 'flatMap', 'find', 'findIndex', 'findLast']);

interface Walk {
  readonly file: string;
  readonly scopes: Map<Node, Scope>;
  readonly functions: Map<Node, FunctionRecord>;
  readonly exports: ExportRecord[];
  readonly stars: string[];
  readonly imports: string[];
  readonly fields: Map<Node, { key: string; node: Node; scope: Scope }[]>;
  /** Assignments wait until every name is declared. */
  readonly assignments: { readonly left: Node; readonly right: Node; readonly scope: Scope }[];
}

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

const visit = (walk: Walk, node: Node, scope: Scope): void => {
  switch (node.type) {
    case 'ImportDeclaration':
      if (node.importKind !== 'type') imports(walk, node, scope);
      return;
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      exports(walk, node, scope);
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
        if (each.type === 'Property' && each.method) visit(walk, each, inner);
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

/** `names.forEach((name) => ...)`: the callback's first parameter is one of the names. */
const calls = (walk: Walk, node: Extract<Node, { type: 'CallExpression' }>, scope: Scope): void => {
  visit(walk, node.callee, scope);
  const over =
    node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' && LIST_METHODS.has(node.callee.property.name)
      ? node.callee.object
      : undefined;
  node.arguments.forEach((each, index) => {
    const isFunction = each.type === 'ArrowFunctionExpression' || each.type === 'FunctionExpression';
    if (isFunction) declareFunction(walk, each, scope, index === 0 ? over : undefined);
    else visit(walk, each, scope);
  });
  if (node.callee.type === 'Identifier' && node.callee.name === 'require') {
    const [first] = node.arguments;
    if (first?.type === 'Literal' && typeof first.value === 'string') walk.imports.push(first.value);
  }
};

const declareFunction = (walk: Walk, node: FunctionNode, scope: Scope, elementsOf?: Node): void => {
  const fn: FunctionRecord = {
    id: `${walk.file}#${node.start}`,
    node,
    params: node.params.length,
    ...(elementsOf === undefined ? {} : { elementsOf }),
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

/** `@Inject(ConfigService)` says what the parameter is, whatever its type. */
const injectedName = (node: object): string | undefined => {
  const decorators = 'decorators' in node ? ((node.decorators ?? []) as readonly { readonly expression: Node }[]) : [];
  for (const { expression } of decorators) {
    if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier' || expression.callee.name !== 'Inject') continue;
    const [first] = expression.arguments;
    if (first?.type === 'Identifier') return first.name;
  }
  return undefined;
};

interface TypeName {
  readonly type?: string;
  readonly name?: string;
  readonly left?: { readonly name?: string };
  readonly right?: { readonly name?: string };
}

const typeNameOf = (node: object): string | undefined => {
  if (!('typeAnnotation' in node)) return undefined;
  const held = node.typeAnnotation as { typeAnnotation?: { type?: string; typeName?: TypeName } } | null | undefined;
  const type = held?.typeAnnotation;
  if (type?.type !== 'TSTypeReference') return undefined;
  const { typeName } = type;
  if (typeName?.type === 'Identifier') return typeName.name;
  return typeName?.left?.name === 'NodeJS' && typeName.right?.name === 'ProcessEnv' ? 'NodeJS.ProcessEnv' : undefined;
};

/** Declares every name of a pattern; `origin` says where a path below it comes from. */
const pattern = (
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
const eachDefault = (node: Node, see: (each: Node) => void): void => {
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

const functionScope = (scope: Scope): Scope => {
  let at = scope;
  while (at.parent !== undefined && at.parent.fn === at.fn) at = at.parent;
  return at;
};

const fieldsOf = (walk: Walk, self: Node): { key: string; node: Node; scope: Scope }[] => {
  const there = walk.fields.get(self);
  if (there !== undefined) return there;
  const made: { key: string; node: Node; scope: Scope }[] = [];
  walk.fields.set(self, made);
  return made;
};

const assign = (walk: Walk, left: Node, right: Node, scope: Scope): void => {
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

const nameOf = (node: { type: string; name?: string; value?: unknown }): string =>
  node.type === 'Literal' ? String(node.value) : (node.name ?? '');

const imports = (walk: Walk, node: Extract<Node, { type: 'ImportDeclaration' }>, scope: Scope): void => {
  const from = node.source.value;
  walk.imports.push(from);
  for (const each of node.specifiers) {
    if (each.type === 'ImportSpecifier' && each.importKind === 'type') continue;
    const name = each.type === 'ImportSpecifier' ? nameOf(each.imported) : each.type === 'ImportDefaultSpecifier' ? 'default' : '*';
    bind(scope, each.local.name, { kind: 'value', value: moduleValue(walk.file, from, name) });
  }
};

type ExportNode = Extract<Node, { type: 'ExportNamedDeclaration' | 'ExportDefaultDeclaration' | 'ExportAllDeclaration' }>;

const exports = (walk: Walk, node: ExportNode, scope: Scope): void => {
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
