/** convict: formats of the user's where its own coerce too much (its int takes 12.5 for 12, its boolean takes any word for true). Secrets are `sensitive`. */
import { CHECKS, entries, js, library, protocols } from './contestant.ts';

export const convict = library(
  'convict',
  'convict',
  (variables) => `import convict from 'convict';
import { email } from 'convict-format-with-validator';
${CHECKS}
const text = (min, prefix = '') => (value) => {
  if (typeof value !== 'string' || value.length < min || !value.startsWith(prefix)) throw new Error('too short, or of another form');
};
const url = (schemes, hostSuffix) => (value) => {
  if (typeof value !== 'string' || !isUrl(value, schemes, hostSuffix)) throw new Error('not such a URL');
};
const host = (value) => {
  if (typeof value !== 'string' || !HOST.test(value)) throw new Error('not a host');
};
const within = (value, { min, max }) => {
  if (!(typeof value === 'number' && value >= min && value <= max)) throw new Error('not such an integer');
};
convict.addFormats({
  email,
  between: { validate: within, coerce: (value) => (INTEGER.test(value) ? Number(value) : value) },
  word: {
    validate: (value) => {
      if (typeof value !== 'boolean') throw new Error('not a boolean');
    },
    coerce: (value) => WORDS.get(value) ?? value,
  },
});
const schema = {
${entries(variables, (rule, { name, secret }) => {
  const format = ((): string => {
    switch (rule.type) {
      case 'string':
        return `text(${rule.min}, ${js(rule.prefix ?? '')})`;
      case 'url':
        return `url(${protocols(rule.schemes)}, ${js(rule.hostSuffix ?? '')})`;
      case 'enum':
        return js(rule.values);
      case 'integer':
        return `'between', min: ${rule.min}, max: ${rule.max}`;
      case 'port':
        return "'between', min: 1, max: 65535";
      case 'host':
        return 'host';
      default:
        return rule.type === 'email' ? "'email'" : "'word'";
    }
  })();
  return `{ env: '${name}', default: null, format: ${format}${secret ? ', sensitive: true' : ''} }`;
})}
};
export const validate = (source) => convict(schema, { env: source, args: [] }).validate({ allowed: 'strict' }).getProperties();
`,
);
