/** One rollback's pull request, from proposal to merge; after it, the steps into that environment are held until the post-mortem is there. */
import type { RollbackRule } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { ArchiveRef, EntryDraft, Phase } from '../../ledger/entry.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { actorOf, RECORDER, utc } from '../observe/observation.ts';
import type { TrackedPullRequest } from '../observe/pull-requests.ts';
import { keepArchived } from '../promote/archive.ts';
import { isOurRollback } from '../promote/head-is-ours.ts';
import { readHead, rollbackId } from '../promote/promotion-head.ts';
import { reachBranch, reachHead } from '../promote/reach-commit.ts';
import { judgeRollbackAt } from '../rollback/judge-rollback.ts';
import { rollbackRule } from '../rollback/rollback-rule.ts';
import { type RollbackTarget, rollbackTarget } from '../rollback/rollback-target.ts';
import { headOf } from '../verdict/situation.ts';
import { viewAt } from './at-merge.ts';
import { say, verdictSummary } from './check-run.ts';
import { EDITED, type HeadProblem, headProblem } from './head-standing.ts';
import { isReady } from './is-ready.ts';
import type { Judged } from './judged.ts';
import { isSettled, isUnborn, lifeOf } from './life.ts';
import { append, type Recorder } from './recorder.ts';
import { recordVerdict } from './verdict-draft.ts';

type TrackedRollback = Extract<TrackedPullRequest, { kind: 'promotion' | 'rollback' }>;

interface OpenRollback {
  readonly id: string;
  readonly environment: string;
  readonly rule: RollbackRule;
  readonly pullRequest: PullRequest;
  readonly target: RollbackTarget;
  readonly head: string;
  readonly base: string;
}

export const recordRollback = async (recorder: Recorder, tracked: TrackedRollback): Promise<Judged> => {
  const { pullRequest, environment, id } = tracked;
  const answer = (outcome: Judged['outcome']): Judged => ({ pullRequest: pullRequest.number, environment: environment.name, outcome });
  const life = lifeOf(recorder.view, 'rollback', id);
  if (isSettled(life, pullRequest.number)) return answer('merged');
  const found = await readRollback(recorder, tracked);
  if (found === undefined) {
    if (pullRequest.state === 'open') await refuse(recorder, tracked);
    return answer('refused');
  }
  const { rollback } = found;
  if (pullRequest.merged !== undefined) {
    await propose(recorder, rollback);
    return answer(await mergedRollback(recorder, rollback, pullRequest.merged));
  }
  if (pullRequest.state === 'closed') {
    const at = pullRequest.closedAt ?? recorder.world.now().toISOString();
    const reason = { en: 'its pull request was closed', fr: 'sa pull request a été fermée' };
    if (!isUnborn(life)) await append(recorder, [phase(recorder, rollback, 'abandoned', { at, actor: RECORDER, reason })]);
    return answer('closed');
  }
  const problem = found.edited ? EDITED : await problemOf(recorder, tracked, rollback);
  if (problem !== undefined) {
    await supersede(recorder, tracked, rollback, problem);
    return answer('superseded');
  }
  await propose(recorder, rollback);
  return answer(await judgeAndSay(recorder, tracked, rollback));
};

interface FoundRollback {
  readonly rollback: OpenRollback;
  /** The head is not the one that was made for it: then this is what the ledger knows of it. */
  readonly edited: boolean;
}

const readRollback = async (recorder: Recorder, tracked: TrackedRollback): Promise<FoundRollback | undefined> => {
  const { world, situation, view } = recorder;
  const { id, pullRequest, environment } = tracked;
  const build = (name: string, head: string, base: string): OpenRollback | undefined => {
    const archived = view.archives.findLast((a) => a.ref === name && a.environment === environment.name);
    if (archived === undefined) return undefined;
    // A tree that no archive holds stands for "whatever the head is": the archive is judged by name alone here.
    const target = rollbackTarget(view, environment.name, '', archived.ref);
    return { id, environment: environment.name, rule: rollbackRule(situation.contract, environment), pullRequest, target, head, base };
  };
  const claim = (await reachHead(world, pullRequest)) === undefined ? undefined : await readHead(world.git, pullRequest.head.commit);
  if (claim?.archive !== undefined && claim.base !== undefined) {
    const claimed = build(claim.archive, pullRequest.head.commit, claim.base);
    if (claimed !== undefined && rollbackId(environment.name, claimed.target.archive.commit, claim.base) === id)
      return { rollback: claimed, edited: false };
  }
  const known = view.rollbacks.get(id)?.latest;
  const recorded = known === undefined ? undefined : build(known.target.ref, known.head, known.base);
  return recorded === undefined ? undefined : { rollback: recorded, edited: true };
};

