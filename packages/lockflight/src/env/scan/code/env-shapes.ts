/**
 * Validators that are not known here: a package with `env` in its name that is given an object with a key for each variable, a function such as `createEnv` that is given
 * one, and any validator that is given such a shape and the environment. Only keys that are written as people write variables count.
 */
import { hasEnv } from './handed-environment.ts';
import { isEnvPackage } from './named-environments.ts';
import { READING } from './schema.ts';
import { isUpperName } from './summary.ts';
import { alternatives, type Spot, type Value } from './value.ts';

export interface ShapeName {
  readonly name: string;
  readonly spot: Spot | undefined;
}

const CREATING =
  /^(?:create|define|parse|validate|clean|load|make|build|check|typed?)_?Env(?:ironment)?(?:_?(?:Var(?:iable)?s?|Schema|Config))?$/i;
const WRITING = /^(?:set|stub|mock|with|write|update|merge|restore|save|add)/i;
const VALIDATING = new Set(['Parse', 'Decode', 'Check', 'Cast', 'Convert', 'Clean', 'create', 'mask', 'assert', 'check', 'is', 'from']);
const SECTIONS = ['server', 'client', 'shared', 'schema', 'vars', 'variables', 'public', 'private'];

/** The variables that a call of something which is not known asks for. `name`: what is called, `of`: what it is called on. */
export const shapeNames = (
  called: Value | undefined,
  of: Value | undefined,
  name: string,
  args: readonly (Value | undefined)[],
): readonly ShapeName[] => {
  if (called === undefined || called.is === 'library' || of?.is === 'schema' || WRITING.test(name)) return [];
  if (fromEnvPackage(called)) return args.slice(0, 2).flatMap((each) => keysOfShape(each, false));
  if (CREATING.test(name)) return args.slice(0, 2).flatMap((each) => keysOfShape(each, true));
  if (!args.some(hasEnv)) return [];
  const shapes = READING.has(name) || VALIDATING.has(name) ? [of, ...args] : [called];
  return shapes.flatMap((each) => {
    if (each?.is === 'call') return each.args.flatMap((arg) => keysOfShape(arg, false));
    return each?.is === 'schema' ? (each.schema.fields ?? []).filter((field) => isUpperName(field.name)) : [];
  });
};

const fromEnvPackage = (called: Value): boolean =>
  alternatives(called).some((each) => (each.is === 'import' ? isEnvPackage(each.from) : each.is === 'member' && fromEnvPackage(each.of)));

/** `strict`: plain texts and numbers are values that are set, and say nothing of a variable that is asked for. */
const keysOfShape = (value: Value | undefined, strict: boolean): readonly ShapeName[] => {
  if (value?.is === 'list')
    return value.items.flatMap((each) =>
      each?.is === 'strings' ? each.all.filter(isUpperName).map((name) => ({ name, spot: undefined })) : [],
    );
  if (value?.is !== 'object') return [];
  const own = value.props.flatMap(([key, held, spot]) => {
    const name = key.replace(/\?$/, '');
    return isUpperName(name) && !(strict && (held.is === 'strings' || held.is === 'literal')) ? [{ name, spot }] : [];
  });
  const inner = value.props.flatMap(([key, held]) => (SECTIONS.includes(key) && held.is === 'object' ? keysOfShape(held, strict) : []));
  return [...own, ...inner];
};
