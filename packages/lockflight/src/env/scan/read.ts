/**
 * What a scan finds: the published shape of the room `env/scan`. `lockflight env scan` prints it, `lockflight init` drafts a contract from it. Plain data,
 * no text of a file but names, defaults that the code writes out, and lists of allowed values. Keys may be added, never renamed.
 *
 * Entry points: `scanFile` (one file to a summary, in any order, on any thread), `linkSummaries` (all summaries to findings).
 */

/** How a name is read: what stands in the table of docs/SCAN.md. */
export type Via =
  | 'process.env'
  | 'import.meta.env'
  | 'Deno.env'
  | 'Bun.env'
  | 'loadEnv'
  | '$env'
  | 'astro:env'
  | 'nuxt'
  | 'wrapper'
  | 'webpack'
  | 'html'
  | SchemaLibrary
  | 'effect'
  | 'firebase'
  | 'dotenv'
  | 'node-config'
  | 'react-native'
  /** An environment that a platform hands to the code: Workers' `env`, Hono's `c.env`. */
  | 'handed'
  | 'option'
  | 'prisma'
  | 'compose'
  | 'dockerfile'
  | 'workflow'
  | 'shell'
  | 'package-script'
  | 'turbo'
  | 'vercel'
  | 'replit'
  | 'host'
  | 'pipeline'
  | 'makefile'
  | 'npmrc'
  | 'serverless';

export type SchemaLibrary =
  | 'zod'
  | 't3-env'
  | 'envalid'
  | 'convict'
  | 'env-var'
  | 'joi'
  | 'valibot'
  | 'yup'
  | 'env-schema'
  | 'nest'
  | 'class-validator'
  | 'adonis'
  | 'envsafe';

/** What the code makes of the text that it reads. */
export type Parse = 'integer' | 'number' | 'boolean' | 'json' | 'list' | 'url';

export interface Use {
  readonly parse?: Parse;
  /** The literal that takes its place when it is not set. */
  readonly default?: string | number | boolean;
  /** `required`: the code throws, asserts or ends without it; `optional`: something takes its place, or it is asked whether it is there. */
  readonly need?: 'required' | 'optional';
  /** Why `need` says so. */
  readonly because?: 'throws' | 'non-null' | 'default' | 'tested' | 'schema';
  /** Literals that it is compared with (`=== "smtp"`, `switch`, `includes`). */
  readonly equals?: readonly string[];
}

/** What a schema object says of one variable. `type` is the schema's own idea, in the contract's words. */
export interface SchemaFacts {
  readonly library: SchemaLibrary;
  readonly type?: SchemaType;
  readonly optional?: boolean;
  readonly default?: string | number | boolean;
  /** A default for development alone (envalid's `devDefault`). */
  readonly developmentDefault?: string | number | boolean;
  /** Developers may do without, nobody else: another schema where NODE_ENV is `development`. */
  readonly developmentOptional?: boolean;
  readonly values?: readonly (string | number)[];
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The source of a regular expression without flags. */
  readonly matches?: string;
  readonly secret?: boolean;
  /** t3-env's sections: `client` is shipped to browsers. */
  readonly section?: 'client' | 'server' | 'shared';
  readonly about?: string;
  /** Values that the limits let through and the schema does not: `positive()` refuses 0. */
  readonly not?: readonly (string | number)[];
  /** The schemes that an address may have. */
  readonly scheme?: readonly string[];
  /** What the schema makes of an empty value, where it is told: it is not set (t3-env's `emptyStringAsUndefined`), or it is let through (`allow("")`). */
  readonly empty?: 'unset' | 'taken';
  /** A type that takes no text as it is: `z.number()` beside `z.coerce.number()`. */
  readonly raw?: true;
  /** The words that a boolean is made of, where its library has more than one kind. */
  readonly words?: 'any' | 'strict';
  /** The variable, where the field has another name. */
  readonly variable?: string;
  readonly left?: readonly Left[];
}

/** What a schema says, and a contract cannot: it is told to people, never dropped. */
export interface Left {
  /** As it is written: `refine`, `transform`, `makeValidator`. */
  readonly what: string;
  /**
   * `rule`: refuses values that nothing here refuses. `change`: makes another value of it. `whole`: looks at several variables. `condition`: is there only
   * sometimes. `default`, `values`: computed when it runs.
   */
  readonly kind: 'rule' | 'change' | 'whole' | 'condition' | 'default' | 'values';
  readonly file: string;
  readonly line: number;
}

export type SchemaType =
  | 'string'
  | 'url'
  | 'host'
  | 'port'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'enum'
  | 'email'
  | 'uuid'
  | 'json'
  | 'ip'
  | 'list';

export interface Read {
  readonly name: string;
  /** From the root of the scan, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly via: Via;
  /** The function that reads for it, for `wrapper`. */
  readonly by?: string;
  readonly use: Use;
  readonly schema?: SchemaFacts;
  /** Where this code runs, as far as the file tells. */
  readonly side: 'client' | 'server' | 'unknown';
  readonly phase: 'build' | 'run';
  /** It stands in a test. */
  readonly test: boolean;
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A file that was not, or not wholly, understood. */
export interface Skipped {
  readonly file: string;
  readonly why: 'syntax' | 'too-large' | 'minified' | 'encoding' | 'unreadable' | 'too-deep';
  readonly line?: number;
}

export interface Findings {
  /** By file, line and column. */
  readonly reads: readonly Read[];
  /** Reads whose name cannot be told: a computed key, an enumeration of the whole environment. */
  readonly dynamic: readonly Place[];
  readonly skipped: readonly Skipped[];
}
