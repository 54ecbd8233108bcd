/**
 * The sample file of one environment: every variable of the contract, explained where it stands, in the contract's language. Holds nothing that the
 * contract does not say; a secret has no value but one that the contract itself writes down.
 */
import { cellConstraints, cellHeadline } from '../../contract/in-words/cells.ts';
import { durationInWords } from '../../contract/in-words/durations.ts';
import { groupRuleInWords, kindInWords, modeInWords, needInWords, phaseInWords } from '../../contract/in-words/vocabulary.ts';
import type { Contract, Environment, Group } from '../../contract/model.ts';
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import { commentLines, dotenvValue } from './dotenv-line.ts';
import { PLACEHOLDER, type SampleEntry, sampleEntries } from './sample-entries.ts';

/** The text of the file, without its banner: LF, one newline at the end. Total and deterministic. */
export const compileSample = (contract: Contract, environment: Environment): string => {
  const { language } = contract;
  const entries = sampleEntries(contract, environment);
  const seen = new Set<string>();
  const blocks = entries.flatMap((entry): readonly (readonly string[])[] => {
    const group = contract.groups.find(({ name }) => name === entry.variable.group);
    if (group === undefined) return [entryLines(entry, language)];
    if (seen.has(group.name)) return [];
    seen.add(group.name);
    const members = entries.filter(({ variable }) => variable.group === group.name);
    return [groupLines(group, environment, language), ...members.map((member) => entryLines(member, language))];
  });
  const all = [headLines(contract, environment), ...selectorLines(contract, environment), ...blocks];
  return `${all
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
};

const headLines = (contract: Contract, environment: Environment): readonly string[] => {
  const title = environment.title ?? { en: environment.name, fr: environment.name };
  const role = environment.facts.find(({ name }) => name === 'role')?.value;
  const target = environment.files[0] ?? '.env';
  const kind = kindInWords(environment.kind);
  const words: readonly Text[] = [
    {
      en: `${title.en}: the variables of ${contract.project} (${kind.en})`,
      fr: `${title.fr} : les variables de ${contract.project} (${kind.fr})`,
    },
    ...(typeof role === 'object' ? [role] : []),
    {
      en: `Copy this file to ${target}, then give every empty variable and every ${PLACEHOLDER} its value. What is commented out may stay so.`,
      fr: `Copiez ce fichier dans ${target}, puis donnez une valeur à chaque variable vide et à chaque ${PLACEHOLDER}. Ce qui est en commentaire peut le rester.`,
    },
  ];
  return words.flatMap((text) => commentLines(inLanguage(text, contract.language)));
};

/** A selector that is no variable of the contract still has to be set: without it no process knows where it is. */
const selectorLines = (contract: Contract, environment: Environment): readonly (readonly string[])[] => {
  const [name] = contract.select;
  if (name === undefined || contract.variables.some((variable) => variable.name === name)) return [];
  const about: Text = { en: 'Tells the process which environment it is in', fr: 'Dit au processus dans quel environnement il se trouve' };
  return [[...commentLines(inLanguage(about, contract.language)), `${name}=${environment.name}`]];
};

const groupLines = (group: Group, environment: Environment, language: Language): readonly string[] => {
  const cell = group.cells.find((c) => c.environment === environment.name);
  const said = [
    ...(cell?.need === undefined ? [] : [needInWords(cell.need, 'm')]),
    ...(cell?.mode === undefined ? [] : [{ en: `${modeInWords(cell.mode).en} mode`, fr: `mode ${modeInWords(cell.mode).fr}` }]),
    ...(group.rule === undefined || cell?.only !== undefined ? [] : [groupRuleInWords(group.rule)]),
  ].map((text) => inLanguage(text, language));
  const colon = language === 'fr' ? ' :' : ':';
  const about = group.about === undefined ? [] : commentLines(inLanguage(group.about, language));
  return [`# --- ${group.name}${said.length === 0 ? '' : `${colon} ${said.join(', ')}`} ---`, ...about];
};

const entryLines = (entry: SampleEntry, language: Language): readonly string[] => {
  const { variable, cell, state } = entry;
  const about = [variable.about, cell.about].filter((text) => text !== undefined).map((text) => inLanguage(text, language));
  const rule = [cellHeadline(cell), ...cellConstraints(variable, cell)].map((text) => inLanguage(text, language));
  const secret = variable.secret ? ['secret'] : [];
  const words = [...about, [variable.type, ...secret, ...rule].join(', '), ...notes(entry).map((text) => inLanguage(text, language))];
  const comments = words.flatMap(commentLines);
  if (state === 'absent') return [...comments, `# ${variable.name}`];
  const value = dotenvValue(entry.value);
  const off = state === 'off' || value === undefined;
  return [...comments, `${off ? '# ' : ''}${variable.name}=${value ?? ''}`];
};

const notes = ({ variable }: SampleEntry): readonly Text[] => {
  const { deprecated, example, owner, rotateSeconds, phases, secret } = variable;
  const rotate = rotateSeconds === undefined ? undefined : durationInWords(rotateSeconds);
  const ofBuild = phases.includes('build') && !phases.includes('boot') && !phases.includes('run');
  return [
    ...(deprecated === undefined ? [] : [deprecatedNote(deprecated.use)]),
    ...(example === undefined || secret ? [] : [{ en: `example: ${example}`, fr: `exemple : ${example}` }]),
    ...(owner === undefined ? [] : [{ en: `owner: ${owner}`, fr: `responsable : ${owner}` }]),
    ...(rotate === undefined ? [] : [{ en: `renewed every ${rotate.en}`, fr: `à renouveler tous les ${rotate.fr}` }]),
    ...(ofBuild ? [{ en: `needed at ${phaseInWords('build').en} only`, fr: `utile à la ${phaseInWords('build').fr} seulement` }] : []),
  ];
};

const deprecatedNote = (use: string | undefined): Text =>
  use === undefined ? { en: 'deprecated', fr: 'dépréciée' } : { en: `deprecated: use ${use}`, fr: `dépréciée : utilisez ${use}` };