/** Begins its life in the ledger; once more after it was given up or replaced. */
const propose = async (recorder: Recorder, rollback: OpenRollback): Promise<void> => {
  const life = lifeOf(recorder.view, 'rollback', rollback.id);
  const { pullRequest } = rollback;
  if (life.latest !== undefined && (!isUnborn(life) || pullRequest.merged !== undefined)) return;
  const again = life.latest?.pullRequest === pullRequest.number;
  const at = again ? recorder.world.now().toISOString() : pullRequest.createdAt;
  await append(recorder, [phaseDraft(rollback, 'proposed', { at, actor: actorOf(pullRequest.author), suffix: life.nextSuffix })]);
};

const problemOf = async ({ world, situation }: Recorder, { environment }: TrackedRollback, rollback: OpenRollback) => {
  const claim = await readHead(world.git, rollback.head);
  return headProblem({
    claim,
    ours: await isOurRollback(situation, claim, rollback.environment, rollback.target.archive.ref),
    targetHead: headOf(situation, environment),
    tree: rollback.target.archive.tree,
    others: [],
  });
};

const supersede = async (
  recorder: Recorder,
  { environment, pullRequest }: TrackedRollback,
  rollback: OpenRollback,
  { what }: HeadProblem,
): Promise<void> => {
  const { world, situation } = recorder;
  await propose(recorder, rollback);
  if (recorder.view.rollbacks.get(rollback.id)?.latest.phase !== 'superseded') {
    const at = world.now().toISOString();
    await append(recorder, [phase(recorder, rollback, 'superseded', { at, actor: RECORDER, reason: what })]);
  }
  const again = `lockflight rollback ${environment.name} --to ${rollback.target.archive.ref.replace('refs/tags/', '')}`;
  await say(world, situation.contract.language, {
    environment: environment.name,
    commit: pullRequest.head.commit,
    conclusion: 'failure',
    title: { en: 'superseded', fr: 'remplacé' },
    summary: {
      en: `${what.en}. Close this pull request and run: ${again}`,
      fr: `${what.fr}. Fermez cette pull request et lancez : ${again}`,
    },
  });
};

const judgeAndSay = async (recorder: Recorder, { environment }: TrackedRollback, rollback: OpenRollback): Promise<Judged['outcome']> => {
  const { world, situation } = recorder;
  const { archive } = rollback.target;
  const verdict = await judge(recorder, rollback, world.now().toISOString());
  await recordVerdict(recorder, verdict, rollback);
  if (verdict.outcome === 'passed') {
    const base = await world.git.commit(rollback.base);
    await append(recorder, await keepArchived(world, situation.contract, { view: recorder.view, environment, state: base }));
    if (recorder.view.rollbacks.get(rollback.id)?.latest.phase !== 'ready')
      await append(recorder, [phase(recorder, rollback, 'ready', { at: world.now().toISOString(), actor: RECORDER })]);
  }
  await say(world, situation.contract.language, {
    environment: environment.name,
    commit: rollback.head,
    conclusion: verdict.outcome === 'passed' ? 'success' : verdict.outcome === 'blocked' ? 'failure' : 'pending',
    title:
      verdict.outcome === 'passed'
        ? { en: `rollback to ${archive.version} may be merged`, fr: `le retour à ${archive.version} peut être fusionné` }
        : { en: `rollback to ${archive.version}: not yet`, fr: `retour à ${archive.version} : pas encore` },
    summary: verdictSummary(verdict),
  });
  return verdict.outcome;
};

const judge = async (recorder: Recorder, rollback: OpenRollback, at: string, view = recorder.view): Promise<Verdict> =>
  judgeRollbackAt(
    recorder.world,
    recorder.situation,
    { view, observation: recorder.observed.observation, now: at },
    { ...rollback, pullRequest: rollback.pullRequest.number },
  );

