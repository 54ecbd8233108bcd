/** Runs every rule, and turns what they found into diagnostics with places. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Positions } from '../source/positions.ts';
import { MAX_SUGGESTIONS, suggest } from '../suggest.ts';
import type { Text } from '../text.ts';
import { RULES } from './registry.ts';
import type { Finding, RuleInput } from './rule.ts';

export const checkRules = (input: RuleInput, positions: Positions): readonly Diagnostic[] =>
  RULES.flatMap((rule) => rule(input)).map((finding, index) => ({
    code: finding.code,
    severity: finding.severity ?? 'error',
    at: positions.of(finding.path, finding.atKey ? 'key' : 'value'),
    message: finding.message,
    fix: (index < MAX_SUGGESTIONS ? suggestion(finding) : undefined) ?? finding.fix,
  }));

function suggestion({ meant }: Finding): Text | undefined {
  const near = meant === undefined ? undefined : suggest(meant.word, meant.among);
  return near === undefined ? undefined : { en: `did you mean \`${near}\`?`, fr: `vouliez-vous dire \`${near}\` ?` };
}
