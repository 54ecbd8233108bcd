/** Every code that reading a contract can hand out: what `lockflight explain` and docs/ERRORS.md say of it. */
import type { CodeTable } from './codes.ts';
import { FLOW_RULE_CODES } from './flow-rule-codes.ts';
import { OUTSIDE_RULE_CODES } from './outside-rule-codes.ts';
import { RULE_CODES } from './rule-codes.ts';
import { SOURCE_CODES } from './source-codes.ts';

export const DIAGNOSTIC_CODES = { ...SOURCE_CODES, ...RULE_CODES, ...FLOW_RULE_CODES, ...OUTSIDE_RULE_CODES } as const satisfies CodeTable;
