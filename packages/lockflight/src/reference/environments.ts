/** Each environment: what it is for, its facts, what may be done there and what may not, and the commands that it gives. */
import { activityInWords } from '../contract/in-words/activities.ts';
import { allOf, asCode } from '../contract/in-words/texts.ts';
import { commandModeInWords, dataInWords, kindInWords, yesOrNo } from '../contract/in-words/vocabulary.ts';
import type { Command, Environment } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import { type Block, blocks, code, list, prose, section } from './markdown.ts';
import { samplesOf } from './overview.ts';
import { serviceInWords } from './services.ts';
import type { Writer } from './writer.ts';

export const environments = (writer: Writer): Block =>
  blocks(...writer.contract.environments.map((environment) => one(writer, environment)));

const one = (writer: Writer, environment: Environment): Block => {
  const { raw, say } = writer;
  const title = environment.title === undefined ? environment.name : raw(environment.title);
  const told = (['about', 'role'] as const).flatMap((name) => {
    const value = environment.facts.find((fact) => fact.name === name)?.value;
    return typeof value === 'object' ? [prose(raw(value))] : [];
  });
  const bold = (text: Text): Block => [`**${say(text)}**`];
  const titled = (text: Text, items: readonly string[]): Block => (items.length === 0 ? [] : blocks(bold(text), list(items)));
  const only = environment.allows.length > 0;
  return section(
    3,
    title,
    ...told,
    list(facts(writer, environment)),
    titled(
      { en: 'Allowed, and nothing else', fr: "Autorisé, et rien d'autre" },
      only ? environment.allows.map((a) => say(activityInWords(a))) : [],
    ),
    titled(
      { en: 'Forbidden', fr: 'Interdit' },
      environment.forbids.map((a) => say(activityInWords(a))),
    ),
    titled({ en: 'Services', fr: 'Services associés' }, servicesHere(writer, environment)),
    titled({ en: 'Commands', fr: 'Commandes clefs' }, commandsHere(writer, environment)),
  );
};

const servicesHere = (writer: Writer, environment: Environment): readonly string[] =>
  writer.contract.services.flatMap((service) => {
    const cell = service.cells.find((each) => each.environment === environment.name);
    return cell === undefined ? [] : [`${service.name}${writer.contract.language === 'fr' ? ' :' : ':'} ${serviceInWords(writer, cell)}`];
  });

const facts = (writer: Writer, environment: Environment): readonly string[] => {
  const { labelled, say } = writer;
  const samples = samplesOf(writer, environment);
  const fact = (name: string): string | undefined => {
    const value = environment.facts.find((each) => each.name === name)?.value;
    return value === undefined ? undefined : typeof value === 'boolean' ? say(yesOrNo(value)) : say(value);
  };
  const names = [environment.name, ...environment.aliases].map(asCode);
  const rows: readonly (readonly [Text, string | undefined])[] = [
    [{ en: 'Kind', fr: 'Genre' }, say(kindInWords(environment.kind))],
    [{ en: 'Names', fr: 'Noms' }, say(allOf(names))],
    [{ en: 'Branch', fr: 'Branche' }, environment.branch === undefined ? undefined : code(environment.branch)],
    [{ en: 'Host', fr: 'Hôte' }, environment.host === undefined ? undefined : code(environment.host)],
    [{ en: 'Variables kept in', fr: 'Variables rangées dans' }, joined(environment.files)],
    [{ en: 'Sample files', fr: "Fichiers d'exemple" }, joined(samples)],
    [{ en: 'Start-up', fr: 'Démarrage' }, say(bootInWords(environment))],
    [{ en: 'Data', fr: 'Données' }, environment.data === undefined ? undefined : say(dataInWords(environment.data))],
    [{ en: 'Logs', fr: 'Logs' }, fact('logs')],
    [{ en: 'Access', fr: 'Accès' }, fact('access')],
    [{ en: 'Contractual', fr: 'Contractuel' }, fact('contractual')],
    [{ en: 'Stable', fr: 'Stable' }, fact('stable')],
    [{ en: 'Persistent', fr: 'Persistant' }, fact('persistent')],
  ];
  return rows.flatMap(([label, words]) => (words === undefined ? [] : [labelled(label, words)]));
};

const joined = (values: readonly string[]): string | undefined => (values.length === 0 ? undefined : values.map(code).join(', '));

const bootInWords = ({ boot }: Environment): Text =>
  boot === 'block'
    ? { en: 'stopped by any variable that is wrong or missing', fr: 'bloqué par toute variable fausse ou manquante' }
    : {
        en: 'goes on, with a warning for what is wrong or missing',
        fr: 'continue, avec un avertissement pour ce qui est faux ou manquant',
      };

/** The priority commands in their order; without such a list, every command that may be run here. */
const commandsHere = (writer: Writer, environment: Environment): readonly string[] => {
  const { commands } = writer.contract;
  const named = environment.commands.flatMap((name) => commands.find((command) => command.name === name) ?? []);
  const shown = named.length > 0 ? named : commands;
  return shown.flatMap((command) => commandHere(writer, command, environment));
};

const commandHere = ({ say, contract }: Writer, command: Command, environment: Environment): readonly string[] => {
  const cell = command.cells.find((each) => each.environment === environment.name);
  if (cell === undefined || cell.mode === 'deny') return [];
  const colon = contract.language === 'fr' ? ' :' : ':';
  const about = cell.about ?? command.about;
  const notes = [
    ...(cell.mode === 'allow' ? [] : [say(commandModeInWords(cell.mode))]),
    ...(cell.on === undefined ? [] : [say({ en: `on a push to ${asCode(cell.on)}`, fr: `à chaque push sur ${asCode(cell.on)}` })]),
  ];
  const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return [`${code(command.run)}${note}${about === undefined ? '' : `${colon} ${say(about)}`}`];
};
