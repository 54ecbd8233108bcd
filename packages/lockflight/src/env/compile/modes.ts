/** Test and live as patterns, Stripe's prefixes included: in the compiled validator a mode is always told by a regular expression. */
import type { Mode, Variable } from '../../contract/model.ts';
import { knowsModes } from '../modes.ts';
import { patternLiteral } from './literal.ts';
import type { PlannedVariable } from './plan.ts';

const STRIPE = new Set(['stripe-secret-key', 'stripe-publishable-key']);

/** The pattern literal that recognises the mode; undefined where nothing does. */
export const modePattern = (variable: Variable, mode: Mode): string | undefined => {
  const pattern = variable.modes?.[mode];
  if (pattern !== undefined) return patternLiteral(pattern);
  return STRIPE.has(variable.type) ? `/^[srp]k_${mode}_/` : undefined;
};

/** The mode that is asked there, where the variable can tell. */
export const modeAsked = ({ variable, cells }: PlannedVariable, environment: number): Mode | undefined =>
  knowsModes(variable) ? cells[environment]?.mode : undefined;
