/**
 * The verdict on a rollback: the archive is there and has not moved, what it keeps was proven, and the people whom the contract names agree. Few gates on
 * purpose: an incident is no time for ceremony. Pure, as `judge` is.
 */
import type { Contract, RollbackRule, Step } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import { type Candidate, type Fact, type Facts, known } from './facts.ts';
import { blocked, type GateContext, passed, unknown } from './gate.ts';
import { approval } from './gates/approval.ts';
import { instant } from './time.ts';
import type { GateOutcome, Verdict } from './verdict.ts';

export interface RollbackFacts {
  readonly environment: string;
  /** The archived state that is to come back. */
  readonly target: Candidate & { readonly archive: string; readonly standing: 'proven' | 'baseline' | 'unproven' };
  /** Where the archive's ref is now at the forge; undefined: gone. */
  readonly archiveAt: Fact<string | undefined>;
  /** Approvals given on this rollback's own pull request. */
  readonly approvals: Facts['approvals'];
  readonly members: Facts['members'];
  readonly agents: readonly string[];
  readonly agentIds?: readonly number[];
  readonly pullRequest?: number;
}

export const judgeRollback = (contract: Contract, rule: RollbackRule, facts: RollbackFacts, now: string): Verdict => {
  const gates = [archiveInPlace(facts), provenTarget(facts), approved(contract, rule, facts, now)];
  const open = gates.filter((g) => g.outcome !== 'passed');
  return {
    step: { id: `rollback-${facts.environment}`, from: facts.target.archive, to: facts.environment },
    candidate: { commit: facts.target.commit, tree: facts.target.tree },
    outcome: open.length === 0 ? 'passed' : open.every((g) => g.outcome === 'errored') ? 'errored' : 'blocked',
    gates,
  };
};

const archiveInPlace = ({ archiveAt, target }: RollbackFacts): GateOutcome => {
  const named = { id: 'archive', gate: 'archive' };
  if (!archiveAt.known) return unknown(named, archiveAt);
  const name = target.archive.replace('refs/tags/', '');
  if (archiveAt.value === target.commit)
    return passed(named, { en: `${name} keeps ${target.commit.slice(0, 7)}`, fr: `${name} garde ${target.commit.slice(0, 7)}` });
  const what: Text =
    archiveAt.value === undefined
      ? { en: `${name} is gone from the forge`, fr: `${name} a disparu de la forge` }
      : { en: `${name} was moved to ${archiveAt.value.slice(0, 7)}`, fr: `${name} a été déplacée sur ${archiveAt.value.slice(0, 7)}` };
  return blocked(named, {
    code: 'rollback-archive-lost',
    reason: what,
    fix: {
      en: `put it back on ${target.commit}, or choose another with --to`,
      fr: `remettez-la sur ${target.commit}, ou choisissez-en une autre avec --to`,
    },
  });
};

const provenTarget = ({ target }: RollbackFacts): GateOutcome => {
  const named = { id: 'proven', gate: 'proven' };
  if (target.standing === 'proven')
    return passed(named, { en: 'it was promoted to production before', fr: 'elle a déjà été promue en production' });
  if (target.standing === 'baseline')
    return passed(named, { en: 'it is what production had at adoption', fr: "c'est ce que la production avait à l'adoption" });
  return blocked(named, {
    code: 'rollback-unproven',
    reason: { en: 'no record says that this state was ever right', fr: 'aucune trace ne dit que cet état ait jamais été bon' },
    fix: { en: 'choose a promoted or baseline archive with --to', fr: "choisissez avec --to une archive promue ou d'origine" },
  });
};

/** The roll back of somebody's change needs no second author: nobody wrote anything new. */
const approved = (contract: Contract, rule: RollbackRule, facts: RollbackFacts, now: string): GateOutcome => {
  const { by, count } = rule.approvals;
  const context: GateContext = { contract, step: asStep(facts, rule), facts: asFacts(facts), now: instant(now) };
  return approval({ id: 'approval:rollback', gate: 'approval', of: 'rollback', by, count, solo: false, at: rule.at }, context);
};

const asStep = ({ environment, target }: RollbackFacts, rule: RollbackRule): Step => ({
  id: `rollback-${environment}`,
  from: target.archive,
  to: environment,
  gates: [],
  waivable: { by: [], gates: [] },
  supersede: 'newest',
  expedited: true,
  linear: false,
  at: rule.at,
});

/** The approval gate reads approvals, members and authorship; the rest was not asked for. */
const asFacts = (facts: RollbackFacts): Facts => {
  const notAsked = {
    known: false,
    code: 'fact-unknown',
    why: { en: 'not asked for', fr: 'non demandé' },
    fix: { en: 'nothing', fr: 'rien' },
  } as const;
  return {
    step: { id: `rollback-${facts.environment}`, from: facts.target.archive, to: facts.environment },
    candidate: { commit: facts.target.commit, tree: facts.target.tree },
    lineage: notAsked,
    sourceRuns: notAsked,
    evidence: notAsked,
    approvals: facts.approvals,
    members: facts.members,
    agents: facts.agents,
    ...(facts.agentIds === undefined ? {} : { agentIds: facts.agentIds }),
    authorship: known([]),
    changes: notAsked,
    issues: new Map(),
    logs: new Map(),
    candidateContract: notAsked,
    contractChanges: [],
    targetNames: notAsked,
    wayBack: notAsked,
    holds: notAsked,
    waivers: notAsked,
    ...(facts.pullRequest === undefined ? {} : { pullRequest: facts.pullRequest }),
  };
};
