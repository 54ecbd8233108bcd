/**
 * Everything that a verdict on one candidate needs, gathered once. A source that could not be read makes the facts that come from it unknown, whatever the
 * ledger already holds of them: an old pass may have been followed by a failure.
 */

import { compareContracts } from '../../contract/compare/compare-contracts.ts';
import type { Contract, Environment, Step } from '../../contract/model.ts';
import { findEnvironment } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import { LockflightError } from '../../errors.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { type Candidate, type EvidenceFact, type Fact, type Facts, known, type LogFact } from '../../policy/facts.ts';
import { countingFrom } from '../../policy/gates/clean-logs.ts';
import type { Observation, Source } from '../observe/observation.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import { headOf, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { approvalsFor } from './approvals.ts';
import { attempt, unknownFrom } from './attempt.ts';
import { readAuthorship } from './authorship.ts';
import { holdsOf, waiversOf } from './holds-and-waivers.ts';
import { readLineage } from './lineage.ts';
import { roleMembers } from './members.ts';
import { readByTheRecorder } from './outside/failures.ts';
import { type Host, hostOf } from './outside/host.ts';
import { readNames } from './outside/names.ts';
import { readLogs } from './outside/read-logs.ts';
import { agentsOf, inForceOf } from './people.ts';
import { rehearsedAgainst } from './rehearsals.ts';
import { runsOf } from './runs-of.ts';
import { readTargetState } from './target-state.ts';
import { wayBack } from './way-back.ts';

export interface FactsQuestion {
  readonly situation: Situation;
  /** The ledger, with what was observed and is not appended yet. */
  readonly view: LedgerView;
  readonly observation: Observation;
  readonly step: Step;
  readonly candidate: Candidate;
  /** The promotion's pull request, where people sign. */
  readonly pullRequest?: number;
  /** Only the recorder may look at what its own host has. */
  readonly asRecorder?: boolean;
}

export const gatherFacts = async (world: World, question: FactsQuestion): Promise<Facts> => {
  const { situation, view, step, candidate } = question;
  const { contract } = situation;
  const inForce = inForceOf(situation);
  const agents = agentsOf(inForce);
  const source = environmentOf(contract, step.from);
  const target = environmentOf(contract, step.to);
  const targetHead = headOf(situation, target);
  const state = await readTargetState(world, view, target.name, targetHead);
  const candidateContract = await attempt(() => readCandidateContract(world, candidate.commit));
  const host = question.asRecorder === true ? hostOf(world) : undefined;
  const targetNames = await readNames(world.forge, target, host);
  const unreported = question.observation.unreported?.get(source.name);
  const sourceRuns =
    unreported === undefined
      ? await ifRead(question, ['deployments'], async () => known(runsOf(view, source.name)))
      : unknownFrom(unreported);
  const archive = view.archives.findLast((a) => a.environment === target.name && a.commit === state.commit)?.ref;

  return {
    step: { id: step.id, from: step.from, to: step.to },
    candidate,
    lineage: await ifRead(question, ['pushes'], () =>
      attempt(() =>
        readLineage(world, view, {
          source: source.name,
          sourceHead: headOf(situation, source),
          target: state,
          targetName: target.name,
          candidate,
        }),
      ),
    ),
    sourceRuns,
    evidence: await ifRead(question, ['runs', 'reviews', 'comments', 'deployments'], () =>
      attempt(() => evidenceOf(world, view, candidate.tree, target.name)),
    ),
    approvals: await ifRead(question, ['reviews', 'comments'], async () => known(approvalsFor(view, question))),
    members: await attempt(() => roleMembers(world.forge, inForce)),
    agents: agents.logins,
    agentIds: agents.ids,
    authorship: await ifRead(question, ['pushes'], () =>
      attempt(() =>
        readAuthorship(world, view, {
          contract,
          since: state.since,
          source: source.name,
          target: target.name,
          candidate,
          ...(question.pullRequest === undefined ? {} : { pullRequest: question.pullRequest }),
        }),
      ),
    ),
    changes: await attempt(() => world.git.changes(state.since.tree, candidate.tree)),
    issues: await issuesOf(world, step),
    logs: await logsOf(contract, { step, candidate, sourceRuns, host }),
    recorded: recordedGates(view, step.id, candidate.tree),
    candidateContract,
    contractChanges:
      candidateContract.known && candidateContract.value !== undefined ? compareContracts(contract, candidateContract.value) : [],
    targetNames,
    wayBack: await wayBack({
      git: world.git,
      contract,
      environment: target.name,
      target: { commit: state.commit, tree: state.tree },
      candidate,
      targetNames,
      host,
      ...(archive === undefined ? {} : { archive }),
    }),
    holds: await ifRead(question, ['dispatches', 'comments'], async () => known(holdsOf(view))),
    waivers: await ifRead(question, ['dispatches', 'comments'], async () => known(waiversOf(view, step.id))),
    ...(question.pullRequest === undefined ? {} : { pullRequest: question.pullRequest }),
  };
};

