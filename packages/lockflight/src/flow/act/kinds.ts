/** What people can approve and attest under a contract, and who may. Pure. */
import type { Contract, Environment } from '../../contract/model.ts';
import { OBSERVED_KINDS } from '../../contract/rules/evidence.ts';
import { rollbackRule } from '../rollback/rollback-rule.ts';

/** Kinds that a step, the owners or a rollback ask for. */
export const approvalKinds = (contract: Contract): readonly string[] => [
  ...new Set(['owners', 'rollback', ...gatesOf(contract).map((g) => g.of)]),
];

/** Who may give it for this environment; several steps to it may ask for the same kind of several roles. */
export const rolesFor = (contract: Contract, kind: string, environment: Environment): readonly string[] => {
  if (kind === 'owners') return ['owners'];
  if (kind === 'rollback') return rollbackRule(contract, environment).approvals.by;
  const steps = contract.flow.filter((s) => s.to === environment.name);
  return [...new Set(gatesOf({ flow: steps }).flatMap((g) => (g.of === kind ? g.by : [])))];
};

const gatesOf = ({ flow }: Pick<Contract, 'flow'>) => flow.flatMap((s) => s.gates.flatMap((g) => (g.gate === 'approval' ? [g] : [])));

/** Kinds that a gate or a verification asks for, or that are known to every contract; not those that a workflow proves. */
export const attestableKinds = (contract: Contract): readonly string[] => {
  const asked = contract.flow.flatMap((s) => [
    ...s.gates.flatMap((g) => (g.gate === 'evidence' ? [g.of] : [])),
    ...(s.verify?.kinds ?? []),
  ]);
  const proven = new Set(contract.commands.flatMap((c) => c.proves.map((p) => p.kind)));
  return [...new Set([...asked, ...OBSERVED_KINDS])].filter((known) => !proven.has(known));
};
