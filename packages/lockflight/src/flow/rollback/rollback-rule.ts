import type { Contract, Environment, RollbackRule } from '../../contract/model.ts';

/** The contract's rule for this environment. Without one a rollback needs one owner, and is followed by a hold: silence is never the easy way. */
export const rollbackRule = (contract: Contract, environment: Environment): RollbackRule =>
  contract.rollback.find((r) => r.environment === environment.name) ?? {
    environment: environment.name,
    approvals: { by: ['owners'], count: 1 },
    // biome-ignore lint/suspicious/noThenProperty: the model's word, as in the contract language
    then: 'hold-until-post-mortem',
    at: environment.at,
  };
