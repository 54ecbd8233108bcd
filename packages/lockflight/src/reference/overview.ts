/** The first table: each environment with its samples, its branch, its services and the commands that come first there. */
import type { Command, Environment, ServiceCell } from '../contract/model.ts';
import { type Block, code, stacked, table } from './markdown.ts';
import { serviceInWords } from './services.ts';
import type { Writer } from './writer.ts';

export const overview = (writer: Writer): Block => {
  const { contract, say, titleOf } = writer;
  const { environments, services, generate } = contract;
  const branches = environments.some(({ branch }) => branch !== undefined);
  const samples = generate.samples.length > 0;
  const commands = environments.some((environment) => environment.commands.length > 0);
  const head = [
    say({ en: 'Environment', fr: 'Environnement' }),
    ...(branches ? [say({ en: 'Branch', fr: 'Branche' })] : []),
    ...(samples ? [say({ en: 'Sample files', fr: "Fichiers d'exemple" })] : []),
    ...(services.length > 0 ? [say({ en: 'Key services', fr: 'Services clefs' })] : []),
    ...(commands ? [say({ en: 'Priority commands', fr: 'Commandes prioritaires' })] : []),
  ];
  return table(
    head,
    environments.map((environment) => [
      `**${titleOf(environment)}**`,
      ...(branches ? [environment.branch === undefined ? '' : code(environment.branch)] : []),
      ...(samples ? [stacked(samplesOf(writer, environment).map(code))] : []),
      ...(services.length > 0 ? [servicesOf(writer, environment)] : []),
      ...(commands ? [stacked(commandsOf(writer, environment))] : []),
    ]),
  );
};

export const samplesOf = ({ contract }: Writer, environment: Environment): readonly string[] =>
  contract.generate.samples.find((sample) => sample.environment === environment.name)?.files ?? [];

const cellIn = (cells: readonly ServiceCell[], environment: Environment): ServiceCell | undefined =>
  cells.find((cell) => cell.environment === environment.name);

const servicesOf = (writer: Writer, environment: Environment): string =>
  stacked(
    writer.contract.services.flatMap((service) => {
      const cell = cellIn(service.cells, environment);
      return cell === undefined || cell.need === 'forbidden' ? [] : [serviceInWords(writer, cell)];
    }),
  );

const commandsOf = ({ contract, say }: Writer, environment: Environment): readonly string[] =>
  environment.commands.flatMap((name) => {
    const command = contract.commands.find((each) => each.name === name);
    return command === undefined ? [] : [`${code(command.run)}${pipelineNote(command, environment, say)}`];
  });

const pipelineNote = (command: Command, environment: Environment, say: Writer['say']): string => {
  const mode = command.cells.find((cell) => cell.environment === environment.name)?.mode;
  return mode === 'pipeline' ? ` (${say({ en: 'pipeline', fr: 'pipeline' })})` : '';
};
