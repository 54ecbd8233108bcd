/** A repository whose protection is whole, and ways to spoil it: facts as `flow/protect/read-facts.ts` gathers them, kept consistent like a forge does. */
import { readContract } from '../contract/read-contract.ts';
import type { ClassicProtection, Ruleset } from '../forge/rules-port.ts';
import { known } from '../policy/facts.ts';
import type { BranchFacts, ProtectionFacts } from './facts.ts';
import { matchesOne } from './ref-names.ts';
import { subjectsOf } from './subjects.ts';
import { wantedOf } from './wanted.ts';

export const CONTRACT = `lockflight: 1
project: small
environments:
  staging: { kind: staging, branch: staging }
  production: { kind: production, branch: main }
flow:
  - { id: release, from: staging, to: production, gates: [up-to-date, rollback-plan] }
people: { owners: [octocat] }
protect:
  production: { push: nobody, pull-request: { approvals: 1 } }
  staging: { push: writers, force-push: nobody, delete: nobody }
archive: { production: "archive/{branch}/{date}/{version}" }
`;

export const RECORDER = { id: 77, slug: 'lockflight' };
export const BRANCHES = ['main', 'staging', 'lockflight/ledger'];

const contractOf = (text: string) => {
  const { contract, diagnostics } = readContract({ file: 'lockflight.yaml', text });
  if (contract === undefined) throw new Error(JSON.stringify(diagnostics));
  return contract;
};

export interface Scene {
  readonly contract?: string;
  readonly rulesets?: readonly Ruleset[];
  /** By branch. */
  readonly classic?: Readonly<Record<string, ClassicProtection>>;
  readonly with?: Partial<ProtectionFacts>;
}

/** The rulesets that Lockflight makes, as if somebody had: those are whole. */
export const wholeRulesets = (text = CONTRACT): readonly Ruleset[] =>
  subjectsOf(contractOf(text)).flatMap((subject, at) =>
    wantedOf(subject, RECORDER).map(({ draft }, part) => ({ ...draft, id: 10 * at + part + 1, source: 'repository' as const })),
  );

export const factsOf = ({
  contract = CONTRACT,
  rulesets = wholeRulesets(contract),
  classic = {},
  with: more = {},
}: Scene = {}): ProtectionFacts => ({
  contract: contractOf(contract),
  adopted: true,
  repository: { defaultBranch: 'main', mergeMethods: { merge: true, squash: true, rebase: true }, mergeMethodsKnown: true },
  rulesets: known(rulesets),
  branches: new Map(BRANCHES.map((branch) => [branch, branchOf(branch, rulesets, classic[branch])])),
  refs: BRANCHES.map((branch) => `refs/heads/${branch}`),
  archives: ['refs/tags/archive/main/2026-11-16/0.0.0'],
  recorder: known(RECORDER),
  seen: [],
  vault: {
    environment: 'lockflight',
    key: 'LOCKFLIGHT_SIGNING_KEY',
    appKey: 'LOCKFLIGHT_APP_PRIVATE_KEY',
    place: known({ name: 'lockflight', branches: [{ pattern: 'main', kind: 'branch' }], reviewers: 0, waitMinutes: 0 }),
    own: known(['LOCKFLIGHT_SIGNING_KEY', 'LOCKFLIGHT_APP_PRIVATE_KEY']),
    shared: { repository: known([]), organization: known([]) },
  },
  ...more,
});

const branchOf = (branch: string, rulesets: readonly Ruleset[], classic: ClassicProtection | undefined): BranchFacts => {
  const ref = `refs/heads/${branch}`;
  const binds = (ruleset: Ruleset): boolean =>
    ruleset.target === 'branch' &&
    ruleset.enforcement === 'active' &&
    matchesOne(ref, ruleset.include, 'main') &&
    !matchesOne(ref, ruleset.exclude, 'main');
  const rules = rulesets.filter(binds).flatMap(({ id, source, rules: own }) => own.map((rule) => ({ rule, ruleset: id, source })));
  return { rules: known(rules), classic: known(classic) };
};

/** The rulesets with one of them changed. */
export const changed = (name: string, change: (ruleset: Ruleset) => Ruleset): readonly Ruleset[] =>
  wholeRulesets().map((ruleset) => (ruleset.name === `lockflight: ${name}` ? change(ruleset) : ruleset));

/** The same rules under somebody else's name: Lockflight does not touch them. */
export const foreign = (name: string, change: (ruleset: Ruleset) => Ruleset = (r) => r): readonly Ruleset[] =>
  changed(name, (ruleset) => change({ ...ruleset, name: 'ours since 2019' }));

export const CLASSIC: ClassicProtection = {
  pullRequest: { approvals: 1, dismissStale: false, codeOwners: false, lastPushApproval: false, bypass: [] },
  checks: { strict: true, checks: [{ name: 'lockflight / production', app: RECORDER.id }] },
  enforceAdmins: true,
  forcePushAllowed: false,
  forcePushers: [],
  deletionAllowed: false,
  linearHistory: false,
  conversations: false,
  locked: false,
};
