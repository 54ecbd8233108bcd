/** Files of tools in which a name between braces is replaced by its variable: `.npmrc`, `.yarnrc.yml`, serverless.yml; and variables that docker's bake takes. */
import type { FileSummary } from '../code/summary.ts';
import { references } from './interpolation.ts';
import { type Mention, matches, summaryOf } from './summary-of.ts';

const withoutComments = (text: string): string => text.replace(/(^|\s)[#;][^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));

/** `//registry.npmjs.org/:_authToken=${NPM_TOKEN}`. */
export const summariseNpmrc = (file: string, text: string): FileSummary =>
  summaryOf(
    file,
    'npmrc',
    references(withoutComments(text)).filter(({ name, braced }) => braced && /^[A-Z_][A-Z0-9_]*$/.test(name)),
  );

/** `${env:NAME}`, `${env:NAME, 'default'}`. */
export const summariseServerless = (file: string, text: string): FileSummary =>
  summaryOf(
    file,
    'serverless',
    matches(withoutComments(text), /\$\{env:\s*([A-Za-z_]\w*)\s*(?:,\s*(?:(["'])([^"'\n]*)\2\s*\}|([^$}\n]+)\})?)?/g).map(
      ({ match, line, column }): Mention => {
        const fallback = match[3] ?? (/^(?:\d+|true|false)$/.test(match[4]?.trim() ?? '') ? match[4]?.trim() : undefined);
        return {
          name: match[1] ?? '',
          line,
          column,
          ...(match[0].includes(',') ? { need: 'optional' as const } : {}),
          ...(fallback === undefined || fallback === '' ? {} : { default: fallback }),
        };
      },
    ),
  );

/** `variable "TAG" { default = "latest" }`. */
export const summariseBake = (file: string, text: string): FileSummary =>
  summaryOf(
    file,
    'dockerfile',
    matches(withoutComments(text), /^[ \t]*variable[ \t]+"([A-Za-z_]\w*)"[ \t]*\{([^}]*)\}/gm).map(({ match, line, column }): Mention => {
      const fallback = /\bdefault\s*=\s*"([^"$]*)"/.exec(match[2] ?? '')?.[1];
      return {
        name: match[1] ?? '',
        line,
        column,
        ...(fallback === undefined || fallback === '' ? {} : { default: fallback, need: 'optional' as const }),
      };
    }),
  );
