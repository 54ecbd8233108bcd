/**
 * What the contract asks of the forge's rules. Pure: a contract in, a list of subjects out: each environment's branch, the ledger's, the tags of the archive. A branch that promotions come to
 * takes nothing but them, unless the contract itself lets writers push there; nobody rewinds or deletes a branch of the flow.
 */
import type { Contract, Environment } from '../contract/model.ts';
import type { Place } from '../contract/place.ts';

/**
 * `check`: required before a merge; `pinned`: from the recorder's App alone; `strict`: the head contains the base; `recorder-only`: nobody else updates it; `fixed`: a tag
 * stays where it is.
 */
export type Demand =
  | { readonly what: 'pull-request' | 'force-push' | 'deletion' | 'strict' | 'recorder-only' | 'fixed' }
  | { readonly what: 'approvals'; readonly count: number }
  | { readonly what: 'check' | 'pinned'; readonly name: string };
export type DemandName = Demand['what'];

export interface Subject {
  readonly kind: 'environment' | 'ledger' | 'archives';
  /** As people know it: a branch's name, `archive/**`. */
  readonly name: string;
  readonly environment?: string;
  readonly target: 'branch' | 'tag';
  /** Full refs that a ruleset has to cover, all of them. */
  readonly refs: readonly string[];
  /** The pattern that a ruleset of ours covers them by. */
  readonly pattern: string;
  readonly demands: readonly Demand[];
  /** How promotions are merged there; absent: none come. */
  readonly merges?: 'merge' | 'squash';
  /** Where the contract asks for it; absent: it goes without saying. */
  readonly at?: Place;
}

export const ARCHIVES = 'archive/**/*';
/** The check run by which the recorder says that a promotion may be merged. */
export const checkNameOf = (environment: string): string => `lockflight / ${environment}`;

export const subjectsOf = (contract: Contract, archives: readonly string[] = []): readonly Subject[] => [
  ...contract.environments.flatMap((environment) => environmentSubject(contract, environment)),
  ...(contract.flow.length === 0 ? [] : [ledgerSubject(contract), archivesSubject(contract, archives)]),
];

const environmentSubject = (contract: Contract, environment: Environment): readonly Subject[] => {
  const { name, branch } = environment;
  const rule = contract.protect.find((p) => p.environment === name);
  const inFlow = contract.flow.some((step) => step.from === name || step.to === name);
  if (branch === undefined || (rule === undefined && !inFlow)) return [];
  const branches = new Set(contract.environments.flatMap((e) => (e.branch === undefined ? [] : [e.name])));
  const steps = contract.flow.filter((step) => step.to === name && branches.has(step.from));
  const guarded = steps.length > 0 && (rule === undefined || rule.push === 'nobody');
  const asked = guarded || rule?.push === 'nobody' || rule?.pullRequest !== undefined;
  const approvals = rule?.pullRequest?.approvals ?? 0;
  const check = checkNameOf(name);
  const demands: readonly Demand[] = [
    ...only(asked, { what: 'pull-request' }),
    ...only(asked && approvals > 0, { what: 'approvals', count: approvals }),
    ...only(guarded, { what: 'check', name: check }, { what: 'pinned', name: check }, { what: 'strict' }),
    ...only((rule?.forcePush ?? 'nobody') === 'nobody', { what: 'force-push' }),
    ...only((rule?.delete ?? 'nobody') === 'nobody', { what: 'deletion' }),
  ];
  const merges = steps.every((step) => step.linear) ? 'squash' : 'merge';
  return [
    {
      kind: 'environment',
      name: branch,
      environment: name,
      target: 'branch',
      refs: [`refs/heads/${branch}`],
      pattern: `refs/heads/${branch}`,
      demands,
      ...(steps.length === 0 ? {} : { merges }),
      at: rule?.at ?? steps[0]?.at ?? environment.at,
    },
  ];
};

const only = (condition: boolean, ...demands: readonly Demand[]): readonly Demand[] => (condition ? demands : []);

const ledgerSubject = ({ ledgerBranch }: Contract): Subject => ({
  kind: 'ledger',
  name: ledgerBranch,
  target: 'branch',
  refs: [`refs/heads/${ledgerBranch}`],
  pattern: `refs/heads/${ledgerBranch}`,
  demands: [{ what: 'recorder-only' }, { what: 'force-push' }, { what: 'deletion' }],
});

/** Names of archives to come are made up: the contract's own pattern, with a version that has levels in it too. */
const archivesSubject = (contract: Contract, known: readonly string[]): Subject => {
  const [first] = contract.archive;
  const patterns = contract.archive.length === 0 ? ['archive/{branch}/{date}/{version}'] : contract.archive.map((a) => a.pattern);
  const made = patterns.map(
    (pattern) =>
      `refs/tags/${pattern
        .replaceAll(/\{(?:branch|environment)\}/g, 'main')
        .replaceAll('{date}', '2026-01-02')
        .replaceAll('{version}', '1.2.3')}`,
  );
  return {
    kind: 'archives',
    name: ARCHIVES,
    target: 'tag',
    refs: [...new Set([...made, ...known])],
    pattern: `refs/tags/${ARCHIVES}`,
    demands: [{ what: 'fixed' }, { what: 'deletion' }],
    ...(first === undefined ? {} : { at: first.at }),
  };
};