const environmentOf = (contract: Contract, name: string): Environment => {
  const environment = findEnvironment(contract, name);
  if (environment === undefined) throw new Error(`the contract's step names ${name}, which check should have refused`);
  return environment;
};

/** The fact, unless one of the sources that it rests on could not be read. */
const ifRead = async <T>({ observation }: FactsQuestion, sources: readonly Source[], read: () => Promise<Fact<T>>): Promise<Fact<T>> => {
  const failed = sources.map((s) => observation.unavailable.get(s)).find((e) => e !== undefined);
  return failed === undefined ? read() : unknownFrom(failed);
};

const evidenceOf = async (world: World, view: LedgerView, tree: string, target: string): Promise<readonly EvidenceFact[]> => {
  const against = await rehearsedAgainst(world.git, view, tree, target);
  return (view.evidence.get(tree) ?? []).map((e) => ({
    kind: e.kind,
    result: e.result,
    tree,
    at: e.occurredAt,
    by: e.run === undefined ? e.actor.login : 'CI',
    seq: e.seq,
    ...(e.environment === undefined ? {} : { environment: e.environment }),
    ...(against.has(e.seq) ? { against: against.get(e.seq) ?? '' } : {}),
  }));
};

const readCandidateContract = async (world: World, commit: string): Promise<Contract | undefined> => {
  const text = await world.git.readFile(commit, CONTRACT_NAME);
  if (text === undefined) return undefined;
  const read = readContract({ file: CONTRACT_NAME, text });
  if (read.contract !== undefined) return read.contract;
  const first = read.diagnostics[0];
  throw new LockflightError({
    code: 'candidate-contract-invalid',
    exit: 1,
    message: { en: `the candidate's ${CONTRACT_NAME} has errors`, fr: `le ${CONTRACT_NAME} du candidat comporte des erreurs` },
    hint: { en: `git checkout ${commit.slice(0, 7)} && lockflight check`, fr: `git checkout ${commit.slice(0, 7)} && lockflight check` },
    ...(first === undefined ? {} : { at: first.at }),
  });
};

const recordedGates = (view: LedgerView, step: string, tree: string): NonNullable<Facts['recorded']> => {
  const verdict = view.verdicts.get(`${step} ${tree}`);
  return new Map((verdict?.gates ?? []).map((g) => [g.id, { outcome: g.outcome, reason: g.reason, at: verdict?.recordedAt ?? '' }]));
};

const issuesOf = async (world: World, step: Step): Promise<Facts['issues']> => {
  const answers = new Map<string, Fact<readonly { number: number; title: string; url: string }[]>>();
  for (const rule of step.gates) {
    if (rule.gate === 'no-open-issue') answers.set(rule.id, await attempt(() => world.forge.openIssues(rule.labels)));
  }
  return answers;
};

interface LogsQuestion {
  readonly step: Step;
  readonly candidate: Candidate;
  readonly sourceRuns: Facts['sourceRuns'];
  readonly host: Host | undefined;
}

/** A source that nothing can be asked of yet (the tree never ran, or nobody knows) is not asked: the gate says so by itself. */
const logsOf = async (contract: Contract, { step, candidate, sourceRuns, host }: LogsQuestion): Promise<Facts['logs']> => {
  const answers = new Map<string, Fact<LogFact>>();
  for (const rule of step.gates) {
    if (rule.gate !== 'clean-logs') continue;
    const source = contract.sources.find((s) => s.name === rule.source);
    if (source === undefined) continue;
    if (host === undefined) {
      answers.set(rule.source, unknownFrom(readByTheRecorder(source.name)));
      continue;
    }
    const since = sourceRuns.known ? countingFrom(rule, sourceRuns.value, candidate.tree, host.now().getTime() / 1000) : undefined;
    if (since !== undefined) answers.set(rule.source, await readLogs(host, source, since));
  }
  return answers;
};
