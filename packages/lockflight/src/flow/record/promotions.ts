/** Promotions: what is their own in the life of a pull request (live.ts). */
import type { Text } from '../../contract/text.ts';
import type { Phase } from '../../ledger/entry.ts';
import { isPromotion, type TrackedPromotion } from '../observe/pull-requests.ts';
import { stepIdOf } from '../promote/promotion-head.ts';
import { judgeCandidate } from '../verdict/judge-candidate.ts';
import type { Judged } from './judged.ts';
import { live } from './live.ts';
import { mergedPromotion } from './merged.ts';
import { type OpenPromotion, phaseDraft } from './promotion-draft.ts';
import { problemOf, readPromotion } from './read-promotion.ts';
import type { Recorder } from './recorder.ts';

export const recordPromotion = (recorder: Recorder, tracked: TrackedPromotion): Promise<Judged> => {
  let edited = false;
  return live<OpenPromotion>(recorder, tracked, {
    type: 'promotion',
    read: async () => {
      const found = await readPromotion(recorder, tracked);
      edited = found?.edited ?? false;
      return found?.promotion;
    },
    draft: phaseDraft,
    problemOf: (promotion) => problemOf(recorder, tracked, { promotion, edited }),
    judge: ({ step, candidate, pullRequest }) => {
      const { world, situation, observed, view } = recorder;
      const judging = { step, candidate, pullRequest: pullRequest.number, asRecorder: true };
      return judgeCandidate(world, situation, { observation: observed.observation, view }, judging);
    },
    ready: ({ step, candidate }) => {
      const verdict = recorder.view.verdicts.get(`${step.id} ${candidate.tree}`);
      return verdict === undefined ? undefined : { suffix: `:${verdict.seq}`, verdict: verdict.seq };
    },
    merged: (promotion, merge) => mergedPromotion(recorder, promotion, merge),
    closed: (promotion) => closing(recorder, promotion),
    titleOf: ({ step: { id, from, to } }, { gates }) => {
      const open = gates.filter((g) => g.outcome !== 'passed' && g.outcome !== 'waived').length;
      return open === 0
        ? { en: `${id}: ${from} -> ${to} may be merged`, fr: `${id} : ${from} -> ${to} peut être fusionnée` }
        : { en: `${id}: held up by ${open} of ${gates.length} gates`, fr: `${id} : retenue par ${open} porte(s) sur ${gates.length}` };
    },
    again: ({ step }) => `lockflight promote ${step.from} ${step.to} --step ${step.id}`,
    superseded: { en: 'superseded', fr: 'remplacée' },
    imitation: {
      title: { en: 'not a promotion that Lockflight made', fr: "ce n'est pas une promotion faite par Lockflight" },
      summary: {
        en: 'Its head names no step or candidate of this repository. Use: lockflight promote',
        fr: 'Sa tête ne nomme ni étape ni candidat de ce dépôt. Utilisez : lockflight promote',
      },
    },
  });
};

/** Given up, or replaced by a newer promotion of the same step. */
const closing = ({ view, observed }: Recorder, { step, pullRequest }: OpenPromotion): { readonly phase: Phase; readonly reason: Text } => {
  const asked = [
    ...[...view.promotions.values()].map(({ latest }) => ({ step: latest.step, number: latest.pullRequest ?? 0 })),
    ...observed.pullRequests.filter(isPromotion).map((t) => ({ step: stepIdOf(t.id), number: t.pullRequest.number })),
  ];
  const newer = asked.find((a) => a.step === step.id && a.number > pullRequest.number);
  return newer === undefined
    ? { phase: 'abandoned', reason: { en: 'its pull request was closed', fr: 'sa pull request a été fermée' } }
    : {
        phase: 'superseded',
        reason: { en: `replaced by pull request #${newer.number}`, fr: `remplacée par la pull request #${newer.number}` },
      };
};
