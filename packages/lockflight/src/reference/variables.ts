/**
 * The matrix: one row for each variable, one column for each environment, in words. A group has a row of its own above its members, named as its
 * variables are where they share a prefix: `SMTP_*`.
 */
import { cellConstraints, cellHeadline } from '../contract/in-words/cells.ts';
import { whenInWords } from '../contract/in-words/conditions.ts';
import { durationInWords } from '../contract/in-words/durations.ts';
import { allOf, asCode } from '../contract/in-words/texts.ts';
import { groupRuleInWords, modeInWords, needInWords, phaseInWords } from '../contract/in-words/vocabulary.ts';
import type { Group, GroupCell, Variable } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import { type Block, blocks, code, stacked, table } from './markdown.ts';
import type { Writer } from './writer.ts';

export const variables = (writer: Writer): Block => {
  const { contract, say, titles } = writer;
  const shown = new Set<string>();
  const rows = contract.variables.flatMap((variable): readonly (readonly string[])[] => {
    const group = contract.groups.find((each) => each.name === variable.group);
    if (group === undefined) return [variableRow(writer, variable)];
    if (shown.has(group.name)) return [];
    shown.add(group.name);
    const members = contract.variables.filter((each) => each.group === group.name);
    return [groupRow(writer, group), ...members.map((member) => variableRow(writer, member))];
  });
  const [first, ...others] = contract.select.map(asCode);
  const where: Text = {
    en: `A process learns where it is from ${[first, ...others].join(', then ')}.`,
    fr: `Un processus apprend où il se trouve par ${[first, ...others].join(', puis ')}.`,
  };
  return blocks(
    first === undefined || rows.length === 0 ? [] : [say(where)],
    table(['Variable', ...titles], rows),
    rows.length === 0 ? [] : validated(writer),
  );
};

const validated = ({ contract, say }: Writer): Block => {
  const blocking = contract.environments.filter(({ boot }) => boot === 'block').map(({ name }) => asCode(name));
  const { validator } = contract.generate;
  if (validator === undefined || blocking.length === 0) return [];
  return [
    `> ${say({
      en: `Every variable is validated at start-up by \`validateEnv()\` in ${asCode(validator)}. A critical omission stops the application in ${allOf(blocking).en}.`,
      fr: `Toutes les variables sont validées au démarrage par \`validateEnv()\` dans ${asCode(validator)}. Toute omission critique bloque l'application dans ${allOf(blocking).fr}.`,
    })}`,
  ];
};

const variableRow = (writer: Writer, variable: Variable): readonly string[] => {
  const { contract, say } = writer;
  return [
    stacked([code(variable.name), traits(variable).map(say).join(', '), ...(variable.about === undefined ? [] : [say(variable.about)])]),
    ...contract.environments.map((environment) => {
      const cell = variable.cells.find((each) => each.environment === environment.name);
      if (cell === undefined) return '';
      const about = cell.about === undefined ? [] : [say(cell.about)];
      return stacked([say(cellHeadline(cell)), ...about, ...cellConstraints(variable, cell).map(say)]);
    }),
  ];
};

/** The variable's type and what is true of it everywhere. */
const traits = (variable: Variable): readonly Text[] => {
  const { deprecated, rotateSeconds, owner, exposed, secret, type, phases, example } = variable;
  const rotate = rotateSeconds === undefined ? undefined : durationInWords(rotateSeconds);
  const ofBuild = phases.includes('build') && !phases.includes('boot') && !phases.includes('run');
  return [
    { en: type, fr: type },
    ...(secret ? [{ en: '**secret**', fr: '**secret**' }] : []),
    ...(exposed ? [{ en: 'visible to browsers', fr: 'visible des navigateurs' }] : []),
    ...(ofBuild ? [{ en: `at ${phaseInWords('build').en} only`, fr: `à la ${phaseInWords('build').fr} seulement` }] : []),
    ...(rotate === undefined ? [] : [{ en: `renewed every ${rotate.en}`, fr: `à renouveler tous les ${rotate.fr}` }]),
    ...(owner === undefined ? [] : [{ en: `owner ${owner}`, fr: `responsable ${owner}` }]),
    ...(example === undefined || secret ? [] : [{ en: `e.g. ${asCode(example)}`, fr: `par exemple ${asCode(example)}` }]),
    ...(deprecated === undefined ? [] : [deprecation(deprecated.use)]),
  ];
};

const deprecation = (use: string | undefined): Text =>
  use === undefined
    ? { en: 'deprecated', fr: 'dépréciée' }
    : { en: `deprecated, use ${asCode(use)}`, fr: `dépréciée, utiliser ${asCode(use)}` };

const groupRow = ({ contract, say }: Writer, group: Group): readonly string[] => [
  stacked([
    `**${group.name}** (${prefixOf(group)})`,
    ...(group.rule === undefined ? [] : [say(groupRuleInWords(group.rule))]),
    ...(group.about === undefined ? [] : [say(group.about)]),
  ]),
  ...contract.environments.map((environment) => {
    const cell = group.cells.find((each) => each.environment === environment.name);
    return cell === undefined ? '' : stacked(groupCellInWords(cell).map((text) => `**${say(text)}**`));
  }),
];

const groupCellInWords = (cell: GroupCell): readonly Text[] => {
  const when = whenInWords(cell.when);
  const mode = cell.mode === undefined ? undefined : modeInWords(cell.mode);
  const need = cell.need === undefined ? [] : [needInWords(cell.need, 'm')];
  return [
    ...need,
    ...(mode === undefined ? [] : [{ en: `${mode.en} mode`, fr: `mode ${mode.fr}` }]),
    ...(cell.only === undefined ? [] : [{ en: `only ${cell.only.join(', ')}`, fr: `seulement ${cell.only.join(', ')}` }]),
    ...(when === undefined ? [] : [when]),
  ];
};

/** `SMTP_*` where every member begins so, else their names. */
const prefixOf = (group: Group): string => {
  const [first = ''] = group.variables;
  const prefix = first.slice(0, first.indexOf('_') + 1);
  const shared = prefix !== '' && group.variables.length > 1 && group.variables.every((name) => name.startsWith(prefix));
  return shared ? code(`${prefix}*`) : group.variables.map(code).join(', ');
};
