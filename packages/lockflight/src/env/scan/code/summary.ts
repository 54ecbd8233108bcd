/** What one file says, before the others are looked at. Plain data: it crosses threads. */
import type { Place, Read, Skipped, Use, Via } from '../read.ts';
import type { FunctionId, Value } from './value.ts';

export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A look into something that may turn out to be the environment: a parameter, or what another file exports. */
export interface Effect {
  readonly object: Value;
  /** Undefined: not known. */
  readonly key: Value | undefined;
  readonly at: Position;
  readonly use: Use & { readonly fallback?: Value };
  /** The function that was called with the name. */
  readonly by?: string;
}

/** A call that may make an effect of the function real. */
export interface Call {
  readonly callee: Value;
  readonly args: readonly (Value | undefined)[];
  readonly name: string;
  readonly at: Position;
  readonly use: Use;
  /** Methods behind the call, env-var's: `.required().asEnum(["a"])`. */
  readonly chain?: readonly { readonly name: string; readonly values?: readonly string[] }[];
  /** The function's name says that it reads what it is told, whether or not it is found. */
  readonly helper?: true;
}

export interface FileSummary {
  readonly file: string;
  readonly reads: readonly RawRead[];
  readonly effects: readonly Effect[];
  readonly calls: readonly Call[];
  /** What each function answers, in terms of its parameters; only those that answer something known. */
  readonly answers: Readonly<Record<FunctionId, Value>>;
  readonly exports: readonly (readonly [name: string, value: Value])[];
  readonly stars: readonly string[];
  readonly imports: readonly string[];
  readonly dynamic: readonly Place[];
  /** Members of a handed environment that are no variables: databases, queues. */
  readonly bindings?: readonly string[];
  readonly skipped: readonly Skipped[];
  /** Only what can read by itself was looked at; who asks for more of the file has it read whole. */
  readonly partial?: true;
  /** The file says `"use client"`. */
  readonly client: boolean;
}

/** A read without what the place of its file says (side, phase, test), which is told once, at the end. */
export type RawRead = Omit<Read, 'side' | 'phase' | 'test'>;

export const readAt = (name: string, at: Position, via: Via, use: Use, more: Partial<Pick<RawRead, 'by' | 'schema'>> = {}): RawRead => ({
  name,
  ...at,
  via,
  use,
  ...more,
});

/** A name that an environment can hold. Members that every object has (`process.env.hasOwnProperty`) are none. */
export const isName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !(name in Object.prototype);

/** A name as people write them, for places where anything else would be a guess. */
export const isUpperName = (name: string): boolean => /^[A-Z][A-Z0-9_]+$/.test(name);

/** The summary of a file that says nothing and hides nothing. */
export const emptySummary = (file: string): FileSummary => ({
  file,
  reads: [],
  effects: [],
  calls: [],
  answers: {},
  exports: [],
  stars: [],
  imports: [],
  dynamic: [],
  skipped: [],
  client: false,
});
