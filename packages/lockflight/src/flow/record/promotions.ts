/**
 * One promotion's pull request, from proposal to merge. What to do next follows from what git, the forge and the ledger say now:
 * judge, archive what the target has, turn the check green; after the merge, hold the real tree against the candidate's.
 */
import type { Verdict } from '../../policy/verdict.ts';
import { actorOf, RECORDER } from '../observe/observation.ts';
import { isPromotion, type TrackedPromotion } from '../observe/pull-requests.ts';
import { keepArchived } from '../promote/archive.ts';
import { stepIdOf } from '../promote/promotion-head.ts';
import { judgeCandidate } from '../verdict/judge-candidate.ts';
import { say, verdictSummary } from './check-run.ts';
import type { HeadProblem } from './head-standing.ts';
import type { Judged } from './judged.ts';
import { isSettled, isUnborn, lifeOf } from './life.ts';
import { mergedPromotion } from './merged.ts';
import { type OpenPromotion, type PhaseDetails, phaseDraft } from './promotion-draft.ts';
import { problemOf, readPromotion } from './read-promotion.ts';
import { append, type Recorder } from './recorder.ts';
import { recordVerdict } from './verdict-draft.ts';

export const recordPromotion = async (recorder: Recorder, tracked: TrackedPromotion): Promise<Judged> => {
  const { pullRequest, environment, id } = tracked;
  const answer = (outcome: Judged['outcome']): Judged => ({ pullRequest: pullRequest.number, environment: environment.name, outcome });
  const life = lifeOf(recorder.view, 'promotion', id);
  if (isSettled(life, pullRequest.number)) return answer('merged');
  const found = await readPromotion(recorder, tracked);
  if (found === undefined) {
    if (pullRequest.state === 'open') await refuse(recorder, tracked);
    return answer('refused');
  }
  if (pullRequest.merged !== undefined) {
    await propose(recorder, found.promotion);
    return answer(await mergedPromotion(recorder, found.promotion, pullRequest.merged));
  }
  if (pullRequest.state === 'closed') {
    if (!isUnborn(life)) await close(recorder, found.promotion);
    return answer('closed');
  }
  const problem = await problemOf(recorder, tracked, found);
  if (problem !== undefined) {
    await supersede(recorder, tracked, found.promotion, problem);
    return answer('superseded');
  }
  await propose(recorder, found.promotion);
  return answer(await judgeAndSay(recorder, tracked, found.promotion));
};

/** Begins its life in the ledger; once more after it was given up or replaced. */
const propose = async (recorder: Recorder, promotion: OpenPromotion): Promise<void> => {
  const life = lifeOf(recorder.view, 'promotion', promotion.id);
  const { pullRequest } = promotion;
  if (life.latest !== undefined && (!isUnborn(life) || pullRequest.merged !== undefined)) return;
  const again = life.latest !== undefined && life.latest.pullRequest === pullRequest.number;
  const at = again ? recorder.world.now().toISOString() : pullRequest.createdAt;
  await append(recorder, [phaseDraft(promotion, 'proposed', { at, by: actorOf(pullRequest.author), suffix: life.nextSuffix })]);
};

const phase = (recorder: Recorder, promotion: OpenPromotion, ...[name, details]: [Parameters<typeof phaseDraft>[1], PhaseDetails]) => {
  const { suffix } = lifeOf(recorder.view, 'promotion', promotion.id);
  return phaseDraft(promotion, name, { ...details, suffix: `${suffix}${details.suffix ?? ''}` });
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
    { step: promotion.step, candidate: promotion.candidate, pullRequest: promotion.pullRequest.number, asRecorder: true },
  );
  await recordVerdict(recorder, verdict, promotion);
  if (verdict.outcome === 'passed') {
    const base = await world.git.commit(promotion.base);
    await append(recorder, await keepArchived(world, situation.contract, { view: recorder.view, environment, state: base }));
    await makeReady(recorder, promotion);
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
            en: `${id}: held up by ${open} of ${verdict.gates.length} gates`,
            fr: `${id} : retenue par ${open} ${open === 1 ? 'porte' : 'portes'} sur ${verdict.gates.length}`,
          },
    summary: verdictSummary(verdict),
  });
  return verdict.outcome;
};

/** Ready is said once for each verdict that made it so. */
const makeReady = async (recorder: Recorder, promotion: OpenPromotion): Promise<void> => {
  const { view, world } = recorder;
  const verdict = view.verdicts.get(`${promotion.step.id} ${promotion.candidate.tree}`);
  if (verdict === undefined || view.promotions.get(promotion.id)?.latest.phase === 'ready') return;
  const at = world.now().toISOString();
  await append(recorder, [phase(recorder, promotion, 'ready', { at, by: RECORDER, suffix: `:${verdict.seq}`, verdict: verdict.seq })]);
};

const supersede = async (
  recorder: Recorder,
  { environment, pullRequest }: TrackedPromotion,
  promotion: OpenPromotion,
  problem: HeadProblem,
): Promise<void> => {
  const again = `lockflight promote ${promotion.step.from} ${promotion.step.to} --step ${promotion.step.id}`;
  await propose(recorder, promotion);
  const latest = recorder.view.promotions.get(promotion.id)?.latest;
  if (latest?.phase !== 'superseded') {
    const at = recorder.world.now().toISOString();
    await append(recorder, [phase(recorder, promotion, 'superseded', { at, by: RECORDER, reason: problem.what })]);
  }
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
const close = async (recorder: Recorder, promotion: OpenPromotion): Promise<void> => {
  const { world, observed } = recorder;
  const at = promotion.pullRequest.closedAt ?? world.now().toISOString();
  const mine = promotion.pullRequest.number;
  const asked = [
    ...[...recorder.view.promotions.values()].map(({ latest }) => ({ step: latest.step, number: latest.pullRequest ?? 0 })),
    ...observed.pullRequests.filter(isPromotion).map((t) => ({ step: stepIdOf(t.id), number: t.pullRequest.number })),
  ];
  const newer = asked.find((a) => a.step === promotion.step.id && a.number > mine);
  const reason =
    newer === undefined
      ? { en: 'its pull request was closed', fr: 'sa pull request a été fermée' }
      : { en: `replaced by pull request #${newer.number}`, fr: `remplacée par la pull request #${newer.number}` };
  await append(recorder, [phase(recorder, promotion, newer === undefined ? 'abandoned' : 'superseded', { at, by: RECORDER, reason })]);
};
