/**
 * A post-mortem that is there lifts the holds of its rollback: the only thing that does. One that was written before lifts nothing: the same rollback can be needed
 * twice, where somebody forced its target back.
 */
import type { EntryDraft } from '../../ledger/entry.ts';
import { RECORDER } from '../observe/observation.ts';
import { append, type Recorder } from './recorder.ts';

export const recordPostMortems = async (recorder: Recorder): Promise<void> => {
  const written = new Map<string, string>();
  for (const { body, occurredAt } of recorder.view.entries) if (body.type === 'post-mortem') written.set(body.rollback, occurredAt);
  const releases = recorder.view.holds.flatMap((hold): readonly EntryDraft[] => {
    const at = hold.rollback === undefined ? undefined : written.get(hold.rollback);
    return at === undefined || at < hold.occurredAt
      ? []
      : [
          {
            key: `hold-release:${hold.id}:${hold.seq}`,
            occurredAt: at,
            actor: RECORDER,
            body: { type: 'hold-release', id: hold.id, why: 'post-mortem' },
          },
        ];
  });
  await append(recorder, releases);
};
