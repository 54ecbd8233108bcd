/** What class-validator's decorators say of a class's properties: a class handed to `plainToInstance` with the environment is a schema of it. */
import type { SchemaFacts, SchemaType } from '../read.ts';
import { argumentsOf, type CallNode, type Context } from './context.ts';
import type { Scope } from './scope.ts';
import type { Node } from './syntax.ts';
import { alternatives, type SchemaField, type Spot, type Value } from './value.ts';

type ClassNode = Extract<Node, { type: 'ClassDeclaration' | 'ClassExpression' }>;
type Facts = { -readonly [K in keyof SchemaFacts]: SchemaFacts[K] };

const TYPES: Readonly<Record<string, SchemaType>> = {
  IsString: 'string',
  IsInt: 'integer',
  IsNumber: 'number',
  IsNumberString: 'number',
  IsPositive: 'number',
  IsBoolean: 'boolean',
  IsBooleanString: 'boolean',
  IsUrl: 'url',
  IsURL: 'url',
  IsEmail: 'email',
  IsUUID: 'uuid',
  IsPort: 'port',
  IsFQDN: 'host',
  IsIP: 'ip',
  IsJSON: 'json',
  IsArray: 'list',
};
const OPTIONAL = new Set(['IsOptional', 'Optional', 'ValidateIf', 'Allow']);
const FIELD = /^[A-Z][A-Z0-9_]*$/;

/** Fields in capitals, as variables are written; others are no business of the environment. */
export const classFields = (
  context: Context,
  node: ClassNode,
  scope: Scope,
  spotOf: (offset: number) => Spot,
): readonly SchemaField[] | undefined => {
  const fields = node.body.body.flatMap((each): SchemaField[] => {
    if (each.type !== 'PropertyDefinition' || each.static || each.key.type !== 'Identifier' || !FIELD.test(each.key.name)) return [];
    const facts: Facts = { library: 'class-validator' };
    if (each.optional === true) facts.optional = true;
    for (const { expression } of each.decorators) {
      if (expression.type === 'CallExpression' && expression.callee.type === 'Identifier') {
        decorated(facts, expression.callee.name, argumentsOf(context, expression as CallNode, scope));
      }
    }
    const value = each.value === null ? undefined : context.evaluate(each.value, scope);
    if (each.value !== null) facts.optional = true;
    if (value?.is === 'literal') facts.default = value.value;
    else if (value?.is === 'strings' && value.all[0] !== undefined && value.all.length === 1) facts.default = value.all[0];
    return [{ name: each.key.name, facts, spot: spotOf(each.key.start) }];
  });
  return fields.length === 0 ? undefined : fields;
};

const decorated = (facts: Facts, name: string, args: readonly (Value | undefined)[]): void => {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type !== undefined && facts.type !== 'enum') facts.type = type;
  if (OPTIONAL.has(name)) facts.optional = true;
  const [first, second] = args;
  const count = first?.is === 'literal' && typeof first.value === 'number' ? first.value : undefined;
  if (name === 'IsIn' || name === 'IsEnum') {
    facts.type = 'enum';
    const values = alternatives(first).flatMap(textsOf);
    if (values.length > 0) facts.values = values;
  } else if (name === 'Min' && count !== undefined) facts.min = count;
  else if (name === 'Max' && count !== undefined) facts.max = count;
  else if (name === 'MinLength' && count !== undefined) facts.minLength = count;
  else if (name === 'MaxLength' && count !== undefined) facts.maxLength = count;
  else if (name === 'Length' && count !== undefined) {
    facts.minLength = count;
    if (second?.is === 'literal' && typeof second.value === 'number') facts.maxLength = second.value;
  } else if (name === 'IsNotEmpty') facts.minLength ??= 1;
  else if (name === 'Matches' && first?.is === 'pattern') facts.matches = first.source;
};

const textsOf = (value: Value): readonly string[] => {
  if (value.is === 'strings') return value.all;
  if (value.is === 'list') return value.items.flatMap((each) => (each === undefined ? [] : textsOf(each)));
  return value.is === 'object' ? value.props.flatMap(([, each]) => textsOf(each)) : [];
};
