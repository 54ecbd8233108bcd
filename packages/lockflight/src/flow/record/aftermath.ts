/**
 * What became of merged promotions and rollbacks: deployed when the target runs the tree, verified when every kind of the step's `verify` has passed there in
 * time, failed when one did not or the time ran out.
 */
import type { Step } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import type { EntryDraft, Phase } from '../../ledger/entry.ts';
import type { LedgerView, Recorded } from '../../ledger/view.ts';
import { runsOf } from '../facts/runs-of.ts';
import { RECORDER } from '../observe/observation.ts';
import { lifeOf } from './life.ts';
import { append, type Recorder } from './recorder.ts';
import { stepAtMerge } from './step-at-merge.ts';

type Lived = Recorded<'promotion'> | Recorded<'rollback'>;

export const recordAftermath = async (recorder: Recorder): Promise<void> => {
  const { view, world } = recorder;
  const lives: readonly Lived[] = [...view.promotions.values(), ...view.rollbacks.values()].map((l) => l.latest);
  const drafts = lives.filter((l) => l.phase === 'merged' || l.phase === 'deployed').flatMap((life) => next(view, life, world.now()));
  await append(recorder, drafts);
};

/** The phases that follow from what is recorded now. Pure. */
const next = (view: LedgerView, life: Lived, now: Date): readonly EntryDraft[] => {
  const tree = life.result?.tree;
  const merged = [...(view.promotions.get(life.id)?.history ?? []), ...(view.rollbacks.get(life.id)?.history ?? [])].findLast(
    (h) => h.phase === 'merged',
  );
  if (tree === undefined || merged === undefined) return [];
  const run = runsOf(view, life.environment).find((r) => r.tree === tree && (r.until === undefined || r.until > merged.occurredAt));
  if (run === undefined) return [];
  const { suffix } = lifeOf(view, life.type, life.id);
  const deployed = draft(life, suffix, 'deployed', { at: run.since > merged.occurredAt ? run.since : merged.occurredAt });
  const step = merged.type === 'promotion' ? stepAtMerge(view, merged) : undefined;
  const checked = verification(view, life, step, run.since, now);
  return checked === undefined ? [deployed] : [deployed, draft(life, suffix, checked.phase, checked)];
};

/** Without a `verify` in the step, being deployed is all that was asked. */
const verification = (
  view: LedgerView,
  life: Lived,
  step: Step | undefined,
  since: string,
  now: Date,
): { readonly phase: 'verified' | 'failed'; readonly at: string; readonly reason?: Text } | undefined => {
  const verify = step?.verify;
  if (verify === undefined) return { phase: 'verified', at: since };
  const statements = (view.evidence.get(life.result?.tree ?? '') ?? []).filter(
    (e) => e.environment === life.environment && e.occurredAt >= since,
  );
  const latest = verify.kinds.map((kind) => statements.findLast((e) => e.kind === kind));
  const failed = latest.find((e) => e?.result === 'failed');
  if (failed !== undefined) {
    const reason = { en: `${failed.kind} failed in ${life.environment}`, fr: `${failed.kind} a échoué en ${life.environment}` };
    return { phase: 'failed', at: failed.occurredAt, reason };
  }
  if (latest.every((e) => e?.result === 'passed'))
    return {
      phase: 'verified',
      at:
        latest
          .map((e) => e?.occurredAt ?? '')
          .sort()
          .at(-1) ?? since,
    };
  const deadline = new Date(Date.parse(since) + verify.withinSeconds * 1000);
  return now > deadline ? { phase: 'failed', at: deadline.toISOString() } : undefined;
};

const draft = (
  life: Lived,
  suffix: string,
  phase: Phase,
  { at, reason: why }: { readonly at: string; readonly reason?: Text },
): EntryDraft => {
  const {
    seq: _seq,
    occurredAt: _at,
    recordedAt: _recorded,
    actor: _actor,
    verdict: _verdict,
    reason: _reason,
    ...body
  } = life as Recorded<'promotion'>;
  const late = { en: 'it was not verified in its target in time', fr: "elle n'a pas été vérifiée à temps dans sa cible" };
  const reason = phase === 'failed' ? { reason: why ?? late } : {};
  return {
    key: `${life.type}:${life.id}:${phase}${suffix}`,
    occurredAt: at,
    actor: RECORDER,
    body: { ...body, ...reason, phase } as EntryDraft['body'],
  };
};
