/** Which environments an audit can speak of: those that a step feeds from another branch, with the branches that feed them. Pure. */
import type { Contract } from '../../contract/model.ts';
import type { AuditedEnvironment } from './audit.ts';

export interface Audited {
  readonly production: AuditedEnvironment;
  readonly staging: readonly [AuditedEnvironment, ...AuditedEnvironment[]];
}

/** `heads`: the environments whose branch exists. */
export const auditedEnvironments = (contract: Contract, heads: ReadonlyMap<string, string>): readonly Audited[] =>
  contract.environments.flatMap((environment): readonly Audited[] => {
    const sources = new Set(contract.flow.filter((s) => s.to === environment.name).map((s) => s.from));
    const [first, ...others] = contract.environments.filter((e) => sources.has(e.name) && heads.has(e.name)).map(named);
    return first === undefined || !heads.has(environment.name) ? [] : [{ production: named(environment), staging: [first, ...others] }];
  });

const named = (environment: Contract['environments'][number]): AuditedEnvironment => ({
  name: environment.name,
  branch: environment.branch ?? '',
});
