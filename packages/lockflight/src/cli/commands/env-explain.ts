import { cellConstraints, cellHeadline } from '../../contract/in-words/cells.ts';
import { durationInWords } from '../../contract/in-words/durations.ts';
import { phaseInWords } from '../../contract/in-words/vocabulary.ts';
import type { Cell, Contract, Variable } from '../../contract/model.ts';
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import { type VariableUses, variableUses } from '../../env/variable-uses.ts';
import { LockflightError } from '../../errors.ts';
import { contractIn } from '../../flow/environment/contract-here.ts';
import type { CommandDefinition, Report } from '../command.ts';
import { nearest } from '../nearest.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';
import { cellAsJson } from './env-show.ts';

/** `lockflight env explain NAME`: one variable in every environment, the rule of each with its line, and where the variable is used. */
export const envExplain: CommandDefinition = {
  name: 'env explain',
  summary: { en: 'one variable, in every environment', fr: 'une variable, dans chaque environnement' },
  usage: 'NAME',
  options: {},
  positionals: { min: 1, max: 1 },
  run: async ({ directory, positionals }): Promise<Report> => {
    const contract = await contractIn(directory);
    const name = positionals[0] ?? '';
    const variable = contract.variables.find((each) => each.name === name);
    if (variable === undefined) throw unknownVariable(contract, name);
    const uses = variableUses(contract, name);
    return {
      exit: 0,
      language: contract.language,
      json: asJson(variable, uses),
      lines: (paint, language) => explained(variable, uses, paint, language),
    };
  },
};

const asJson = (variable: Variable, uses: VariableUses) => ({
  name: variable.name,
  type: variable.type,
  secret: variable.secret,
  exposed: variable.exposed,
  distinct: variable.distinct,
  phases: variable.phases,
  ...(variable.about === undefined ? {} : { about: variable.about }),
  ...(variable.group === undefined ? {} : { group: variable.group }),
  ...(variable.owner === undefined ? {} : { owner: variable.owner }),
  ...(variable.rotateSeconds === undefined ? {} : { rotateSeconds: variable.rotateSeconds }),
  ...(variable.example === undefined || variable.secret ? {} : { example: variable.example }),
  ...(variable.deprecated === undefined ? {} : { deprecated: variable.deprecated }),
  environments: variable.cells.map((cell) => ({
    ...cellAsJson(variable, cell),
    rules: ruleOf(variable, cell),
    ...(cell.about === undefined ? {} : { about: cell.about }),
  })),
  uses,
});

/** A secret's own value is not repeated, not even one that the contract writes down. */
const ruleOf = (variable: Variable, cell: Cell): readonly Text[] => {
  const hidden = variable.secret && cell.need !== 'forbidden' && (cell.is !== undefined || cell.default !== undefined);
  const headline =
    cell.is === undefined ? { en: 'has a default', fr: 'a une valeur par défaut' } : { en: 'one fixed value', fr: 'une valeur fixe' };
  return [hidden ? headline : cellHeadline(cell), ...cellConstraints(variable, cell)];
};

const explained = (variable: Variable, uses: VariableUses, paint: Paint, language: Language): readonly string[] => {
  const said = (text: Text): string => inLanguage(text, language);
  const width = Math.min(20, Math.max(...variable.cells.map(({ environment }) => environment.length)));
  const indent = ' '.repeat(width + 4);
  const cells = variable.cells.flatMap((cell) => {
    const rule = ruleOf(variable, cell).map(said).join(', ');
    const [first = '', ...more] = wrap(`${rule}${cell.about === undefined ? '' : ` (${said(cell.about)})`}`, 80 - indent.length);
    const place = `${{ en: 'rule', fr: 'règle' }[language]} ${cell.at.file}:${cell.at.line}`;
    return [
      `  ${paint('strong', cell.environment.padEnd(width))}  ${first}`,
      ...more.map((line) => indent + line),
      indent + paint('quiet', place),
    ];
  });
  const notes = notesOf(variable, uses).map(said);
  return [
    `${paint('strong', variable.name)}  ${[variable.type, ...(variable.secret ? ['secret'] : [])].join(', ')}`,
    ...(variable.about === undefined ? [] : wrap(`  ${said(variable.about)}`, 80, '  ')),
    '',
    ...cells,
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => wrap(`  ${note}`, 80, '    '))]),
  ];
};

const notesOf = (variable: Variable, uses: VariableUses): readonly Text[] => {
  const { group, owner, rotateSeconds, example, deprecated, exposed, distinct, secret, phases } = variable;
  const rotate = rotateSeconds === undefined ? undefined : durationInWords(rotateSeconds);
  const listed = (en: string, fr: string, names: readonly string[]): readonly Text[] =>
    names.length === 0 ? [] : [{ en: `${en}: ${names.join(', ')}`, fr: `${fr} : ${names.join(', ')}` }];
  return [
    ...(uses.selects
      ? [{ en: 'tells a process which environment it is in', fr: 'dit à un processus dans quel environnement il se trouve' }]
      : []),
    ...listed(
      'used by the services',
      'utilisée par les services',
      uses.services.map(({ service, part }) => `${service} (${part})`),
    ),
    ...listed('named by the commands', 'nommée par les commandes', uses.commands),
    ...listed('decides whether these are judged', 'décide si celles-ci sont jugées', uses.decides),
    ...listed('must not have its value', 'ne doivent pas avoir sa valeur', uses.differs),
    ...listed('group', 'groupe', group === undefined ? [] : [group]),
    {
      en: `needed at: ${phases.map((p) => phaseInWords(p).en).join(', ')}`,
      fr: `phases : ${phases.map((p) => phaseInWords(p).fr).join(', ')}`,
    },
    ...(distinct ? [{ en: 'must differ from one environment to the next', fr: "doit différer d'un environnement à l'autre" }] : []),
    ...(exposed ? [{ en: 'shipped to browsers', fr: 'envoyée aux navigateurs' }] : []),
    ...listed('owner', 'responsable', owner === undefined ? [] : [owner]),
    ...(rotate === undefined ? [] : [{ en: `renewed every ${rotate.en}`, fr: `à renouveler tous les ${rotate.fr}` }]),
    ...listed('example', 'exemple', example === undefined || secret ? [] : [example]),
    ...(deprecated === undefined ? [] : [deprecation(deprecated.use)]),
  ];
};

const deprecation = (use: string | undefined): Text =>
  use === undefined ? { en: 'deprecated', fr: 'dépréciée' } : { en: `deprecated: use ${use}`, fr: `dépréciée : utilisez ${use}` };

const unknownVariable = (contract: Contract, name: string): LockflightError => {
  const close = nearest(
    name,
    contract.variables.map((variable) => variable.name),
  );
  return new LockflightError({
    code: 'unknown-variable',
    exit: 2,
    message: { en: `the contract has no variable "${name}"`, fr: `le contrat n'a pas de variable « ${name} »` },
    hint:
      close === undefined
        ? { en: 'all of them: lockflight env show', fr: 'toutes les variables : lockflight env show' }
        : { en: `did you mean: lockflight env explain ${close}`, fr: `vouliez-vous dire : lockflight env explain ${close}` },
  });
};
