/** What a parameter's type or decorator says that it is. */
import type { Node } from './syntax.ts';

/** `@Inject(ConfigService)` says what the parameter is, whatever its type. */
export const injectedName = (node: object): string | undefined => {
  const decorators = 'decorators' in node ? ((node.decorators ?? []) as readonly { readonly expression: Node }[]) : [];
  for (const { expression } of decorators) {
    if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier' || expression.callee.name !== 'Inject') continue;
    const [first] = expression.arguments;
    if (first?.type === 'Identifier') return first.name;
  }
  return undefined;
};

/** Services that an injector hands over, by the names of their classes. */
export const isServiceName = (name: string): boolean =>
  /(?:^|[a-z])(?:Config|Configuration|Env|Environment|Settings)Service$|^ConfigService$/.test(name);

/** The name in a property's type or decorator, as an expression: what stands under it says what is injected. */
export const injectedNode = (node: object): Node | null => {
  const decorators = 'decorators' in node ? ((node.decorators ?? []) as readonly { readonly expression: Node }[]) : [];
  for (const { expression } of decorators) {
    const first = expression.type === 'CallExpression' ? expression.arguments[0] : undefined;
    if (first?.type === 'Identifier' && isServiceName(first.name)) return first;
  }
  const held = (node as { typeAnnotation?: { typeAnnotation?: { type?: string; typeName?: Node & TypeName } } }).typeAnnotation
    ?.typeAnnotation;
  const name = held?.type === 'TSTypeReference' ? held.typeName : undefined;
  return name?.type === 'Identifier' && isServiceName(name.name ?? '') ? name : null;
};

interface TypeName {
  readonly type?: string;
  readonly name?: string;
  readonly left?: { readonly name?: string };
  readonly right?: { readonly name?: string };
}

export const typeNameOf = (node: object): string | undefined => {
  if (!('typeAnnotation' in node)) return undefined;
  const held = node.typeAnnotation as { typeAnnotation?: { type?: string; typeName?: TypeName } } | null | undefined;
  const type = held?.typeAnnotation;
  if (type?.type !== 'TSTypeReference') return undefined;
  const { typeName } = type;
  if (typeName?.type === 'Identifier') return typeName.name;
  return typeName?.left?.name === 'NodeJS' && typeName.right?.name === 'ProcessEnv' ? 'NodeJS.ProcessEnv' : undefined;
};
