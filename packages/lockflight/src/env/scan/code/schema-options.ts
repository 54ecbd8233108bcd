/** Options that stand beside a schema's function: envalid's, envsafe's, Astro's and Adonis'. What is not known of them is left. Pure. */
import type { SchemaFacts } from '../read.ts';
import { type At, withLeft } from './schema-left.ts';
import { type Facts, scalarOf, setDefault, setValues } from './schema-values.ts';
import type { Value } from './value.ts';

export const withOptions = (facts: SchemaFacts, options: Extract<Value, { is: 'object' }>, at: At): SchemaFacts =>
  told(options.props, facts, (before, [key, value]) => withOption({ ...before }, key, value, at));

/** One after the other. */
export const told = <T>(all: readonly T[], facts: SchemaFacts, say: (before: SchemaFacts, each: T) => SchemaFacts): SchemaFacts => {
  let held = facts;
  for (const each of all) held = say(held, each);
  return held;
};

const withOption = (facts: Facts, key: string, value: Value, at: At): SchemaFacts => {
  const yes = value.is === 'literal' && value.value === true;
  switch (key) {
    case 'default':
      return setDefault(facts, value, at);
    case 'devDefault':
    case 'testDefault': {
      const held = scalarOf(value);
      if (key === 'testDefault') return facts;
      if (held === undefined && !(value.is === 'opaque' && value.nothing === true))
        return withLeft({ ...facts, developmentOptional: true }, key, 'default', at);
      return held === undefined ? facts : { ...facts, developmentDefault: held };
    }
    case 'choices':
    case 'values': {
      const whole = setValues(facts, [value]);
      facts.type = 'enum';
      return whole ? facts : withLeft(facts, key, 'values', at);
    }
    case 'optional':
      return yes ? { ...facts, optional: true } : facts;
    case 'allowEmpty':
      return yes ? { ...facts, empty: 'taken' } : facts;
    case 'requiredWhen':
      return withLeft({ ...facts, optional: true }, key, 'rule', at);
    case 'input':
      return value.is === 'variable' ? { ...facts, variable: value.name } : facts;
    case 'desc':
      return value.is === 'strings' && value.all[0] !== undefined ? { ...facts, about: value.all[0] } : facts;
    case 'context':
      return value.is === 'strings' ? { ...facts, section: value.all[0] === 'client' ? 'client' : 'server' } : facts;
    case 'access':
      return value.is === 'strings' && value.all[0] === 'secret' ? { ...facts, secret: true } : facts;
    case 'min':
    case 'max':
      return value.is === 'literal' && typeof value.value === 'number'
        ? { ...facts, [facts.type === 'string' ? `${key}Length` : key]: value.value }
        : facts;
    case 'protocol':
    case 'pattern':
    case 'hostname':
    case 'startsWith':
    case 'endsWith':
    case 'includes':
    case 'regex':
    case 'int':
    case 'length':
      return withLeft(facts, key, 'rule', at);
    default:
      return facts;
  }
};
