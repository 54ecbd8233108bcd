/** A judgement as `--json` prints it. */
import type { Issue, Judgement } from '../../env/issue.ts';

export const judgementJson = ({ environment, boot, ok, issues }: Judgement) => ({ environment, boot, ok, issues: issues.map(issueJson) });

const issueJson = ({ code, variable, severity, environment, message, fix, rule, source }: Issue) => ({
  code,
  variable,
  severity,
  environment,
  message,
  fix,
  rule: { file: rule.file, line: rule.line },
  ...(source === undefined ? {} : { source }),
});
