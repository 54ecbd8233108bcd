/**
 * What schemas of other tools become: one list of expressions for each tool, each with the contract's words for it. docs/ADOPTION.md shows this table, and
 * the test beside it drafts every row from code of that tool.
 */

export interface ToolRows {
  readonly tool: string;
  /** The file that holds the schema. */
  readonly file: string;
  /** Code around fields written as `NAME: expression`. */
  readonly code: (fields: readonly string[]) => string;
  /** Expression there, facts here (flow style YAML). */
  readonly rows: readonly (readonly [there: string, here: string])[];
  /** Expression there, and what the list of the undecided says of it, from its beginning. */
  readonly told: readonly (readonly [there: string, says: string])[];
  /** What does not carry over. */
  readonly left: { readonly en: string };
}

const zodRows: ToolRows['rows'] = [
  ['z.string()', '{ type: string, need: required }'],
  ['z.string().min(32).max(64)', '{ type: string, length: { min: 32, max: 64 }, need: required }'],
  ['z.string().url()', '{ type: url, need: required }'],
  ['z.string().email().optional()', '{ type: email, need: optional }'],
  ['z.enum(["debug", "info"]).default("info")', '{ type: enum, values: [debug, info], default: info }'],
  ['z.coerce.number().int().min(1).max(100)', '{ type: integer, min: 1, max: 100, need: required }'],
  ['z.coerce.number().default(0.5)', '{ type: number, default: 0.5 }'],
  ['z.stringbool().default(false)', '{ type: boolean, default: false }'],
  ['z.string().uuid()', '{ type: uuid, need: required }'],
  ['z.string().regex(/^[a-z]+$/)', '{ type: string, matches: "^[a-z]+$", need: required }'],
  ['z.string().startsWith("postgres://")', '{ type: string, matches: ^postgres://, need: required }'],
  ['z.coerce.number().positive()', '{ type: number, min: 0, not: [0], need: required }'],
  ['z.union([z.literal("a"), z.literal("b")])', '{ type: enum, values: [a, b], need: required }'],
  [
    'z.enum(["true", "false"]).transform((v) => v === "true").default(false)',
    '{ type: enum, values: ["true", "false"], default: "false" }',
  ],
];

