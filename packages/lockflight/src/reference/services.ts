/** Services: one row each, one column an environment. */
import { modeInWords, needInWords, serviceFactInWords, serviceKindInWords } from '../contract/in-words/vocabulary.ts';
import type { Service, ServiceCell } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import { type Block, code, stacked, table } from './markdown.ts';
import type { Writer } from './writer.ts';

const OFF: Text = { en: 'off', fr: 'désactivé' };

/** `Stripe, mode live, requis`; what the contract itself calls it comes first. */
export const serviceInWords = ({ say }: Writer, cell: ServiceCell): string => {
  const kind = say(serviceKindInWords(cell.kind));
  const name = cell.about === undefined ? kind : say(cell.about);
  // What the contract calls it says its facts already.
  const state = stateOf(cell.about === undefined ? cell : { ...cell, facts: [] });
  return [name, ...state.map(say)].join(', ');
};

/** Is it there, in which mode, and what is true of it. */
const stateOf = (cell: ServiceCell): readonly Text[] => {
  if (cell.need === 'off') return [OFF];
  return [
    ...(cell.mode === undefined ? [] : [{ en: `${modeInWords(cell.mode).en} mode`, fr: `mode ${modeInWords(cell.mode).fr}` }]),
    ...(cell.need === 'required' ? [] : [needInWords(cell.need, 'm')]),
    ...cell.facts.map(serviceFactInWords),
  ];
};

/** What a variable is to its service, where the contract's own word says it in English alone. */
const PARTS: Readonly<Record<string, Text>> = {
  host: { en: 'host', fr: 'hôte' },
  user: { en: 'user', fr: 'utilisateur' },
  password: { en: 'password', fr: 'mot de passe' },
  key: { en: 'key', fr: 'clé' },
  token: { en: 'token', fr: 'jeton' },
  path: { en: 'path', fr: 'chemin' },
  provider: { en: 'provider', fr: 'fournisseur' },
  project: { en: 'project', fr: 'projet' },
  account: { en: 'account', fr: 'compte' },
  region: { en: 'region', fr: 'région' },
  sender: { en: 'sender', fr: 'expéditeur' },
  enabled: { en: 'enabled by', fr: 'activé par' },
  backups: { en: 'backups', fr: 'sauvegardes' },
};

/** The same for the table, where "required" is said too, with the variables that lead to it. */
const cellLines = (writer: Writer, service: Service, cell: ServiceCell): readonly string[] => {
  const { say } = writer;
  if (cell.need === 'off') return [say(OFF)];
  const kind = cell.kind === service.kind ? [] : [say(serviceKindInWords(cell.kind))];
  const state = [...(cell.need === 'required' ? [needInWords('required', 'm')] : []), ...stateOf(cell)].map(say);
  const own = cell.uses.filter((use) => !service.uses.some((each) => each.part === use.part && each.variable === use.variable));
  return [
    [...kind, ...state].join(', '),
    ...(cell.about === undefined ? [] : [say(cell.about)]),
    ...own.map(({ part, variable }) => `${say(PARTS[part] ?? { en: part, fr: part })} ${code(variable)}`),
  ];
};

export const services = (writer: Writer): Block => {
  const { contract, say, titles } = writer;
  return table(
    [say({ en: 'Service', fr: 'Service' }), say({ en: 'Variables', fr: 'Variables' }), ...titles],
    contract.services.map((service) => [
      stacked([
        `**${service.name}** (${say(serviceKindInWords(service.kind))})`,
        ...(service.about === undefined ? [] : [say(service.about)]),
      ]),
      service.uses.map(({ variable }) => code(variable)).join(', '),
      ...contract.environments.map((environment) => {
        const cell = service.cells.find((each) => each.environment === environment.name);
        return cell === undefined ? '' : stacked(cellLines(writer, service, cell));
      }),
    ]),
  );
};
