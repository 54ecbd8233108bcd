/** A default, or a value that must be, has to pass the very rules beside it; a range has to leave something between its ends. */

import type { Cell, Scalar, Variable } from '../model.ts';
import { cellMapping } from '../normalize/cells.ts';
import { variableMapping } from '../normalize/variables.ts';
import type { Path } from '../source/positions.ts';
import type { Text } from '../text.ts';
import { compile } from './patterns.ts';
import type { Finding, Rule } from './rule.ts';

export const ownValues: Rule = ({ written, contract }) =>
  contract.variables.flatMap((variable) => {
    const input = variableMapping(written.variables?.[variable.name] ?? variable.type);
    return variable.cells.flatMap((cell) =>
      (['is', 'default'] as const).flatMap((word): readonly Finding[] => {
        const value = cell[word];
        const why = value === undefined ? undefined : broken(variable, cell, value);
        if (why === undefined) return [];
        const inCell = cellMapping(input.in?.[cell.environment])[word] !== undefined;
        const path: Path = inCell ? ['variables', variable.name, 'in', cell.environment, word] : ['variables', variable.name, word];
        const shown = variable.secret ? '' : ` ${JSON.stringify(value)}`;
        return [
          {
            code: 'breaks-own-rule',
            path,
            message: {
              en: `\`${word}\`${shown} of ${variable.name} is refused by its own rules: ${why.en}`,
              fr: `\`${word}\`${shown} de ${variable.name} est refusé par ses propres règles : ${why.fr}`,
            },
            fix: { en: 'change the value or the rule', fr: 'changez la valeur ou la règle' },
          },
        ];
      }),
    );
  });

export const rangesHoldSomething: Rule = ({ contract }) =>
  contract.variables.flatMap((variable) =>
    variable.cells.flatMap((cell): readonly Finding[] => {
      const empty = above(cell.min, cell.max) || above(cell.length?.min, cell.length?.max);
      if (!empty) return [];
      return [
        {
          code: 'empty-range',
          path: ['variables', variable.name],
          atKey: true,
          message: {
            en: `no value of ${variable.name} can pass in ${cell.environment}: min is above max`,
            fr: `aucune valeur de ${variable.name} ne peut convenir dans ${cell.environment} : min dépasse max`,
          },
          fix: { en: 'swap them', fr: 'échangez-les' },
        },
      ];
    }),
  );

const above = (min: number | undefined, max: number | undefined): boolean => min !== undefined && max !== undefined && min > max;

/** Why the value is refused; a sound subset: what is not refused here may still be refused when it is judged. */
function broken(variable: Variable, cell: Cell, value: Scalar): Text | undefined {
  const words = String(value);
  const wrongType = ofAnotherType(variable, words);
  if (wrongType !== undefined) return wrongType;
  if (VERBATIM.has(variable.type) && cell.values !== undefined && !cell.values.some((v) => String(v) === words)) return named('values');
  if (cell.not?.some((v) => String(v) === words)) return named('not');
  if (cell.matches !== undefined && compile(cell.matches)?.test(words) === false) return named('matches');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(words)?.[1]?.toLowerCase();
  if (variable.type === 'url' && cell.scheme !== undefined && (scheme === undefined || !cell.scheme.includes(scheme)))
    return named('scheme');
  const length = [...words].length;
  if (length < (cell.length?.min ?? 0) || length > (cell.length?.max ?? Number.POSITIVE_INFINITY)) return named('length');
  if (variable.type !== 'integer' && variable.type !== 'number' && variable.type !== 'port') return undefined;
  const number = Number(words);
  if (number < (cell.min ?? Number.NEGATIVE_INFINITY)) return named('min');
  return number > (cell.max ?? Number.POSITIVE_INFINITY) ? named('max') : undefined;
}

/** Types whose values have one spelling; those of the others are compared as values, by env/own-values.ts. */
const VERBATIM: ReadonlySet<Variable['type']> = new Set(['string', 'enum', 'path', 'json', 'base64', 'hex', 'semver', 'cron', 'timezone']);

const named = (rule: string): Text => ({ en: `\`${rule}\``, fr: `\`${rule}\`` });

const FORMS: Partial<Record<Variable['type'], RegExp>> = {
  boolean: /^(?:true|false|1|0|yes|no|on|off)$/,
  integer: /^-?[0-9]+$/,
  number: /^-?[0-9]+(?:\.[0-9]+)?$/,
  port: /^[0-9]{1,5}$/,
  url: /^[a-z][a-z0-9+.-]*:/i,
};

function ofAnotherType(variable: Variable, words: string): Text | undefined {
  const form = FORMS[variable.type];
  const fits = words !== '' && (form === undefined || form.test(words));
  const isPort = variable.type !== 'port' || (Number(words) >= 1 && Number(words) <= 65_535);
  return fits && isPort ? undefined : { en: `it is no ${variable.type}`, fr: `ce n'est pas du type ${variable.type}` };
}
