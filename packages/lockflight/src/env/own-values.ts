/**
 * The values that a contract itself gives a variable, judged as if somebody had set them: a default that its own type, mode or constraints refuse would stand
 * in for what is missing, or vanish, in a process that nobody warned. Contract in, diagnostics out; pure.
 *
 * The contract's own rules refuse what can be told without reading values (contract/rules/own-values.ts); this is the rest, by the readers that judge processes.
 */
import type { Diagnostic } from '../contract/diagnostic.ts';
import type { Cell, Contract, Environment, Scalar, Variable } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import { isValue } from './formats/equality.ts';
import { knowsModes } from './modes.ts';
import { brokenConstraint } from './rules/broken-constraint.ts';
import { wrongMode } from './rules/wrong-mode.ts';
import { wrongType } from './rules/wrong-type.ts';
import type { Subject } from './subject.ts';

/** An error for each default or `is` that is refused where it stands, a warning for an example that every environment refuses. */
export const brokenOwnValues = (contract: Contract): readonly Diagnostic[] => {
  const known = new Set<string>();
  return contract.variables
    .flatMap((variable) => [...cellValues(contract, variable), ...exampleOf(contract, variable)])
    .filter(({ at, message }) => {
      const mark = `${at.line}:${message.en}`;
      return !known.has(mark) && known.add(mark);
    });
};

const cellValues = (contract: Contract, variable: Variable): readonly Diagnostic[] =>
  contract.environments.flatMap((environment) => {
    const cell = variable.cells.find((each) => each.environment === environment.name);
    if (cell === undefined) return [];
    return (['is', 'default'] as const).flatMap((word): readonly Diagnostic[] => {
      const value = cell[word];
      const why =
        value === undefined ? undefined : (refusal(contract, environment, variable, cell, value) ?? twinOf(contract, variable, cell, word));
      if (why === undefined) return [];
      const shown = variable.secret ? '' : ` ${JSON.stringify(value)}`;
      return [
        {
          code: 'breaks-own-rule',
          severity: 'error',
          at: cell.at,
          message: {
            en: `\`${word}\`${shown} of ${variable.name} is refused by its own rules: ${why.en}`,
            fr: `\`${word}\`${shown} de ${variable.name} est refusé par ses propres règles : ${why.fr}`,
          },
          fix: { en: 'change the value or the rule', fr: 'changez la valeur ou la règle' },
        },
      ];
    });
  });

/** A secret's example is a placeholder, and refused as one: nothing is asked of it. */
const exampleOf = (contract: Contract, variable: Variable): readonly Diagnostic[] => {
  const { example, secret, name, at } = variable;
  if (example === undefined || secret) return [];
  const reasons = contract.environments.map((environment) => {
    const cell = variable.cells.find((each) => each.environment === environment.name);
    return cell === undefined || cell.need === 'forbidden' ? undefined : refusal(contract, environment, variable, cell, example);
  });
  const [why] = reasons;
  if (why === undefined || reasons.includes(undefined)) return [];
  return [
    {
      code: 'breaks-own-rule',
      severity: 'warning',
      at,
      message: {
        en: `\`example\` ${JSON.stringify(example)} of ${name} is refused by its own rules: ${why.en}`,
        fr: `\`example\` ${JSON.stringify(example)} de ${name} est refusé par ses propres règles : ${why.fr}`,
      },
      fix: { en: 'give an example that could be set', fr: 'donnez un exemple qui pourrait être défini' },
    },
  ];
};

/** Why a judge would refuse this text in this environment. */
const refusal = (contract: Contract, environment: Environment, variable: Variable, cell: Cell, value: Scalar): Text | undefined => {
  const text = String(value);
  const subject: Subject = {
    scene: { contract, environment, values: new Map([[variable.name, text]]), sources: new Map(), blocks: true, elsewhere: new Map() },
    variable,
    cell,
    value: text,
    need: cell.need,
    mode: knowsModes(variable) ? cell.mode : undefined,
    demanded: true,
  };
  return (wrongType(subject) ?? wrongMode(subject) ?? brokenConstraint(subject))?.message;
};

/** Two defaults that must differ and are the same: nobody sets either, so nobody would be told. */
const twinOf = (contract: Contract, variable: Variable, cell: Cell, word: 'is' | 'default'): Text | undefined => {
  const value = cell[word];
  const twin = cell.differsFrom.find((name) => {
    const theirs = contract.variables.find((each) => each.name === name)?.cells.find((each) => each.environment === cell.environment);
    const other = theirs?.[word];
    return value !== undefined && other !== undefined && isValue(variable.type, String(value), other);
  });
  return twin === undefined ? undefined : { en: `the same as that of ${twin}`, fr: `la même que celle de ${twin}` };
};
