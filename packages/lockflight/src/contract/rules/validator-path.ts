/** The validator is TypeScript, whatever its file is called: under another ending it would be read as something else, and fail where it is loaded. */
import type { Rule } from './rule.ts';

export const validatorIsTypeScript: Rule = ({ written }) => {
  const path = written.generate?.validator;
  if (path === undefined || (/\.[mc]?ts$/.test(path) && !/\.d\.[mc]?ts$/.test(path))) return [];
  return [
    {
      code: 'validator-not-typescript',
      path: ['generate', 'validator'],
      message: { en: `the validator is TypeScript, and ${path} is not`, fr: `le validateur est en TypeScript, et ${path} n'en est pas` },
      fix: {
        en: 'end it in .ts or .mts; Node 22.18 and later, Bun, Deno and bundlers load it from JavaScript too',
        fr: 'terminez-le par .ts ou .mts ; Node 22.18 et suivants, Bun, Deno et les bundlers le chargent aussi depuis JavaScript',
      },
    },
  ];
};
