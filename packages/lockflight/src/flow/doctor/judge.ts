/**
 * What the checks of a service come to, by its cell: one that failed fails it, one that could not be seen leaves it undecided, and only what is required counts
 * for the whole. Pure.
 */
import type { Mode, Need, ServiceKind } from '../../contract/model.ts';
import type { Place } from '../../contract/place.ts';
import type { Check } from '../../probe/check.ts';
import type { Planned } from './plan.ts';

export type ServiceOutcome = 'passed' | 'failed' | 'errored' | 'off' | 'absent' | 'mocked';

export interface ServiceReport {
  readonly name: string;
  readonly kind: ServiceKind;
  readonly need: Need | 'off';
  readonly mode: Mode | undefined;
  readonly outcome: ServiceOutcome;
  /** True: it decides about the whole. Findings of the others are warnings. */
  readonly decides: boolean;
  readonly checks: readonly Check[];
  /** What the contract says of it and no probe can see: `managed, highly-available, supervised, alerts`. */
  readonly unseen: readonly string[];
  readonly at: Place;
}

export const reportOf = ({ service, cell, plan }: Planned, seen: readonly Check[]): ServiceReport => {
  const checks = plan.kind === 'refused' ? plan.checks : seen;
  return {
    name: service.name,
    kind: cell.kind,
    need: cell.need,
    mode: cell.mode,
    outcome: plan.kind === 'left' ? plan.as : outcomeOf(checks),
    // What is forbidden here and set all the same is no optional matter.
    decides: cell.need === 'required' || cell.need === 'forbidden' || checks.some((c) => c.code === 'service-wrong-mode'),
    checks,
    unseen: cell.facts.filter((fact) => !checks.some((c) => c.check === fact)),
    at: cell.at,
  };
};

/** A probe that looked at nothing has proven nothing. */
export const outcomeOf = (checks: readonly Check[]): 'passed' | 'failed' | 'errored' => {
  if (checks.some((c) => c.outcome === 'failed')) return 'failed';
  return checks.length === 0 || checks.some((c) => c.outcome === 'errored') ? 'errored' : 'passed';
};

/** 1: a required service failed. 3: none failed, and one could not be decided. */
export const exitOf = (reports: readonly ServiceReport[]): 0 | 1 | 3 => {
  const deciding = reports.filter((r) => r.decides).map((r) => r.outcome);
  if (deciding.includes('failed')) return 1;
  return deciding.includes('errored') ? 3 : 0;
};
