/**
 * Test or live: what a value says of itself. Stripe's keys say it by their prefix; any other variable by the `modes` patterns that the contract
 * gives. A value that matches neither pattern says nothing, and nothing is guessed from it.
 */
import type { Mode, Variable } from '../contract/model.ts';
import { stripeMode } from './formats/stripe.ts';
import { patternMatches } from './patterns.ts';

const STRIPE = new Set(['stripe-secret-key', 'stripe-publishable-key']);

export const knowsModes = (variable: Variable): boolean =>
  STRIPE.has(variable.type) || variable.modes?.test !== undefined || variable.modes?.live !== undefined;

const says = (variable: Variable, value: string, mode: Mode): boolean => {
  const pattern = variable.modes?.[mode];
  if (pattern !== undefined) return patternMatches(pattern, value);
  return STRIPE.has(variable.type) && stripeMode(value) === mode;
};

/** Does the value say that it is of the live mode? */
export const isLive = (variable: Variable, value: string): boolean => says(variable, value, 'live');

/**
 * May the value stand where `mode` is required? Where a way to recognise that mode exists, it must be recognised; where only the other one can
 * be recognised, it must not be that.
 */
export const fitsMode = (variable: Variable, value: string, mode: Mode): boolean => {
  const other = mode === 'live' ? 'test' : 'live';
  if (says(variable, value, other)) return false;
  const recognisable = STRIPE.has(variable.type) || variable.modes?.[mode] !== undefined;
  return !recognisable || says(variable, value, mode);
};
