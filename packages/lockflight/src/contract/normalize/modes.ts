import type { Mode, VariableType } from '../model.ts';

/** `sandbox` is another word for `test`. */
export const toMode = (word: 'test' | 'sandbox' | 'live'): Mode => (word === 'live' ? 'live' : 'test');

export const isModeWord = (word: string): word is 'test' | 'sandbox' | 'live' => word === 'test' || word === 'sandbox' || word === 'live';

/** Can a value of this type be told to be a test or a live one? Stripe's keys by their prefix, others by the patterns given. */
export const knowsModes = (type: VariableType, modes: unknown): boolean =>
  modes !== undefined || type === 'stripe-secret-key' || type === 'stripe-publishable-key';
