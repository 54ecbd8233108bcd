/**
 * A procedure: its steps in order, each command as if it were run alone. It stops at the first that fails, and at a step for a person that nobody at the terminal says is
 * done; it goes on from where the next call says (`--from`), since what was done is in the world, not in a file of ours.
 */
import type { Command, Contract, Procedure } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import { failed } from './failures.ts';
import type { PipelineProof } from './pipeline-here.ts';
import { type RunOutcome, type RunRequest, runCommand } from './run-command.ts';

type Step = Procedure['steps'][number];

export interface ProcedureRequest extends RunRequest {
  /** A step's name or its number from 1. */
  readonly from?: string;
  /** Asks whether the step is done; undefined: nobody sits there. */
  readonly askDone?: (step: { readonly person: string; readonly text: Text }) => Promise<boolean>;
}

export interface ProcedureOutcome {
  readonly done: readonly string[];
  /** Steps that the contract leaves to the pipeline, and that were started: how sure it is that this was it. */
  readonly pipeline: readonly { readonly step: string; readonly proof: PipelineProof }[];
  /** Where it stopped, and what to hand to `--from`; undefined: it came to its end. */
  readonly stopped?: {
    readonly step: string;
    readonly from: string;
    readonly outcome: RunOutcome | { readonly kind: 'person'; readonly text: Text };
  };
}

/** Errors: those of `runCommand`, `no-such-command-here` for a `--from` that the procedure lacks. */
export const runProcedure = async (procedure: Procedure, request: ProcedureRequest): Promise<ProcedureOutcome> => {
  const first = startOf(procedure, request.from);
  const done: string[] = [];
  const pipeline: ProcedureOutcome['pipeline'][number][] = [];
  for (const [index, step] of procedure.steps.entries()) {
    if (index < first) continue;
    const name = nameOf(step);
    const from = String(index + 1);
    if ('person' in step) {
      if ((await request.askDone?.(step)) !== true)
        return { done, pipeline, stopped: { step: name, from, outcome: { kind: 'person', text: step.text } } };
    } else {
      const outcome = await runCommand(commandOf(request.contract, step.command), request);
      if (outcome.kind === 'ended' && outcome.pipeline !== undefined) pipeline.push({ step: name, proof: outcome.pipeline });
      if (outcome.kind === 'refused' || outcome.exit !== 0) return { done, pipeline, stopped: { step: name, from, outcome } };
    }
    done.push(name);
  }
  return { done, pipeline };
};

const nameOf = (step: Step): string => ('person' in step ? step.person : step.command);

const commandOf = (contract: Contract, name: string): Command => {
  const command = contract.commands.find((c) => c.name === name);
  if (command === undefined) throw new Error(`the contract's rules let a step name a command that is not there: ${name}`);
  return command;
};

const startOf = (procedure: Procedure, from: string | undefined): number => {
  if (from === undefined) return 0;
  const names = procedure.steps.map(nameOf);
  const index = /^[1-9]\d*$/.test(from) ? Number(from) - 1 : names.indexOf(from);
  if (index >= 0 && index < names.length) return index;
  throw failed(
    'no-such-command-here',
    { en: `${procedure.name} has no step ${from}`, fr: `${procedure.name} n'a pas d'étape ${from}` },
    { en: `its steps: ${names.join(', ')}`, fr: `ses étapes : ${names.join(', ')}` },
  );
};
