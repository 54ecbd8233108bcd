/**
 * What an entry says to tools that do not know Lockflight: the predicate types in use elsewhere where one fits, our own otherwise. Everything
 * here is derived from the entry, which stands whole under `predicate.lockflight`; a reader holds the two against each other.
 *
 * Sources: in-toto attestation framework, predicates `test-result` v0.1 and SLSA Verification Summary v1 (slsa.dev/verification_summary/v1).
 */
import type { Entry, EntryBody } from '../entry.ts';

export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
export const VERIFICATION_SUMMARY = 'https://slsa.dev/verification_summary/v1';
export const VERIFIER_ID = 'https://lockflight.dev/recorder/v1';

export interface Predicate {
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

type Evidence = Extract<EntryBody, { type: 'evidence' }>;
type Verdict = Extract<EntryBody, { type: 'verdict' }>;

export const predicateOf = (entry: Entry): Predicate => {
  const { body } = entry;
  if (body.type === 'evidence' && body.run !== undefined && isTestResult(body)) return testResult(body, body.run);
  if (body.type === 'verdict') return verificationSummary(entry, body);
  return { type: `https://lockflight.dev/attestation/${body.type}/v1`, fields: {} };
};

/** A withdrawal is no test result, and neither is a run that cannot be bound to this tree. */
const isTestResult = ({ result }: Evidence): boolean => result === 'passed' || result === 'failed';

const testResult = (body: Evidence, run: NonNullable<Evidence['run']>): Predicate => {
  const name = `${run.workflow} / ${run.job}`;
  const passed = body.result === 'passed';
  return {
    type: TEST_RESULT,
    fields: {
      result: passed ? 'PASSED' : 'FAILED',
      configuration: [{ name: run.workflow, digest: { gitCommit: body.commit } }],
      ...(body.url === undefined ? {} : { url: body.url }),
      passedTests: passed ? [name] : [],
      warnedTests: [],
      failedTests: passed ? [] : [name],
    },
  };
};

const verificationSummary = (entry: Entry, body: Verdict): Predicate => ({
  type: VERIFICATION_SUMMARY,
  fields: {
    verifier: { id: VERIFIER_ID },
    timeVerified: entry.occurredAt,
    // A git tree's intrinsic identifier (SWHID, ISO/IEC 18670).
    resourceUri: `swh:1:dir:${body.candidate.tree}`,
    policy: { uri: 'lockflight.yaml', digest: { sha256: entry.contract.digest } },
    verificationResult: body.outcome === 'passed' ? 'PASSED' : 'FAILED',
    verifiedLevels: body.outcome === 'passed' ? ['LOCKFLIGHT_GATES'] : ['FAILED'],
  },
});
