/** znv: zod 3, with the words that znv reads numbers and booleans from. */
import { CHECKS, entries, js, library, protocols } from './contestant.ts';

export const znv = library(
  'znv',
  'znv',
  (variables) => `import { parseEnv } from 'znv';
import { z } from 'zod';
${CHECKS}
const url = (schemes, hostSuffix) => z.string().refine((text) => isUrl(text, schemes, hostSuffix));
const schemas = {
${entries(variables, (rule) => {
  switch (rule.type) {
    case 'string':
      return `z.string().min(${rule.min})${rule.prefix === undefined ? '' : `.startsWith(${js(rule.prefix)})`}`;
    case 'url':
      return `url(${protocols(rule.schemes)}, ${js(rule.hostSuffix ?? '')})`;
    case 'enum':
      return `z.enum(${js(rule.values)})`;
    case 'integer':
      return `z.number().int().min(${rule.min}).max(${rule.max})`;
    case 'port':
      return 'z.number().int().min(1).max(65535)';
    case 'host':
      return 'z.string().regex(HOST)';
    default:
      return rule.type === 'email' ? 'z.string().email()' : 'z.boolean()';
  }
})}
};
export const validate = (source) => parseEnv(source, schemas);
`,
);
