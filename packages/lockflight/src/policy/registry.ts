/** Every gate by its name in the contract. A gate is its file here and its shape in the contract's grammar. */
import type { GateName, GateRule } from '../contract/model.ts';
import type { Gate, GateContext } from './gate.ts';
import { approval } from './gates/approval.ts';
import { cleanLogs } from './gates/clean-logs.ts';
import { deployed } from './gates/deployed.ts';
import { documented } from './gates/documented.ts';
import { evidence } from './gates/evidence.ts';
import { noOpenIssue } from './gates/no-open-issue.ts';
import { rollbackPlan } from './gates/rollback-plan.ts';
import { soak } from './gates/soak.ts';
import { upToDate } from './gates/up-to-date.ts';
import { variables } from './gates/variables.ts';
import { window } from './gates/window.ts';
import type { GateOutcome } from './verdict.ts';

const GATES: { readonly [G in GateName]: Gate<G> } = {
  'up-to-date': upToDate,
  deployed,
  evidence,
  approval,
  documented,
  'no-open-issue': noOpenIssue,
  'clean-logs': cleanLogs,
  variables,
  'rollback-plan': rollbackPlan,
  soak,
  window,
};

/** The outcome of one of the step's gates. */
export const evaluate = <G extends GateName>(rule: Extract<GateRule, { gate: G }>, context: GateContext): GateOutcome =>
  (GATES[rule.gate as G] as Gate<G>)(rule, context);
