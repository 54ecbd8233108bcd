import type { Command, Contract, Procedure } from '../../contract/model.ts';
import { inLanguage, type Text } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import { contractIn } from '../../flow/environment/contract-here.ts';
import { failed, REFUSED } from '../../flow/run/failures.ts';
import { type RunRequest, runCommand } from '../../flow/run/run-command.ts';
import { runProcedure } from '../../flow/run/run-procedure.ts';
import { useProxyOf } from '../../forge/github/proxy.ts';
import type { CommandDefinition, Invocation, Report } from '../command.ts';
import { nearest } from '../nearest.ts';
import { worldOf } from '../world-of.ts';
import { commandReport, procedureReport } from './run-report.ts';

/**
 * `lockflight run NAME [-- args]`: proves the environment, then runs the contract's command or procedure and streams what it prints. The exit code is the child's own
 * (128+N on a signal), or 125 when nothing was started.
 */
export const run: CommandDefinition = {
  name: 'run',
  summary: {
    en: "prove the environment, then run the contract's command or procedure",
    fr: "prouve l'environnement, puis exécute la commande ou la procédure du contrat",
  },
  usage: 'NAME [--env E] [--from STEP] [-- ARGUMENTS...]',
  options: { env: { type: 'string' }, from: { type: 'string' } },
  explains: {
    env: { en: 'which environment; else the selector says it', fr: 'quel environnement ; sinon le sélecteur le dit' },
    from: { en: "a procedure's step to go on from: its name or number", fr: "l'étape d'où reprendre une procédure : nom ou numéro" },
  },
  examples: ['run seed', 'run ci:check -- --watch', 'run release --from deploy'],
  positionals: { min: 1, max: 256 },
  run: async (invocation): Promise<Report> => {
    try {
      return await carryOut(invocation);
    } catch (error) {
      // Whatever went wrong before the child was started, the caller must be able to tell it from the child's own failures.
      if (error instanceof LockflightError) throw new LockflightError({ ...error.failure, exit: REFUSED });
      throw error;
    }
  },
};

const carryOut = async (invocation: Invocation): Promise<Report> => {
  const { options, directory } = invocation;
  const [name = '', ...words] = invocation.positionals;
  const contract = await contractIn(directory);
  const command = contract.commands.find((c) => c.name === name);
  const procedure = contract.procedures.find((p) => p.name === name);
  const request = requestOf(invocation, contract, words);
  if (command !== undefined && options.from === undefined) return commandReport(command, contract, await runCommand(command, request));
  if (procedure === undefined || words.length > 0) throw notThere(contract, name, procedure);
  const { from } = options;
  const done = await runProcedure(procedure, { ...request, ...(typeof from === 'string' ? { from } : {}), ...personAt(invocation) });
  return procedureReport(procedure, contract, done);
};

const requestOf = (invocation: Invocation, contract: Contract, words: readonly string[]): RunRequest => {
  const { options, directory, environment, progress, ask, now } = invocation;
  useProxyOf(environment);
  return {
    now,
    contract,
    contractDirectory: directory,
    process: environment,
    arguments: words,
    output: options.json === true ? 'stderr' : 'stdout',
    ...(typeof options.env === 'string' ? { named: options.env } : {}),
    onStart: (command, { name }) =>
      progress({ en: `${command.name} in ${name}: ${command.run}`, fr: `${command.name} dans ${name} : ${command.run}` }),
    world: () => worldOf(invocation),
    onUnsaid: ({ name }, { id, state, unsaid }) =>
      progress({
        en: `THE FORGE DOES NOT KNOW: ${name} ended, deployment ${id} is a ${state}, and it could not be told [${unsaid}]. Set its status by hand, or run ${name} again.`,
        fr: `LA FORGE NE LE SAIT PAS : ${name} s'est terminée, le déploiement ${id} est un ${state === 'success' ? 'succès' : 'échec'}, et elle n'a pas pu en être avertie [${unsaid}]. Fixez son statut à la main, ou relancez ${name}.`,
      }),
    ...(ask === undefined
      ? {}
      : {
          confirm: async (command: Command, { name }: { readonly name: string }) =>
            (await ask({
              en: `${command.name} is about to run in ${name}. Type ${name} to go on: `,
              fr: `${command.name} va s'exécuter dans ${name}. Tapez ${name} pour continuer : `,
            })) === name,
        }),
  };
};

const personAt = ({ ask }: Invocation) =>
  ask === undefined
    ? {}
    : {
        askDone: async ({ person, text }: { readonly person: string; readonly text: Text }) =>
          /^[yo]/i.test(
            await ask({
              en: `${person}: ${inLanguage(text, 'en')}. Done? [y/N] `,
              fr: `${person} : ${inLanguage(text, 'fr')}. Fait ? [o/N] `,
            }),
          ),
      };

const notThere = (contract: Contract, name: string, procedure: Procedure | undefined): LockflightError => {
  if (procedure !== undefined) {
    return failed(
      'no-such-command-here',
      { en: `${name} is a procedure, and takes no arguments`, fr: `${name} est une procédure, et ne prend pas d'arguments` },
      { en: `lockflight run ${name}`, fr: `lockflight run ${name}` },
    );
  }
  const names = [...contract.commands, ...contract.procedures].map((c) => c.name);
  const close = nearest(name, names);
  return failed(
    'no-such-command-here',
    { en: `the contract has no command ${name}`, fr: `le contrat n'a pas de commande ${name}` },
    close === undefined
      ? { en: `it has ${names.join(', ') || 'none'}`, fr: `il a ${names.join(', ') || 'aucune commande'}` }
      : { en: `did you mean: lockflight run ${close}`, fr: `vouliez-vous dire : lockflight run ${close}` },
  );
};
