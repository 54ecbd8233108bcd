/** All rules of a contract. Each sees the whole; none depends on another. */
import type { Rule } from './rule.ts';

export const RULES: readonly Rule[] = [];
