/**
 * One promotion's pull request, from proposal to merge. What to do next follows from what git, the forge and the ledger say now:
 * judge, archive what the target has, turn the check green; after the merge, hold the real tree against the candidate's.
 */
import type { Contract, Step } from '../../contract/model.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { archiveDraft, archiveState } from '../archive.ts';
import { judgeCandidate } from '../judge-candidate.ts';
import { actorOf, RECORDER } from '../observe/observation.ts';
import type { TrackedPullRequest } from '../observe/pull-requests.ts';
import { readHead, stepIdOf } from '../promotion-head.ts';
import { headOf } from '../situation.ts';
import { say, verdictSummary } from './check-run.ts';
import { type HeadProblem, headProblem } from './head-standing.ts';
import { mergedPromotion } from './merged.ts';
import { type OpenPromotion, phaseDraft } from './promotion-draft.ts';
import type { Judged } from './record.ts';
import { append, type Recorder } from './recorder.ts';
import { verdictDraft } from './verdict-draft.ts';

type TrackedPromotion = Extract<TrackedPullRequest, { kind: 'promotion' | 'rollback' }>;

export const recordPromotion = async (recorder: Recorder, tracked: TrackedPromotion): Promise<Judged> => {
  const { pullRequest, environment } = tracked;
  const answer = (outcome: Judged['outcome']): Judged => ({ pullRequest: pullRequest.number, environment: environment.name, outcome });
  const found = await readPromotion(recorder, tracked);
  if (found === undefined) {
    if (pullRequest.state === 'open') await refuse(recorder, tracked);
    return answer('refused');
  }
  const latest = recorder.view.promotions.get(found.id)?.latest;
  if (latest === undefined)
    await append(recorder, [phaseDraft(found, 'proposed', { at: pullRequest.createdAt, by: actorOf(pullRequest.author) })]);
  if (pullRequest.merged !== undefined) {
    await mergedPromotion(recorder, found, pullRequest.merged);
    return answer('merged');
  }
  if (pullRequest.state === 'closed') {
    await append(recorder, [closedDraft(recorder, found)]);
    return answer('closed');
  }
  const problem = await problemOf(recorder, tracked, found);
  if (problem !== undefined) {
    await supersede(recorder, tracked, found, problem);
    return answer('superseded');
  }
  return answer(await judgeAndSay(recorder, tracked, found));
};

/** The promotion that the head claims to be, or undefined when there is no such step or candidate: then it is somebody's imitation. */
const readPromotion = async (
  { world, situation }: Recorder,
  { id, pullRequest, environment }: TrackedPromotion,
): Promise<OpenPromotion | undefined> => {
  const claim = await readHead(world.git, pullRequest.head.commit);
  const step = stepOf(situation.contract, claim.step, environment.name);
  const candidate = claim.candidate === undefined ? undefined : await world.git.resolve(claim.candidate);
  if (step === undefined || candidate === undefined || claim.base === undefined) return undefined;
  return {
    id,
    step,
    pullRequest,
    candidate: { commit: candidate, tree: (await world.git.commit(candidate)).tree },
    head: pullRequest.head.commit,
    base: claim.base,
  };
};

const stepOf = (contract: Contract, id: string | undefined, to: string): Step | undefined =>
  contract.flow.find((s) => s.id === id && s.to === to);

const problemOf = async (
  { world, situation, view, observed }: Recorder,
  { environment }: TrackedPromotion,
  promotion: OpenPromotion,
): Promise<HeadProblem | undefined> => {
  const phase = view.promotions.get(promotion.id)?.latest.phase;
  if (phase === 'superseded')
    return { code: 'base-moved', what: view.promotions.get(promotion.id)?.latest.reason ?? { en: 'superseded', fr: 'remplacée' } };
  const rival = rivalOf(observed.pullRequests, promotion);
  if (rival !== undefined) return rival;
  return headProblem({
    claim: await readHead(world.git, promotion.head),
    targetHead: headOf(situation, environment),
    tree: promotion.candidate.tree,
    others: promotion.step.linear ? [] : [promotion.candidate.commit],
  });
};

/** Of two open promotions along one step only one can go on: the newest, or the first, as the contract says. */
const rivalOf = (pullRequests: readonly TrackedPullRequest[], { id, step, pullRequest }: OpenPromotion): HeadProblem | undefined => {
  const rivals = pullRequests
    .filter((t) => t.kind === 'promotion' && t.id !== id && stepIdOf(t.id) === step.id && t.pullRequest.state === 'open')
    .map((t) => t.pullRequest.number);
  const before = rivals.find((n) => (step.supersede === 'newest' ? n > pullRequest.number : n < pullRequest.number));
  if (before === undefined) return undefined;
  return {
    code: 'rival',
    what: {
      en: `pull request #${before} goes first (supersede: ${step.supersede})`,
      fr: `la pull request #${before} passe avant (supersede: ${step.supersede})`,
    },
  };
};

