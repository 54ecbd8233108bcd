/**
 * May this command run in this environment? The contract's `in` says allow, confirm, pipeline or deny, and an environment that rules the command's activity out refuses
 * it whatever `in` says. Pure.
 */
import { refusalOf } from '../../contract/activity.ts';
import type { Command, Environment } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';

export type Permission =
  | { readonly mode: 'allow' | 'confirm' }
  /** `on`: the branch whose runs may, where the contract names one. */
  | { readonly mode: 'pipeline'; readonly on?: string }
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
  if (cell.mode === 'pipeline') return { mode: 'pipeline', ...(cell.on === undefined ? {} : { on: cell.on }) };
  return { mode: cell.mode };
};
