/**
 * What a gate is: a pure function of its rule and of facts gathered before. It never does I/O and never reads a clock. The
 * constructors below are the only way to an outcome, so that a blocked gate always says what would pass it, and a fact
 * that could not be had always ends as `errored`.
 */
import type { Contract, GateName, GateRule, Step } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import type { Fact, Facts } from './facts.ts';
import type { REASON_CODES } from './reason-codes.ts';
import type { GateOutcome } from './verdict.ts';

export interface GateContext {
  /** The contract in force, never the candidate's. */
  readonly contract: Contract;
  readonly step: Step;
  readonly facts: Facts;
  /** Seconds since 1970. */
  readonly now: number;
}

export type RuleOf<G extends GateName> = Extract<GateRule, { gate: G }>;
export type Gate<G extends GateName> = (rule: RuleOf<G>, context: GateContext) => GateOutcome;

export type ReasonCode = keyof typeof REASON_CODES;

/** Which gate speaks. */
export interface GateNamed {
  readonly id: string;
  readonly gate: string;
}

/** One thing that keeps a gate shut. */
export interface Obstacle {
  readonly code: ReasonCode;
  readonly reason: Text;
  readonly fix: Text;
}

export type Unknown = Extract<Fact<unknown>, { known: false }>;

export const passed = ({ id, gate }: GateNamed, reason: Text, code: ReasonCode = 'passed'): GateOutcome => ({
  id,
  gate,
  outcome: 'passed',
  code,
  reason,
});

export const blocked = ({ id, gate }: GateNamed, obstacle: Obstacle): GateOutcome => ({ id, gate, outcome: 'blocked', ...obstacle });

/** A fact could not be had: never passed, never blocked. */
export const errored = ({ id, gate }: GateNamed, obstacle: Obstacle, cause?: string): GateOutcome => ({
  id,
  gate,
  outcome: 'errored',
  ...obstacle,
  ...(cause === undefined ? {} : { cause }),
});

export const unknown = (named: GateNamed, fact: Unknown): GateOutcome =>
  errored(named, { code: 'fact-unknown', reason: fact.why, fix: fact.fix }, fact.code);