/** What people said up to the merge counts, whenever it reached the recorder; where that cannot be read, a later run finds the same merge. */
const mergedRollback = async (
  recorder: Recorder,
  rollback: OpenRollback,
  merge: NonNullable<PullRequest['merged']>,
): Promise<'merged' | 'errored'> => {
  const { world, view } = recorder;
  const { pullRequest } = rollback;
  const { commit, tree, parents } =
    (await reachBranch(world, merge.commit, pullRequest.base.ref)) ?? (await world.git.commit(merge.commit));
  const happened = { at: merge.at, actor: merge.by === undefined ? RECORDER : actorOf(merge.by), result: { commit, tree } };
  const said = (name: Phase, reason?: Text): EntryDraft =>
    phase(recorder, rollback, name, { ...happened, ...(reason === undefined ? {} : { reason }) });
  if (tree !== rollback.target.archive.tree || parents[0] !== rollback.base) {
    const reason = {
      en: 'the merge did not give the archived tree on the judged base',
      fr: "la fusion n'a pas donné l'arbre archivé sur la base jugée",
    };
    await append(recorder, [said('failed', reason)]);
    return 'merged';
  }
  if (!isReady(view, 'rollback', rollback)) {
    const early = said('ungated', { en: 'merged before it was approved', fr: "fusionné avant d'être approuvé" });
    await append(recorder, [early, ...holdDrafts(recorder, rollback, merge.at)]);
    return 'merged';
  }
  const at = utc(merge.at);
  const approved = (await judge(recorder, rollback, at, viewAt(view, at))).gates.find((g) => g.gate === 'approval');
  if (approved?.outcome === 'errored') {
    recorder.undecided.add(commit);
    return 'errored';
  }
  if (approved?.outcome === 'blocked') {
    const { en, fr } = approved.reason;
    await append(recorder, [
      said('ungated', { en: `no longer approved when it was merged: ${en}`, fr: `plus approuvé à la fusion : ${fr}` }),
      ...holdDrafts(recorder, rollback, merge.at),
    ]);
  } else await append(recorder, [said('merged'), ...holdDrafts(recorder, rollback, merge.at)]);
  return 'merged';
};

/**
 * In one push with the rollback itself: one without its holds would leave the way open to the same release. They follow also from a rollback that was merged
 * around its approval: production did go back. Nobody of the people holds them; the post-mortem lifts them.
 */
const holdDrafts = ({ situation }: Recorder, rollback: OpenRollback, at: string): readonly EntryDraft[] =>
  rollback.rule.then !== 'hold-until-post-mortem'
    ? []
    : situation.contract.flow.filter((s) => s.to === rollback.environment && !s.expedited).map((s) => holdDraft(rollback, s.id, at));

const holdDraft = (rollback: OpenRollback, step: string, at: string): EntryDraft => ({
  key: `hold:${rollback.id}:${step}`,
  occurredAt: at,
  actor: RECORDER,
  body: {
    type: 'hold',
    id: `post-mortem-${step}-${rollback.pullRequest.number}`,
    step,
    why: `post-mortem of the rollback to ${rollback.target.archive.version} (pull request #${rollback.pullRequest.number})`,
    rollback: rollback.id,
  },
});

const refuse = ({ world, situation }: Recorder, { environment, pullRequest }: TrackedRollback): Promise<void> =>
  say(world, situation.contract.language, {
    environment: environment.name,
    commit: pullRequest.head.commit,
    conclusion: 'failure',
    title: { en: 'not a rollback that Lockflight made', fr: "ce n'est pas un retour arrière fait par Lockflight" },
    summary: {
      en: 'Its head names no archive of the ledger. Use: lockflight rollback',
      fr: 'Sa tête ne nomme aucune archive du registre. Utilisez : lockflight rollback',
    },
  });

interface PhaseDetails {
  readonly at: string;
  readonly actor: EntryDraft['actor'];
  readonly suffix?: string;
  readonly reason?: Text;
  readonly result?: { readonly commit: string; readonly tree: string };
}

const phase = (recorder: Recorder, rollback: OpenRollback, name: Phase, details: PhaseDetails): EntryDraft =>
  phaseDraft(rollback, name, { ...details, suffix: lifeOf(recorder.view, 'rollback', rollback.id).suffix });

const phaseDraft = (rollback: OpenRollback, name: Phase, { at, actor, suffix = '', ...details }: PhaseDetails): EntryDraft => ({
  key: `rollback:${rollback.id}:${name}${suffix}`,
  occurredAt: at,
  actor,
  body: {
    type: 'rollback',
    id: rollback.id,
    environment: rollback.environment,
    phase: name,
    pullRequest: rollback.pullRequest.number,
    target: asArchiveRef(rollback.target.archive),
    head: rollback.head,
    base: rollback.base,
    ...details,
  },
});

const asArchiveRef = ({ environment, ref, version, date, tree, commit }: ArchiveRef): ArchiveRef => ({
  environment,
  ref,
  version,
  date,
  tree,
  commit,
});
