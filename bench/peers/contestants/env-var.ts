/** env-var: its own accessors where they are as strict as the schema, accessors of the user's where they are not. It stops at the first variable. */
import { CHECKS, entries, js, library, protocols } from './contestant.ts';

export const envVar = library(
  'env-var',
  'env-var',
  (variables) => `import env from 'env-var';
${CHECKS}
const asText = (text, min, prefix = '') => {
  if (text.length < min || !text.startsWith(prefix)) throw new Error('too short, or of another form');
  return text;
};
const asService = (text, schemes, hostSuffix) => {
  if (!isUrl(text, schemes, hostSuffix)) throw new Error('not such a URL');
  return text;
};
const asHost = (text) => {
  if (!HOST.test(text)) throw new Error('not a host');
  return text;
};
const asBetween = (text, min, max) => {
  const number = INTEGER.test(text) ? Number(text) : NaN;
  if (!(number >= min && number <= max)) throw new Error('not such an integer');
  return number;
};
const asWord = (text) => {
  if (!WORDS.has(text)) throw new Error('not a boolean');
  return WORDS.get(text);
};
export const validate = (source) => {
  const { get } = env.from(source, { asText, asService, asHost, asBetween, asWord });
  return {
${entries(variables, (rule, { name }) => {
  const read = `get('${name}').required()`;
  switch (rule.type) {
    case 'string':
      return `${read}.asText(${rule.min}, ${js(rule.prefix ?? '')})`;
    case 'url':
      return `${read}.asService(${protocols(rule.schemes)}, ${js(rule.hostSuffix ?? '')})`;
    case 'enum':
      return `${read}.asEnum(${js(rule.values)})`;
    case 'integer':
      return `${read}.asBetween(${rule.min}, ${rule.max})`;
    case 'port':
      return `${read}.asPortNumber()`;
    case 'host':
      return `${read}.asHost()`;
    default:
      return rule.type === 'email' ? `${read}.asEmailString()` : `${read}.asWord()`;
  }
})}
  };
};
`,
);
