/**
 * One command of the contract in the environment where somebody stands: prove the environment, ask whether it may, ask for the proofs that it comes after, then start it.
 * Nothing is started before all of that holds. Errors: those of `run`, `env-file-*`, `unknown-environment`, and what git and the ledger say.
 */
import type { Command, Contract, Environment } from '../../contract/model.ts';
import type { Judgement } from '../../env/issue.ts';
import { listed } from '../../env/listed.ts';
import type { Standpoint } from '../environment/here.ts';
import type { World } from '../world.ts';
import type { EndedDeployment } from './deployment.ts';
import { failed } from './failures.ts';
import { heldProofs } from './held-proofs.ts';
import { permissionOf } from './permission.ts';
import { type PipelineProof, requirePipeline } from './pipeline-here.ts';
import { missingProofs, proofsBefore } from './proofs-before.ts';
import { proveEnvironment } from './prove.ts';
import { runDeploying } from './run-deploying.ts';
import { start } from './start.ts';

export interface RunRequest extends Standpoint {
  readonly arguments: readonly string[];
  readonly output: 'stdout' | 'stderr';
  readonly now: () => Date;
  /** Asks whoever sits at the terminal to type the environment's name; undefined: nobody sits there. */
  readonly confirm?: (command: Command, environment: Environment) => Promise<boolean>;
  /** Told once, right before the command starts. */
  readonly onStart?: (command: Command, environment: Environment) => void;
  /** Opened for a command that deploys, and for no other. */
  readonly world: () => Promise<World>;
  /** Told of a deployment whose end the forge could not be told. */
  readonly onUnsaid?: (command: Command, deployment: EndedDeployment) => void;
}

export type RunOutcome =
  | { readonly kind: 'refused'; readonly judgement: Judgement }
  | {
      readonly kind: 'ended';
      readonly environment: string;
      readonly exit: number;
      /** Where the contract asks for the pipeline: how sure it is that this was it. */
      readonly pipeline?: PipelineProof;
      /** Of a command that deploys, in the pipeline. */
      readonly deployment?: EndedDeployment;
    };

export const runCommand = async (command: Command, request: RunRequest): Promise<RunOutcome> => {
  const { judgement, proven } = await proveEnvironment(request);
  if (proven === undefined) return { kind: 'refused', judgement };
  const { environment, values } = proven;
  const pipeline = await requirePermission(command, environment, request);
  await requireProofs(request.contract, command, environment, request.contractDirectory);
  const { arguments: given, contractDirectory: directory, output, process, world } = request;
  const child = (): Promise<number> => {
    request.onStart?.(command, environment);
    return start({ run: command.run, arguments: given, directory, values, output });
  };
  const ended = { kind: 'ended', environment: environment.name } as const;
  if (pipeline === undefined) return { ...ended, exit: await child() };
  if (!command.deploys) return { ...ended, exit: await child(), pipeline };
  const { exit, deployment } = await runDeploying({ command: command.name, environment, process, world }, child);
  if (deployment.unsaid !== undefined) request.onUnsaid?.(command, deployment);
  return { ...ended, exit, pipeline, deployment };
};

const requirePermission = async (command: Command, environment: Environment, request: RunRequest): Promise<PipelineProof | undefined> => {
  const permission = permissionOf(command, environment);
  if (permission.mode === 'deny') {
    const allowed = request.contract.environments.filter((e) => permissionOf(command, e).mode !== 'deny').map((e) => e.name);
    const where = listed(allowed);
    throw failed('command-denied', permission.reason, {
      en: allowed.length === 0 ? 'owners change the contract' : `it may run in ${where.en}`,
      fr: allowed.length === 0 ? 'les owners changent le contrat' : `elle peut s'exécuter dans ${where.fr}`,
    });
  }
  if (permission.mode === 'pipeline') {
    const { contract, contractDirectory: directory, process, now } = request;
    return requirePipeline({
      contract,
      command,
      environment,
      on: permission.on,
      identity: permission.identity,
      directory,
      process,
      now: now(),
    });
  }
  if (permission.mode === 'confirm' && (await request.confirm?.(command, environment)) !== true) {
    throw failed(
      'command-not-confirmed',
      {
        en: `${command.name} in ${environment.name} was not confirmed`,
        fr: `${command.name} dans ${environment.name} n'a pas été confirmée`,
      },
      {
        en: `a person runs it at a terminal and types ${environment.name}`,
        fr: `une personne la lance devant un terminal et tape ${environment.name}`,
      },
    );
  }
  return undefined;
};

const requireProofs = async (contract: Contract, command: Command, environment: Environment, directory: string): Promise<void> => {
  const wanted = proofsBefore(contract, command, environment.name);
  if (wanted.length === 0) return;
  const { held, commit } = await heldProofs(directory, contract);
  const missing = missingProofs(wanted, held);
  if (missing.length === 0) return;
  const names = listed(missing.map(({ proof: p }) => (p.environment === undefined ? p.kind : `${p.kind} (${p.environment})`)));
  const jobs = listed([...new Set(missing.map(({ proof: p }) => `${p.workflow}, ${p.job}`))]);
  const short = commit.slice(0, 7);
  throw failed(
    'proofs-missing',
    {
      en: `${command.name} comes after ${names.en}, and nothing proves that for the tree of ${short}`,
      fr: `${command.name} vient après ${names.fr}, et rien ne le prouve pour l'arbre de ${short}`,
    },
    { en: `let the forge run it on ${short}: ${jobs.en}`, fr: `laissez la forge l'exécuter sur ${short} : ${jobs.fr}` },
  );
};
