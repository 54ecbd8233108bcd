/** What the chain behind env-var's `get` says: `.required().asPortNumber()`. Its accessor is the type; one that is not known is left. */
import type { SchemaFacts } from '../read.ts';
import { withLeft } from './schema-left.ts';
import { told } from './schema-options.ts';
import type { Call } from './summary.ts';

const ACCESSORS: Readonly<Record<string, Partial<SchemaFacts>>> = {
  asString: { type: 'string' },
  asPortNumber: { type: 'port' },
  asInt: { type: 'integer' },
  asIntPositive: { type: 'integer', min: 0 },
  asIntNegative: { type: 'integer', max: 0 },
  asFloat: { type: 'number' },
  asFloatPositive: { type: 'number', min: 0 },
  asFloatNegative: { type: 'number', max: 0 },
  asBool: { type: 'boolean' },
  asBoolStrict: { type: 'boolean', words: 'strict' },
  asUrlString: { type: 'url' },
  asUrlObject: { type: 'url' },
  asEmailString: { type: 'email' },
  asJson: { type: 'json' },
  asJsonArray: { type: 'json' },
  asJsonObject: { type: 'json' },
  asArray: { type: 'list' },
  asSet: { type: 'list' },
};

export const envVarFacts = ({ use, chain = [], at }: Call): SchemaFacts => {
  const facts: SchemaFacts = {
    library: 'env-var',
    type: 'string',
    optional: use.need !== 'required',
    ...(use.default === undefined ? {} : { default: use.default }),
  };
  // A wrapper's own chain ends before the accessor: `env("X").asString()`.
  const known = chain.some(({ name }) => name.startsWith('as')) ? facts : withLeft(facts, '.as...', 'rule', () => at);
  return told(chain, known, (all, { name, values }) => {
    if (name === 'asEnum') return values === undefined ? withLeft(all, name, 'values', () => at) : { ...all, type: 'enum', values };
    if (Object.hasOwn(ACCESSORS, name)) return { ...all, ...ACCESSORS[name] };
    if (name === 'convertFromBase64') return withLeft(all, name, 'change', () => at);
    return ['required', 'default', 'example'].includes(name) ? all : withLeft(all, name, 'rule', () => at);
  });
};
