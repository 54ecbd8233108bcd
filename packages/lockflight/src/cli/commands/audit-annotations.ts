/** `audit --reporter github`: one annotation for each violation, newest first; where no ledger tells what was right, what stands out is a warning. */
import { inLanguage, type Text } from '../../contract/text.ts';
import type { Audit, AuditState } from '../../flow/audit/audit.ts';
import { VIOLATION_CODES, type ViolationCode } from '../../line/violation-codes.ts';
import type { Annotation } from '../command.ts';
import { harmless } from '../harmless.ts';
import { REMEDY_OF, remedyFor, stands } from './audit-lines.ts';

export const auditAnnotations = (audit: Audit): readonly Annotation[] => [
  ...audit.states
    .filter((state) => stands(state, audit.adopted))
    .toReversed()
    .flatMap((state) => annotationOf(state, audit)),
  ...audit.archives.map(({ ref, commit, violation }) => annotate('error', violation, ref ?? commit, audit)),
];

const annotationOf = (state: AuditState, audit: Audit): readonly Annotation[] => {
  const code = state.violation ?? REMEDY_OF[state.class];
  const request = state.pullRequest === null ? '' : ` #${state.pullRequest}`;
  const what = `${state.commit.slice(0, 10)}${request} ${harmless(state.subject)}`.trimEnd();
  return code === undefined ? [] : [annotate(state.violation === null ? 'warning' : 'error', code, what, audit)];
};

const annotate = (level: Annotation['level'], code: ViolationCode, what: string, audit: Audit): Annotation => {
  const said = (language: keyof Text): string =>
    `${what}: ${inLanguage(VIOLATION_CODES[code].means, language)} ${remedyFor(code, audit, language)}`;
  return { level, title: `${audit.environment}: ${code}`, message: { en: said('en'), fr: said('fr') } };
};
