/** One rollback's pull request, from proposal to merge; after it, the steps into that environment are held until the post-mortem is there. */
import type { RollbackRule } from '../../contract/model.ts';
import { membersOf } from '../../contract/model.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { ArchiveRef, EntryDraft, Phase } from '../../ledger/entry.ts';
import { known } from '../../policy/facts.ts';
import { judgeRollback } from '../../policy/judge-rollback.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { archiveDraft, archiveState } from '../archive.ts';
import { attempt, unknownFrom } from '../facts/attempt.ts';
import { roleMembers } from '../facts/members.ts';
import { actorOf, RECORDER } from '../observe/observation.ts';
import type { TrackedPullRequest } from '../observe/pull-requests.ts';
import { readHead } from '../promotion-head.ts';
import { rollbackRule } from '../rollback-rule.ts';
import { type RollbackTarget, rollbackTarget } from '../rollback-target.ts';
import { headOf } from '../situation.ts';
import { say, verdictSummary } from './check-run.ts';
import { headProblem } from './head-standing.ts';
import type { Judged } from './record.ts';
import { append, type Recorder } from './recorder.ts';
import { verdictDraft } from './verdict-draft.ts';

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
  const { pullRequest, environment } = tracked;
  const answer = (outcome: Judged['outcome']): Judged => ({ pullRequest: pullRequest.number, environment: environment.name, outcome });
  const rollback = await readRollback(recorder, tracked);
  if (rollback === undefined) {
    if (pullRequest.state === 'open') await refuse(recorder, tracked);
    return answer('refused');
  }
  if (recorder.view.rollbacks.get(rollback.id) === undefined)
    await append(recorder, [phaseDraft(rollback, 'proposed', pullRequest.createdAt, actorOf(pullRequest.author))]);
  if (pullRequest.merged !== undefined) {
    await mergedRollback(recorder, rollback, pullRequest.merged);
    return answer('merged');
  }
  if (pullRequest.state === 'closed') {
    await append(recorder, [
      phaseDraft(rollback, 'abandoned', pullRequest.closedAt ?? recorder.world.now().toISOString(), RECORDER, {
        reason: { en: 'its pull request was closed', fr: 'sa pull request a été fermée' },
      }),
    ]);
    return answer('closed');
  }
  return answer(await judgeAndSay(recorder, tracked, rollback));
};

const readRollback = async (
  { world, situation, view }: Recorder,
  { id, pullRequest, environment }: TrackedRollback,
): Promise<OpenRollback | undefined> => {
  const claim = await readHead(world.git, pullRequest.head.commit);
  if (claim.archive === undefined || claim.base === undefined) return undefined;
  const archived = view.archives.findLast((a) => a.ref === claim.archive && a.environment === environment.name);
  if (archived === undefined) return undefined;
  // A tree that no archive holds stands for "whatever the head is": the archive is judged by name alone here.
  const target = rollbackTarget(view, environment.name, '', archived.ref);
  return {
    id,
    environment: environment.name,
    rule: rollbackRule(situation.contract, environment),
    pullRequest,
    target,
    head: pullRequest.head.commit,
    base: claim.base,
  };
};