export const TOOLS: readonly ToolRows[] = [
  {
    tool: 'zod',
    file: 'src/env.ts',
    code: (fields) => `import { z } from 'zod';\nexport const env = z.object({\n${fields.join(',\n')}\n}).parse(process.env);\n`,
    rows: zodRows,
    told: [
      ['z.string().refine((v) => v.length % 2 === 0)', '`refine` is a rule that no contract can hold'],
      ['z.string().transform((v) => v.split(","))', '`transform` makes another value of it'],
      ['z.string().regex(/^[a-z]+$/i)', '`regex` is a rule that no contract can hold'],
      ['z.preprocess((v) => v || undefined, z.string().optional())', '`preprocess` makes another value of it'],
      ['z.string().default(crypto.randomUUID())', 'its `default` is computed'],
      ['z.coerce.boolean()', 'a boolean is true, false, 1, 0, yes, no, on or off here; its schema takes any text'],
      ['z.coerce.number()', 'a number is plain digits here'],
      ['z.string().url()', 'an address has `//` here'],
      ['z.boolean()', 'its schema takes no text'],
      ['z.string()', 'an empty value is not set here'],
    ],
    left: { en: '`refine`, `superRefine`, `transform`, unions of different types: code that a contract does not run' },
  },
  {
    tool: 't3-env',
    file: 'src/env.ts',
    code: (fields) =>
      `import { createEnv } from '@t3-oss/env-nextjs';\nimport { z } from 'zod';\nexport const env = createEnv({\nserver: {\n${fields.join(',\n')}\n},\nclient: { NEXT_PUBLIC_SHOWN: z.string().url() },\nexperimental__runtimeEnv: process.env,\n});\n`,
    rows: [
      ...zodRows,
      [
        'process.env.NODE_ENV === "production" ? z.string().min(8) : z.string().optional()',
        '{ type: string, length: { min: 8 }, need: required, in: { local: { need: optional } } }',
      ],
      [
        'process.env.NODE_ENV !== "development" ? z.url() : z.url().default("http://localhost:1")',
        '{ type: url, need: required, in: { local: { default: http://localhost:1 } } }',
      ],
    ],
    told: [
      ['z.string().refine((v) => v.length % 2 === 0)', '`refine` is a rule that no contract can hold'],
      ['z.string().transform((v) => v.split(","))', '`transform` makes another value of it'],
      ['z.string().regex(/^[a-z]+$/i)', '`regex` is a rule that no contract can hold'],
      ['z.preprocess((v) => v || undefined, z.string().optional())', '`preprocess` makes another value of it'],
      ['z.string().default(crypto.randomUUID())', 'its `default` is computed'],
      ['z.coerce.boolean()', 'a boolean is true, false, 1, 0, yes, no, on or off here; its schema takes any text'],
      ['z.coerce.number()', 'a number is plain digits here'],
      ['z.string().url()', 'an address has `//` here'],
      ['z.boolean()', 'its schema takes no text'],
    ],
    left: { en: '`skipValidation`, `createFinalSchema`; `client` is `exposed: client`, which its prefix implies' },
  },
  {
    tool: 'envalid',
    file: 'src/env.js',
    code: (fields) =>
      `import { bool, cleanEnv, email, host, json, makeValidator, num, port, str, url } from 'envalid';\nexport const env = cleanEnv(process.env, {\n${fields.join(',\n')}\n});\n`,
    rows: [
      ['str()', '{ type: string, need: required }'],
      ['str({ choices: ["a", "b"] })', '{ type: enum, values: [a, b], need: required }'],
      ['str({ default: "x", desc: "what it is for" })', '{ type: string, about: what it is for, default: x }'],
      ['port({ devDefault: 3000 })', '{ type: port, need: required, in: { local: { default: 3000 } } }'],
      ['num({ default: 5 })', '{ type: number, default: 5 }'],
      ['bool({ default: false })', '{ type: boolean, default: false }'],
      ['email()', '{ type: email, need: required }'],
      ['host()', '{ type: host, need: required }'],
      ['url()', '{ type: url, need: required }'],
      ['json()', '{ type: json, need: required }'],
      ['str({ devDefault: "" })', '{ type: string, need: required, in: { local: { need: optional } } }'],
      ['url({ default: undefined })', '{ type: url, need: optional }'],
    ],
    told: [
      ['makeValidator((x) => x)({ default: "x" })', '`makeValidator` is a rule that no contract can hold'],
      ['str({ requiredWhen: (env) => env.A })', '`requiredWhen` is a rule that no contract can hold'],
      ['str({ choices: LEVELS })', 'the values that `choices` allows are computed'],
      ['bool()', 'a boolean is true, false, 1, 0, yes, no, on or off here; its schema takes t and f'],
    ],
    left: {
      en: '`makeValidator`, `requiredWhen`, `testOnly`; `devDefault` is the default of development alone, whatever NODE_ENV is elsewhere',
    },
  },
  {
    tool: 'convict',
    file: 'config/index.js',
    code: (fields) =>
      `const convict = require('convict');\nmodule.exports = convict({\n${fields.map((field, at) => `key${at}: ${field.replace(/^(\w+): \{/, '{ env: "$1",')}`).join(',\n')}\n});\n`,
    rows: [
      ['{ format: String, default: null }', '{ type: string, need: required }'],
      ['{ format: "port", default: 8080 }', '{ type: port, default: 8080 }'],
      ['{ format: ["pg", "my"], default: "pg" }', '{ type: enum, values: [pg, my], default: pg }'],
      [
        '{ doc: "who signs", format: String, default: null, sensitive: true }',
        '{ type: string, secret: true, about: who signs, need: required }',
      ],
      ['{ format: Boolean, default: false }', '{ type: boolean, default: false }'],
      ['{ format: "url", default: null }', '{ type: url, need: required }'],
      ['{ format: String, default: "" }', '{ type: string, need: optional }'],
      ['{ default: 24 * 3600 }', '{ type: number, default: 86400 }'],
      ['{ format: "url", default: null, nullable: true }', '{ type: url, need: optional }'],
    ],
    told: [
      ['{ format: "required-string", default: "" }', '`format: required-string` is a rule that no contract can hold'],
      ['{ format: String, default: tmpdir() }', 'its `default` is computed'],
    ],
    left: { en: 'formats of your own, `arg`, files loaded with `loadFile`; settings without `env` are no variables' },
  },
  {
    tool: 'joi',
    file: 'src/env.js',
    code: (fields) =>
      `const Joi = require('joi');\nconst schema = Joi.object({\n${fields.join(',\n')}\n}).unknown();\nmodule.exports = schema.validate(process.env);\n`,
    rows: [
      ['Joi.string().required()', '{ type: string, need: required }'],
      ['Joi.string()', '{ type: string, need: optional }'],
      ['Joi.string().uri().required()', '{ type: url, need: required }'],
      ['Joi.string().valid("a", "b").default("a")', '{ type: enum, values: [a, b], default: a }'],
      ['Joi.number().port().default(3000)', '{ type: port, default: 3000 }'],
      ['Joi.number().integer().min(1).required()', '{ type: integer, min: 1, need: required }'],
      ['Joi.boolean().default(true).description("a switch")', '{ type: boolean, about: a switch, default: true }'],
      [
        'Joi.string().uri({ scheme: ["postgres", "postgresql"] }).required()',
        '{ type: url, scheme: [postgres, postgresql], need: required }',
      ],
      ['Joi.string().default("x").required()', '{ type: string, need: required }'],
      ['Joi.string().valid("a", "").optional()', '{ type: enum, values: [a], need: optional }'],
    ],
    told: [
      ['Joi.string().custom((value) => value)', '`custom` is a rule that no contract can hold'],
      ['Joi.string().when("A", { then: Joi.required() })', '`when` is a rule that no contract can hold'],
      ['Joi.boolean()', 'a boolean is true, false, 1, 0, yes, no, on or off here; its schema takes true and false alone'],
    ],
    left: { en: '`when`, `custom`, `external`; Nest’s `validationSchema` is read the same way' },
  },
  {
    tool: 'valibot',
    file: 'src/env.ts',
    code: (fields) => `import * as v from 'valibot';\nexport const env = v.parse(v.object({\n${fields.join(',\n')}\n}), process.env);\n`,
    rows: [
      ['v.string()', '{ type: string, need: required }'],
      ['v.optional(v.string(), "x")', '{ type: string, default: x }'],
      ['v.pipe(v.string(), v.url())', '{ type: url, need: required }'],
      ['v.pipe(v.string(), v.minLength(8))', '{ type: string, length: { min: 8 }, need: required }'],
      ['v.optional(v.picklist(["a", "b"]), "a")', '{ type: enum, values: [a, b], default: a }'],
      ['v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(1))', '{ type: number, min: 1, need: required }'],
      ['v.optional(v.picklist(["0", "1"], "zero or one"), "1")', '{ type: enum, values: ["0", "1"], default: "1" }'],
    ],
    told: [
      ['v.pipe(v.string(), v.check((value) => value !== "x"))', '`check` is a rule that no contract can hold'],
      ['v.pipe(v.string(), v.transform(Number))', '`transform` makes another value of it'],
    ],
    left: { en: '`check`, `transform`, `variant`' },
  },
  {
    tool: 'env-var',
    file: 'src/env.ts',
    code: (fields) =>
      `import env from 'env-var';\n${fields.map((field, at) => `export const held${at} = ${field.replace(/^(\w+): env\.get\(\)/, 'env.get("$1")')};`).join('\n')}\n`,
    rows: [
      ['env.get().required().asString()', '{ type: string, need: required }'],
      ['env.get().asString()', '{ type: string, need: optional }'],
      ['env.get().default("8080").asPortNumber()', '{ type: port, default: 8080 }'],
      ['env.get().default("false").asBool()', '{ type: boolean, default: false }'],
      ['env.get().required().asUrlString()', '{ type: url, need: required }'],
      ['env.get().required().asEnum(["a", "b"])', '{ type: enum, values: [a, b], need: required }'],
      ['env.get().default(1).asIntPositive()', '{ type: integer, min: 0, default: 1 }'],
    ],
    told: [
      ['env.get().asRegExp()', '`asRegExp` is a rule that no contract can hold'],
      ['env.get().required().convertFromBase64().asString()', '`convertFromBase64` makes another value of it'],
    ],
    left: { en: '`convertFromBase64`, `asRegExp`, accessors of your own' },
  },
  {
    tool: 'envsafe',
    file: 'src/env.ts',
    code: (fields) =>
      `import { envsafe, makeValidator, port, str, url } from 'envsafe';\nexport const env = envsafe({\n${fields.join(',\n')}\n});\n`,
    rows: [
      ['str({ choices: ["a", "b"], devDefault: "a" })', '{ type: enum, values: [a, b], need: required, in: { local: { default: a } } }'],
      ['port({ default: 3000 })', '{ type: port, default: 3000 }'],
      ['url()', '{ type: url, need: required }'],
    ],
    told: [
      ['makeValidator((x) => x)()', '`makeValidator` is a rule that no contract can hold'],
      ['str({ allowEmpty: true })', 'an empty value is not set here'],
    ],
    left: { en: '`makeValidator`; `input: process.env.X` is the variable X' },
  },
  {
    tool: 'env-schema, @fastify/env',
    file: 'src/env.js',
    code: (fields) =>
      `const envSchema = require('env-schema');\nconst { Type } = require('@sinclair/typebox');\nmodule.exports = envSchema({ schema: { type: 'object', required: ['QX_AZ'], properties: {\n${fields.join(',\n')}\n} } });\n`,
    rows: [
      ['{ type: "string" }', '{ type: string, need: required }'],
      ['{ type: "number", default: 3000 }', '{ type: number, default: 3000 }'],
      ['{ type: "string", enum: ["a", "b"] }', '{ type: enum, values: [a, b], need: optional }'],
      ['{ type: "integer", minimum: 1, maximum: 9 }', '{ type: integer, min: 1, max: 9, need: optional }'],
      [
        '{ type: "string", pattern: "^[a-z]+$", minLength: 2 }',
        '{ type: string, length: { min: 2 }, matches: "^[a-z]+$", need: optional }',
      ],
    ],
    told: [
      ['{ type: "string", contentEncoding: "base64" }', '`contentEncoding` is a rule that no contract can hold'],
      ['{ type: "boolean" }', 'a boolean is true, false, 1, 0, yes, no, on or off here; its schema takes true and false alone'],
    ],
    left: { en: '`if`, `anyOf`, `allOf` of the whole, `$ref`; TypeBox and fluent-json-schema are read the same way' },
  },
  {
    tool: 'class-validator (Nest)',
    file: 'src/env.ts',
    code: (fields) =>
      `import { plainToInstance, Transform, Type } from 'class-transformer';\nimport { IsBoolean, IsEnum, IsIn, IsInt, IsNotEmpty, IsNumber, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, Validate, ValidateIf } from 'class-validator';\nclass Settings {\n${fields.map((field) => field.replace(/^(\w+): (.*?)( = .*)?$/, '$2 $1: unknown$3;')).join('\n')}\n}\nexport const env = plainToInstance(Settings, process.env);\n`,
    rows: [
      ['@IsString() @IsNotEmpty()', '{ type: string, need: required }'],
      ['@IsString() @IsOptional()', '{ type: string, need: optional }'],
      ['@IsInt() @Min(1) @Max(9) = 5', '{ type: integer, min: 1, max: 9, default: 5 }'],
      ['@IsIn(["a", "b"])', '{ type: enum, values: [a, b], need: required }'],
      ['@IsUrl({ protocols: ["https"] })', '{ type: url, scheme: https, need: required }'],
      ['@Matches(/^[a-z]+$/) @MinLength(3)', '{ type: string, length: { min: 3 }, matches: "^[a-z]+$", need: required }'],
    ],
    told: [
      ['@IsString() @Transform(({ value }) => value.trim())', '`Transform` makes another value of it'],
      ['@Validate(Own)', '`Validate` is a rule that no contract can hold'],
      ['@ValidateIf((all) => all.A) @IsString()', 'its schema asks for it under a condition only'],
      ['@IsBoolean()', 'a boolean is true, false, 1, 0, yes, no, on or off here; its schema takes any text'],
      ['@IsUrl()', 'an address has a scheme here'],
    ],
    left: { en: 'validators of your own, groups, `ValidateNested`' },
  },
];
