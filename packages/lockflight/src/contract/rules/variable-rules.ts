/** What a variable says of itself must hold together. */
import { cellMapping } from '../normalize/cells.ts';
import { knowsModes } from '../normalize/modes.ts';
import { isExposed, isSecret, variableMapping } from '../normalize/variables.ts';
import type { Path } from '../source/positions.ts';
import type { Finding, Rule } from './rule.ts';

/** A secret that browsers receive is no secret. */
export const secretsStayInside: Rule = ({ written }) =>
  Object.entries(written.variables ?? {}).flatMap(([name, input]): readonly Finding[] => {
    const variable = variableMapping(input);
    if (!isSecret(variable) || !isExposed(name, variable)) return [];
    return [
      {
        code: 'secret-exposed',
        path: ['variables', name, variable.exposed === undefined ? 'secret' : 'exposed'],
        message: {
          en: `${name} is secret, and would be shipped to browsers`,
          fr: `${name} est secrète, et serait envoyée aux navigateurs`,
        },
        fix: {
          en: 'drop `secret` or `exposed`; a name in NEXT_PUBLIC_ or VITE_ is always shipped: rename it',
          fr: 'retirez `secret` ou `exposed` ; un nom en NEXT_PUBLIC_ ou VITE_ est toujours envoyé : renommez-la',
        },
      },
    ];
  });

/** `forbidden` leaves nothing to have a value. */
export const forbiddenHasNoValue: Rule = ({ written, contract }) =>
  contract.variables.flatMap((variable) =>
    variable.cells.flatMap((cell): readonly Finding[] => {
      if (cell.need !== 'forbidden' || (cell.default === undefined && cell.is === undefined)) return [];
      const word = cell.is === undefined ? 'default' : 'is';
      const input = variableMapping(written.variables?.[variable.name] ?? variable.type);
      const inCell = cellMapping(input.in?.[cell.environment])[word] !== undefined;
      const path: Path = inCell ? ['variables', variable.name, 'in', cell.environment, word] : ['variables', variable.name, word];
      return [
        {
          code: 'forbidden-with-value',
          path,
          atKey: true,
          message: {
            en: `${variable.name} is forbidden in ${cell.environment}, and has \`${word}\``,
            fr: `${variable.name} est interdite dans ${cell.environment}, et porte \`${word}\``,
          },
          fix: { en: `drop \`${word}\`, or another need`, fr: `retirez \`${word}\`, ou choisissez un autre besoin` },
        },
      ];
    }),
  );

export const modesAreKnown: Rule = ({ written }) =>
  Object.entries(written.variables ?? {}).flatMap(([name, input]) => {
    const variable = variableMapping(input);
    if (knowsModes(variable.type, variable.modes)) return [];
    const bare = (path: Path): Finding => ({
      code: 'mode-unknown',
      path,
      message: { en: `nothing tells a test ${name} from a live one`, fr: `rien ne distingue ${name} de test et ${name} de production` },
      fix: {
        en: 'give patterns: modes: { test: "^T-", live: "^L-" }, or drop the mode',
        fr: 'donnez des motifs : modes: { test: "^T-", live: "^L-" }, ou retirez le mode',
      },
    });
    const cells = Object.entries(variable.in ?? {}).flatMap(([environment, cell]) =>
      cellMapping(cell).mode === undefined
        ? []
        : [bare(typeof cell === 'string' ? ['variables', name, 'in', environment] : ['variables', name, 'in', environment, 'mode'])],
    );
    return variable.mode === undefined ? cells : [bare(['variables', name, 'mode']), ...cells];
  });

export const enumsHaveValues: Rule = ({ contract }) =>
  contract.variables.flatMap((variable): readonly Finding[] => {
    const bare = variable.cells.some((cell) => cell.values === undefined && cell.is === undefined && cell.need !== 'forbidden');
    if (variable.type !== 'enum' || !bare) return [];
    return [
      {
        code: 'enum-without-values',
        path: ['variables', variable.name],
        atKey: true,
        message: { en: `${variable.name} is an enum without values`, fr: `${variable.name} est une énumération sans valeurs` },
        fix: { en: 'add values: [a, b]', fr: 'ajoutez values: [a, b]' },
      },
    ];
  });

export const notItself: Rule = ({ contract }) =>
  contract.variables.flatMap((variable): readonly Finding[] => {
    const self = variable.cells.some((cell) => cell.differsFrom.includes(variable.name)) || variable.deprecated?.use === variable.name;
    if (!self) return [];
    return [
      {
        code: 'names-itself',
        path: ['variables', variable.name],
        atKey: true,
        message: { en: `${variable.name} names itself`, fr: `${variable.name} se désigne elle-même` },
        fix: { en: 'name the other variable', fr: "nommez l'autre variable" },
      },
    ];
  });
