/** env-schema: a JSON Schema. Ajv's coercion takes "0x10" for 16, so a text is held to its form before it is coerced. */
import { entries, js, library } from './contestant.ts';

const HOST = '^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$';
const integer = (min: number, max: number): string =>
  js({
    allOf: [
      { type: 'string', pattern: '^-?[0-9]{1,15}$' },
      { type: 'integer', minimum: min, maximum: max },
    ],
  });

export const envSchema = library(
  'env-schema',
  'env-schema',
  (variables) => `import envSchema from 'env-schema';
const schema = {
  type: 'object',
  required: ${js(variables.map(({ name }) => name))},
  properties: {
${entries(variables, (rule) => {
  switch (rule.type) {
    case 'string':
      return js({ type: 'string', minLength: rule.min, ...(rule.prefix === undefined ? {} : { pattern: `^${rule.prefix}` }) });
    case 'url': {
      const host = rule.hostSuffix === undefined ? '' : rule.hostSuffix.replaceAll('.', '\\.');
      return js({
        type: 'string',
        pattern: `^(${rule.schemes.join('|')})://([^\\s@/?#]*@)?[^\\s@:/?#]+${host}(:[0-9]{1,5})?([/?#]\\S*)?$`,
      });
    }
    case 'enum':
      return js({ type: 'string', enum: rule.values });
    case 'integer':
      return integer(rule.min, rule.max);
    case 'port':
      return integer(1, 65_535);
    case 'host':
      return js({ type: 'string', pattern: HOST });
    default:
      return js(rule.type === 'email' ? { type: 'string', pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@.]+$' } : { type: 'boolean' });
  }
})}
  },
};
export const validate = (source) => envSchema({ schema, data: source, env: false });
`,
);
