/** @t3-oss/env-core with valibot. */
import { CHECKS, entries, js, library, protocols } from './contestant.ts';

export const t3EnvValibot = library(
  't3-env, valibot',
  '@t3-oss/env-core',
  (variables) => `import { createEnv } from '@t3-oss/env-core';
import * as v from 'valibot';
${CHECKS}
const integer = (min, max) => v.pipe(v.string(), v.regex(INTEGER), v.transform(Number), v.minValue(min), v.maxValue(max));
const boolean = v.pipe(v.string(), v.check((text) => WORDS.has(text)), v.transform((text) => WORDS.get(text)));
const url = (schemes, hostSuffix) => v.pipe(v.string(), v.check((text) => isUrl(text, schemes, hostSuffix)));
const server = {
${entries(variables, (rule) => {
  switch (rule.type) {
    case 'string':
      return `v.pipe(v.string(), v.minLength(${rule.min})${rule.prefix === undefined ? '' : `, v.startsWith(${js(rule.prefix)})`})`;
    case 'url':
      return `url(${protocols(rule.schemes)}, ${js(rule.hostSuffix ?? '')})`;
    case 'enum':
      return `v.picklist(${js(rule.values)})`;
    case 'integer':
      return `integer(${rule.min}, ${rule.max})`;
    case 'port':
      return 'integer(1, 65535)';
    case 'host':
      return 'v.pipe(v.string(), v.regex(HOST))';
    default:
      return rule.type === 'email' ? 'v.pipe(v.string(), v.email())' : 'boolean';
  }
})}
};
export const validate = (source) => createEnv({ server, runtimeEnv: source });
`,
);
