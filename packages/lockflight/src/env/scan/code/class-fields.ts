/** What class-validator's decorators say of a class's properties: a class handed to `plainToInstance` with the environment is a schema of it. */
import type { SchemaFacts, SchemaType } from '../read.ts';
import { argumentsOf, type CallNode, type Context } from './context.ts';
import { type At, withLeft } from './schema-left.ts';
import { schemesIn } from './schema-values.ts';
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
const OPTIONAL = new Set(['IsOptional', 'Optional', 'Allow']);
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
        const { name } = expression.callee;
        const at = (): Spot => spotOf(each.key.start);
        if (name === 'Type') {
          const made = madeBy(expression as CallNode);
          if (made !== undefined) facts.type ??= made;
        } else Object.assign(facts, decorated(facts, name, argumentsOf(context, expression as CallNode, scope), at));
      }
    }
    const value = each.value === null ? undefined : context.evaluate(each.value, scope);
    if (each.value !== null) facts.optional = true;
    if (value?.is === 'literal') facts.default = value.value;
    else if (value?.is === 'strings' && value.all[0] !== undefined && value.all.length === 1) facts.default = value.all[0];
    else if (each.value !== null && !(each.value.type === 'Identifier' && each.value.name === 'undefined'))
      Object.assign(
        facts,
        withLeft(facts, 'default', 'default', () => spotOf(each.key.start)),
      );
    return [{ name: each.key.name, facts, spot: spotOf(each.key.start) }];
  });
  return fields.length === 0 ? undefined : fields;
};

/** `@Type(() => Number)`. */
const madeBy = ({ arguments: [fn] }: CallNode): SchemaType | undefined => {
  const made = fn?.type === 'ArrowFunctionExpression' && fn.body.type === 'Identifier' ? fn.body.name : undefined;
  return made === 'Number' ? 'number' : made === 'Boolean' ? 'boolean' : made === 'String' ? 'string' : undefined;
};

const QUIET = new Set(['Expose', 'IsDefined', 'ApiProperty', 'ApiPropertyOptional', 'Allow', 'Optional', 'IsOptional', 'IsNotEmptyString']);
const KNOWN = new Set([
  'IsIn',
  'IsEnum',
  'Min',
  'Max',
  'MinLength',
  'MaxLength',
  'Length',
  'IsNotEmpty',
  'Matches',
  'IsPositive',
  'IsNegative',
]);

const decorated = (facts: Facts, name: string, args: readonly (Value | undefined)[], at: At): SchemaFacts => {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (name === 'ValidateIf') return withLeft({ ...facts, optional: true }, name, 'condition', at);
  if (type === undefined && !QUIET.has(name) && !KNOWN.has(name))
    return withLeft(facts, name, name === 'Transform' ? 'change' : 'rule', at);
  if (name === 'IsUrl' || name === 'IsURL') return schemesIn({ ...facts, type: 'url' }, schemesAlone(args[0]), name, at);
  read(facts, name, type, args);
  if ((name === 'IsIn' || name === 'IsEnum') && facts.values === undefined) return withLeft(facts, name, 'values', at);
  return name === 'Matches' && args[0]?.is !== 'pattern' ? withLeft(facts, name, 'rule', at) : facts;
};

/** Of its options, only the protocols narrow what an address is. */
const schemesAlone = (options: Value | undefined): Value | undefined =>
  options?.is === 'object' ? { ...options, props: options.props.filter(([key]) => key === 'protocols') } : undefined;

const read = (facts: Facts, name: string, type: SchemaType | undefined, args: readonly (Value | undefined)[]): void => {
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
  else if (name === 'IsPositive') Object.assign(facts, { min: 0, not: [0] });
  else if (name === 'Matches' && first?.is === 'pattern') facts.matches = first.source;
};

const textsOf = (value: Value): readonly string[] => {
  if (value.is === 'strings') return value.all;
  if (value.is === 'list') return value.items.flatMap((each) => (each === undefined ? [] : textsOf(each)));
  return value.is === 'object' ? value.props.flatMap(([, each]) => textsOf(each)) : [];
};
