/**
 * May this command run in this environment? The contract's `in` says allow, confirm, pipeline or deny, and an environment that rules the command's activity out refuses
 * it whatever `in` says. Pure.
 */
import { refusalOf } from '../../contract/activity.ts';
import type { Command, Environment, PipelineIdentity } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';

export type Permission =
  | { readonly mode: 'allow' | 'confirm' }
  /** `on`: the branch whose runs may, where the contract names one. One that has to prove itself runs for the environment's own branch, where none is named. */
  | { readonly mode: 'pipeline'; readonly on?: string; readonly identity: PipelineIdentity }
  | { readonly mode: 'deny'; readonly reason: Text };

export const permissionOf = (command: Command, environment: Environment): Permission => {
  const refusal = command.activity === undefined ? undefined : refusalOf(environment, command.activity);
  if (refusal !== undefined) return { mode: 'deny', reason: refusal };
  const cell = command.cells.find((c) => c.environment === environment.name);
  if (cell === undefined || cell.mode === 'deny') {
    const { name } = environment;
    return {
      mode: 'deny',
      reason: { en: `the contract denies ${command.name} in ${name}`, fr: `le contrat interdit ${command.name} dans ${name}` },
    };
  }
  if (cell.mode === 'pipeline') {
    const { identity = 'required' } = cell;
    const on = cell.on ?? (identity === 'required' ? environment.branch : undefined);
    return { mode: 'pipeline', identity, ...(on === undefined ? {} : { on }) };
  }
  return { mode: cell.mode };
};
