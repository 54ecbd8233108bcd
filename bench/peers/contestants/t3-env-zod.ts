/** @t3-oss/env-core with zod 4. */
import { CHECKS, entries, js, library } from './contestant.ts';

export const t3EnvZod = library(
  't3-env, zod',
  '@t3-oss/env-core',
  (variables) => `import { createEnv } from '@t3-oss/env-core';
import * as z from 'zod4';
${CHECKS}
const integer = (min, max) => z.string().regex(INTEGER).transform(Number).pipe(z.number().min(min).max(max));
const boolean = () => z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'], case: 'sensitive' });
const server = {
${entries(variables, (rule) => {
  switch (rule.type) {
    case 'string':
      return `z.string().min(${rule.min})${rule.prefix === undefined ? '' : `.startsWith(${js(rule.prefix)})`}`;
    case 'url': {
      const host = rule.hostSuffix === undefined ? '' : `, hostname: /${rule.hostSuffix.replaceAll('.', '\\.')}$/`;
      return `z.url({ protocol: /^(?:${rule.schemes.join('|')})$/${host} })`;
    }
    case 'enum':
      return `z.enum(${js(rule.values)})`;
    case 'integer':
      return `integer(${rule.min}, ${rule.max})`;
    case 'port':
      return 'integer(1, 65535)';
    case 'host':
      return 'z.string().regex(HOST)';
    default:
      return rule.type === 'email' ? 'z.email()' : 'boolean()';
  }
})}
};
export const validate = (source) => createEnv({ server, runtimeEnv: source });
`,
);
