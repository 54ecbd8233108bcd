/**
 * The rulesets that Lockflight keeps: one for each environment's branch, two for the ledger's (only the recorder may update; nobody may rewind or delete), one for the archives.
 * None has anybody who gets past it, but the recorder on its own branch. Pure.
 */
import type { PullRequestRule, Rule, RulesetDraft } from '../forge/rules-port.ts';
import type { RecorderApp } from './facts.ts';
import type { DemandName, Subject } from './subjects.ts';

/** What the names of our rulesets begin with. */
export const OURS = 'lockflight: ';
const ALONE = 'ledger, recorder only';
export const LEDGER_RULES = `${OURS}${ALONE}`;

export interface Wanted {
  readonly subject: Subject;
  /** What it answers to. */
  readonly demands: readonly DemandName[];
  readonly draft: RulesetDraft;
}

export const wantedOf = (subject: Subject, recorder: RecorderApp | undefined): readonly Wanted[] => {
  const ruleset = (name: string, rules: readonly Rule[], more: Partial<RulesetDraft> = {}): RulesetDraft => ({
    name: `${OURS}${name}`,
    target: subject.target,
    enforcement: 'active',
    include: [subject.pattern],
    exclude: [],
    rules,
    bypass: [],
    ...more,
  });
  if (subject.kind === 'archives') {
    const draft = ruleset('archives', [{ type: 'update' }, { type: 'deletion' }]);
    return [{ subject, demands: ['fixed', 'deletion'], draft }];
  }
  if (subject.kind === 'ledger') {
    const append = ruleset('ledger, append only', [{ type: 'deletion' }, { type: 'non-fast-forward' }]);
    const both: readonly Wanted[] = [{ subject, demands: ['force-push', 'deletion'], draft: append }];
    if (recorder === undefined) return both;
    const alone = ruleset(ALONE, [{ type: 'update' }], {
      bypass: [{ who: { kind: 'app', id: recorder.id }, mode: 'always' }],
    });
    return [{ subject, demands: ['recorder-only'], draft: alone }, ...both];
  }
  const rules = branchRules(subject, recorder);
  if (rules.length === 0) return [];
  const demands = subject.demands.map(({ what }) => what).filter((what) => what !== 'pinned' || recorder !== undefined);
  return [{ subject, demands, draft: ruleset(subject.name, rules) }];
};

const branchRules = ({ demands, merges }: Subject, recorder: RecorderApp | undefined): readonly Rule[] => {
  const asks = (what: DemandName): boolean => demands.some((demand) => demand.what === what);
  const approvals = demands.find((demand) => demand.what === 'approvals')?.count ?? 0;
  const check = demands.flatMap((demand) => (demand.what === 'check' ? [demand.name] : []))[0];
  const pullRequest: PullRequestRule = {
    type: 'pull-request',
    approvals,
    dismissStale: false,
    codeOwners: false,
    lastPushApproval: false,
    conversations: false,
    ...(merges === undefined ? {} : { mergeMethods: [merges] }),
  };
  return [
    ...(asks('deletion') ? [{ type: 'deletion' as const }] : []),
    ...(asks('force-push') ? [{ type: 'non-fast-forward' as const }] : []),
    ...(asks('pull-request') ? [pullRequest] : []),
    ...(check === undefined
      ? []
      : [{ type: 'checks' as const, checks: [{ name: check, ...(recorder === undefined ? {} : { app: recorder.id }) }], strict: true }]),
  ];
};
