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
