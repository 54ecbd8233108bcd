/** What a schema says and no contract can: kept beside the facts with its name and place, so that somebody is told. Pure. */
import type { Left, SchemaFacts } from '../read.ts';
import type { Spot } from './value.ts';

/** Where it is written; asked only when something is left. */
export type At = () => Spot | undefined;

export const withLeft = (facts: SchemaFacts, what: string, kind: Left['kind'], at: At): SchemaFacts => {
  const spot = at();
  if (spot === undefined) return facts;
  const left: Left = { what, kind, file: spot.file, line: spot.line };
  const there = facts.left ?? [];
  const same = there.some((each) => each.what === what && each.file === left.file && each.line === left.line);
  return same || there.length >= MOST ? facts : { ...facts, left: [...there, left] };
};

const MOST = 20;

/** Later facts before earlier ones; what is left of any of them is left of the whole. */
export const merged = (all: readonly SchemaFacts[]): Partial<SchemaFacts> => {
  const left = all.flatMap((each) => each.left ?? []).slice(0, MOST);
  return { ...Object.assign({}, ...all), ...(left.length === 0 ? {} : { left }) };
};

/** Methods that say nothing of which values are right. */
export const HARMLESS = new Set([
  'describe',
  'description',
  'label',
  'meta',
  'metadata',
  'title',
  'brand',
  'flavor',
  'readonly',
  'nullable',
  'nullish',
  'optional',
  'nonoptional',
  'exactOptional',
  'defined',
  'finite',
  'safe',
  'notes',
  'note',
  'tag',
  'tags',
  'example',
  'examples',
  'message',
  'messages',
  'error',
  'typeError',
  'id',
  'unit',
  'options',
  'prefs',
  'preferences',
  'unknown',
  'openapi',
  'register',
  'clone',
  'convert',
  'strict',
  'strip',
  'passthrough',
  'loose',
  'empty',
  'unsafe',
  'sensitive',
  'isRequired',
  'title',
  'cast',
  'as',
  '$type',
  'args',
]);

/** Methods that make another value of it, and by themselves refuse none. */
export const CHANGES = new Set([
  'transform',
  'rawTransform',
  'transformAsync',
  'overwrite',
  'preprocess',
  'trim',
  'trimStart',
  'trimEnd',
  'toLowerCase',
  'toUpperCase',
  'lowercase',
  'uppercase',
  'truncate',
  'replace',
  'normalize',
  'slugify',
  'codec',
  'convertFromBase64',
  'Transform',
]);