const judgeAndSay = async (
  recorder: Recorder,
  { environment }: TrackedPromotion,
  promotion: OpenPromotion,
): Promise<Verdict['outcome']> => {
  const { world, situation, observed } = recorder;
  const verdict = await judgeCandidate(
    world,
    situation,
    { observation: observed.observation, view: recorder.view },
    { step: promotion.step, candidate: promotion.candidate, pullRequest: promotion.pullRequest.number },
  );
  await append(recorder, verdictDraft(recorder.view, verdict, promotion, world.now().toISOString()));
  if (verdict.outcome === 'passed') {
    const archive = await archiveState(world, situation.contract, environment, await world.git.commit(promotion.base));
    const known = recorder.view.archives.some((a) => a.environment === archive.environment && a.commit === archive.commit);
    await append(recorder, known ? [] : [archiveDraft(archive, world.now().toISOString(), RECORDER)]);
    await append(recorder, readyDraft(recorder, promotion));
  }
  const open = verdict.gates.filter((g) => g.outcome !== 'passed' && g.outcome !== 'waived').length;
  const { id, from, to } = promotion.step;
  await say(world, situation.contract.language, {
    environment: environment.name,
    commit: promotion.head,
    conclusion: verdict.outcome === 'passed' ? 'success' : verdict.outcome === 'blocked' ? 'failure' : 'pending',
    title:
      open === 0
        ? { en: `${id}: ${from} -> ${to} may be merged`, fr: `${id} : ${from} -> ${to} peut être fusionnée` }
        : {
            en: `${id}: ${open} of ${verdict.gates.length} gates open`,
            fr: `${id} : ${open} condition(s) sur ${verdict.gates.length} à lever`,
          },
    summary: verdictSummary(verdict),
  });
  return verdict.outcome;
};

/** Ready is said once for each verdict that made it so. */
const readyDraft = ({ view, world }: Recorder, promotion: OpenPromotion): readonly EntryDraft[] => {
  const verdict = view.verdicts.get(`${promotion.step.id} ${promotion.candidate.tree}`);
  if (verdict === undefined || view.promotions.get(promotion.id)?.latest.phase === 'ready') return [];
  return [phaseDraft(promotion, 'ready', { at: world.now().toISOString(), by: RECORDER, suffix: `:${verdict.seq}`, verdict: verdict.seq })];
};

const supersede = async (
  recorder: Recorder,
  { environment, pullRequest }: TrackedPromotion,
  promotion: OpenPromotion,
  problem: HeadProblem,
): Promise<void> => {
  const again = `lockflight promote ${promotion.step.from} ${promotion.step.to} --step ${promotion.step.id}`;
  await append(recorder, [
    phaseDraft(promotion, 'superseded', { at: recorder.world.now().toISOString(), by: RECORDER, reason: problem.what }),
  ]);
  await say(recorder.world, recorder.situation.contract.language, {
    environment: environment.name,
    commit: pullRequest.head.commit,
    conclusion: 'failure',
    title: { en: 'superseded', fr: 'remplacée' },
    summary: {
      en: `${problem.what.en}. Close this pull request and run: ${again}`,
      fr: `${problem.what.fr}. Fermez cette pull request et lancez : ${again}`,
    },
  });
};

const refuse = ({ world, situation }: Recorder, { environment, pullRequest }: TrackedPromotion): Promise<void> =>
  say(world, situation.contract.language, {
    environment: environment.name,
    commit: pullRequest.head.commit,
    conclusion: 'failure',
    title: { en: 'not a promotion that Lockflight made', fr: "ce n'est pas une promotion faite par Lockflight" },
    summary: {
      en: 'Its head names no step or candidate of this repository. Use: lockflight promote',
      fr: 'Sa tête ne nomme ni étape ni candidat de ce dépôt. Utilisez : lockflight promote',
    },
  });

/** Closed without a merge: given up, or replaced by a newer promotion of the same step. */
const closedDraft = ({ view, world }: Recorder, promotion: OpenPromotion): EntryDraft => {
  const newer = [...view.promotions.values()].find(
    ({ latest }) =>
      latest.step === promotion.step.id && latest.id !== promotion.id && (latest.pullRequest ?? 0) > promotion.pullRequest.number,
  );
  const at = promotion.pullRequest.closedAt ?? world.now().toISOString();
  if (newer === undefined)
    return phaseDraft(promotion, 'abandoned', {
      at,
      by: RECORDER,
      reason: { en: 'its pull request was closed', fr: 'sa pull request a été fermée' },
    });
  const number = newer.latest.pullRequest;
  return phaseDraft(promotion, 'superseded', {
    at,
    by: RECORDER,
    reason: { en: `replaced by pull request #${number}`, fr: `remplacée par la pull request #${number}` },
  });
};
