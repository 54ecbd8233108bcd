/** Commands: what each runs, what it proves, what it waits for, and where it may be run. */

import { asCode } from '../contract/in-words/texts.ts';
import { commandModeInWords } from '../contract/in-words/vocabulary.ts';
import type { Command, Proof } from '../contract/model.ts';
import { type Block, blocks, code, list, numbered, section, stacked, table } from './markdown.ts';
import { titleNamed, type Writer } from './writer.ts';

export const commands = (writer: Writer): Block => {
  const { contract, say, titles } = writer;
  const proofs = contract.commands.flatMap((command) => command.proves.map((proof) => proofInWords(writer, command, proof)));
  const proved = say({
    en: 'Only a run of these jobs by the forge counts as a proof:',
    fr: 'Seule une exécution de ces jobs par la forge vaut preuve :',
  });
  return blocks(
    table(
      [say({ en: 'Command', fr: 'Commande' }), ...titles],
      contract.commands.map((command) => [
        stacked([
          code(command.run),
          ...(command.about === undefined ? [] : [say(command.about)]),
          ...afterOf(writer, command),
          ...deploysOf(writer, command),
        ]),
        ...contract.environments.map((environment) => cellOf(writer, command, environment.name)),
      ]),
    ),
    proofs.length === 0 ? [] : blocks([proved], list(proofs)),
  );
};

const afterOf = ({ contract, say }: Writer, command: Command): readonly string[] => {
  if (command.after.length === 0) return [];
  const runs = command.after.map((name) => code(contract.commands.find((each) => each.name === name)?.run ?? name)).join(', ');
  return [`${say({ en: 'only after', fr: 'seulement après' })} ${runs}`];
};

const deploysOf = ({ say }: Writer, { deploys }: Command): readonly string[] =>
  deploys
    ? [say({ en: 'by the pipeline, told to the forge as a deployment', fr: 'par le pipeline, annoncé à la forge comme un déploiement' })]
    : [];

const cellOf = ({ say }: Writer, command: Command, environment: string): string => {
  const cell = command.cells.find((each) => each.environment === environment);
  if (cell === undefined) return '';
  const on = cell.on === undefined ? '' : say({ en: `, on a push to ${asCode(cell.on)}`, fr: `, à chaque push sur ${asCode(cell.on)}` });
  const proven = cell.identity === 'required' ? say({ en: ", proven by the job's token", fr: ', prouvé par le jeton de la tâche' }) : '';
  return stacked([`${say(commandModeInWords(cell.mode))}${on}${proven}`, ...(cell.about === undefined ? [] : [say(cell.about)])]);
};

const proofInWords = (writer: Writer, command: Command, proof: Proof): string => {
  const where =
    proof.environment === undefined
      ? writer.say({ en: 'for the tree alone', fr: "pour l'arbre seul" })
      : `${writer.say({ en: 'in', fr: 'dans' })} ${titleNamed(writer, proof.environment)}`;
  const job = `${code(proof.workflow)}, job ${code(proof.job)}`;
  const words = writer.say({ en: `proves ${asCode(proof.kind)}`, fr: `prouve ${asCode(proof.kind)}` });
  return `${code(command.name)} ${words} ${where} (${job})`;
};

/** Procedures: commands, and what only a person can do. */
export const procedures = (writer: Writer): Block =>
  blocks(
    ...writer.contract.procedures.map((procedure) =>
      section(3, procedure.name, numbered(procedure.steps.map((step) => stepOf(writer, step)))),
    ),
  );

const stepOf = ({ contract, say }: Writer, step: Writer['contract']['procedures'][number]['steps'][number]): string => {
  if ('person' in step) return say(step.text);
  const command = contract.commands.find((each) => each.name === step.command);
  if (command === undefined) return code(step.command);
  const colon = contract.language === 'fr' ? ' :' : ':';
  return `${code(command.run)}${command.about === undefined ? '' : `${colon} ${say(command.about)}`}`;
};
