/** Rollbacks: what is their own in the life of a pull request (live.ts). */
import type { TrackedPromotion } from '../observe/pull-requests.ts';
import type { Judged } from './judged.ts';
import { live } from './live.ts';
import { judgeOpenRollback, mergedRollback } from './merged-rollback.ts';
import { type FoundRollback, readRollback, rollbackProblem } from './read-rollback.ts';
import type { Recorder } from './recorder.ts';
import { type OpenRollback, rollbackDraft } from './rollback-draft.ts';

export const recordRollback = (recorder: Recorder, tracked: TrackedPromotion): Promise<Judged> => {
  let edited = false;
  return live<OpenRollback>(recorder, tracked, {
    type: 'rollback',
    read: async () => {
      const found: FoundRollback | undefined = await readRollback(recorder, tracked);
      edited = found?.edited ?? false;
      return found?.rollback;
    },
    draft: rollbackDraft,
    problemOf: (rollback) => rollbackProblem(recorder, tracked, { rollback, edited }),
    judge: (rollback) => judgeOpenRollback(recorder, rollback, recorder.world.now().toISOString()),
    ready: () => ({}),
    merged: (rollback, merge) => mergedRollback(recorder, rollback, merge),
    closed: () => ({ phase: 'abandoned', reason: { en: 'its pull request was closed', fr: 'sa pull request a été fermée' } }),
    titleOf: ({ target: { archive } }, { outcome }) =>
      outcome === 'passed'
        ? { en: `rollback to ${archive.version} may be merged`, fr: `le retour à ${archive.version} peut être fusionné` }
        : { en: `rollback to ${archive.version}: not yet`, fr: `retour à ${archive.version} : pas encore` },
    again: ({ environment, target }) => `lockflight rollback ${environment} --to ${target.archive.ref.replace('refs/tags/', '')}`,
    superseded: { en: 'superseded', fr: 'remplacé' },
    imitation: {
      title: { en: 'not a rollback that Lockflight made', fr: "ce n'est pas un retour arrière fait par Lockflight" },
      summary: {
        en: 'Its head names no archive of the ledger. Use: lockflight rollback',
        fr: 'Sa tête ne nomme aucune archive du registre. Utilisez : lockflight rollback',
      },
    },
  });
};