const judgeAndSay = async (
  recorder: Recorder,
  { environment, pullRequest }: TrackedRollback,
  rollback: OpenRollback,
): Promise<Judged['outcome']> => {
  const { world, situation } = recorder;
  const { archive } = rollback.target;
  const problem = headProblem({
    claim: await readHead(world.git, rollback.head),
    targetHead: headOf(situation, environment),
    tree: archive.tree,
    others: [],
  });
  if (problem !== undefined) {
    await append(recorder, [phaseDraft(rollback, 'superseded', world.now().toISOString(), RECORDER, { reason: problem.what })]);
    const again = `lockflight rollback ${environment.name} --to ${archive.ref.replace('refs/tags/', '')}`;
    await say(world, situation.contract.language, {
      environment: environment.name,
      commit: rollback.head,
      conclusion: 'failure',
      title: { en: 'superseded', fr: 'remplacé' },
      summary: {
        en: `${problem.what.en}. Close this pull request and run: ${again}`,
        fr: `${problem.what.fr}. Fermez cette pull request et lancez : ${again}`,
      },
    });
    return 'superseded';
  }
  const verdict = await judge(recorder, rollback);
  await append(recorder, verdictDraft(recorder.view, verdict, rollback, world.now().toISOString()));
  if (verdict.outcome === 'passed') {
    const current = await archiveState(world, situation.contract, environment, await world.git.commit(rollback.base));
    const there = recorder.view.archives.some((a) => a.environment === current.environment && a.commit === current.commit);
    await append(recorder, there ? [] : [archiveDraft(current, world.now().toISOString(), RECORDER)]);
    if (recorder.view.rollbacks.get(rollback.id)?.latest.phase !== 'ready')
      await append(recorder, [phaseDraft(rollback, 'ready', world.now().toISOString(), RECORDER)]);
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
  return pullRequest.state === 'open' ? verdict.outcome : 'closed';
};

const judge = async ({ world, situation, view, observed }: Recorder, rollback: OpenRollback): Promise<Verdict> => {
  const { archive, standing } = rollback.target;
  const lost = observed.observation.unavailable.get('reviews');
  const approvals = (view.approvals.get(archive.tree) ?? []).filter((a) => a.pullRequest === rollback.pullRequest.number);
  return judgeRollback(
    situation.contract,
    rollback.rule,
    {
      environment: rollback.environment,
      target: { commit: archive.commit, tree: archive.tree, archive: archive.ref, standing },
      archiveAt: await attempt(async () => (await world.git.remoteRefs(world.remote, [archive.ref])).get(archive.ref)),
      approvals:
        lost === undefined
          ? known(
              approvals.map((a) => ({
                kind: a.kind,
                tree: a.tree,
                person: { id: a.actor.id, login: a.actor.login, bot: a.actor.kind !== 'user' },
                result: a.result,
                at: a.occurredAt,
                seq: a.seq,
              })),
            )
          : unknownFrom(lost),
      members: await attempt(() => roleMembers(world.forge, situation.contract)),
      agents: membersOf(situation.contract, 'agents'),
      pullRequest: rollback.pullRequest.number,
    },
    world.now().toISOString(),
  );
};

const mergedRollback = async (recorder: Recorder, rollback: OpenRollback, merge: NonNullable<PullRequest['merged']>): Promise<void> => {
  const { world, view, situation } = recorder;
  const { commit, tree, parents } = await world.git.commit(merge.commit);
  const by = merge.by === undefined ? RECORDER : actorOf(merge.by);
  const latest = view.rollbacks.get(rollback.id)?.latest.phase;
  const result = { commit, tree };
  if (tree !== rollback.target.archive.tree || parents[0] !== rollback.base) {
    await append(recorder, [
      phaseDraft(rollback, 'failed', merge.at, by, {
        result,
        reason: {
          en: 'the merge did not give the archived tree on the judged base',
          fr: "la fusion n'a pas donné l'arbre archivé sur la base jugée",
        },
      }),
    ]);
  } else if (latest !== 'ready' && latest !== 'merged') {
    await append(recorder, [
      phaseDraft(rollback, 'ungated', merge.at, by, {
        result,
        reason: { en: 'merged before it was approved', fr: "fusionné avant d'être approuvé" },
      }),
    ]);
  } else {
    const holds =
      rollback.rule.then === 'hold-until-post-mortem'
        ? situation.contract.flow.filter((s) => s.to === rollback.environment && !s.expedited)
        : [];
    // In one push: a rollback without its holds would leave the way open to the same release.
    await append(recorder, [
      phaseDraft(rollback, 'merged', merge.at, by, { result }),
      ...holds.map((step) => holdDraft(rollback, step.id, merge.at, by)),
    ]);
  }
};

const holdDraft = (rollback: OpenRollback, step: string, at: string, actor: EntryDraft['actor']): EntryDraft => ({
  key: `hold:${rollback.id}:${step}`,
  occurredAt: at,
  actor,
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
  readonly reason?: { readonly en: string; readonly fr: string };
  readonly result?: { readonly commit: string; readonly tree: string };
}

const phaseDraft = (
  rollback: OpenRollback,
  phase: Phase,
  at: string,
  actor: EntryDraft['actor'],
  details: PhaseDetails = {},
): EntryDraft => ({
  key: `rollback:${rollback.id}:${phase}`,
  occurredAt: at,
  actor,
  body: {
    type: 'rollback',
    id: rollback.id,
    environment: rollback.environment,
    phase,
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
