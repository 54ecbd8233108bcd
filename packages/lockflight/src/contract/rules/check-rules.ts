import type { Diagnostic } from '../diagnostic.ts';
import type { Positions } from '../source/positions.ts';
import { RULES } from './registry.ts';
import type { RuleInput } from './rule.ts';

export const checkRules = (input: RuleInput, positions: Positions): readonly Diagnostic[] =>
  RULES.flatMap((rule) => rule(input)).map(({ code, severity = 'error', path, atKey = false, message, fix }) => ({
    code,
    severity,
    at: positions.of(path, atKey ? 'key' : 'value'),
    message,
    fix,
  }));
