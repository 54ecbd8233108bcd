/** envalid: its own types where they are as strict as the schema, `makeValidator` where they are not. */
import { CHECKS, entries, js, library, protocols } from './contestant.ts';

export const envalid = library(
  'envalid',
  'envalid',
  (variables) => `import { cleanEnv, email, EnvError, makeValidator, port, str } from 'envalid';
${CHECKS}
const text = (min, prefix = '') => makeValidator((input) => {
  if (input.length < min || !input.startsWith(prefix)) throw new EnvError('too short, or of another form');
  return input;
})();
const url = (schemes, hostSuffix) => makeValidator((input) => {
  if (!isUrl(input, schemes, hostSuffix)) throw new EnvError('not such a URL');
  return input;
})();
const host = makeValidator((input) => {
  if (!HOST.test(input)) throw new EnvError('not a host');
  return input;
});
const integer = (min, max) => makeValidator((input) => {
  const number = INTEGER.test(input) ? Number(input) : NaN;
  if (!(number >= min && number <= max)) throw new EnvError('not such an integer');
  return number;
})();
const boolean = makeValidator((input) => {
  const value = WORDS.get(input);
  if (value === undefined) throw new EnvError('not a boolean');
  return value;
});
const specs = {
${entries(variables, (rule) => {
  switch (rule.type) {
    case 'string':
      return `text(${rule.min}, ${js(rule.prefix ?? '')})`;
    case 'url':
      return `url(${protocols(rule.schemes)}, ${js(rule.hostSuffix ?? '')})`;
    case 'enum':
      return `str({ choices: ${js(rule.values)} })`;
    case 'integer':
      return `integer(${rule.min}, ${rule.max})`;
    default:
      return `${rule.type}()`;
  }
})}
};
export const validate = (source) => cleanEnv(source, specs);
`,
);
