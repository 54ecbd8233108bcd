/** A post-mortem that is there lifts the holds of its rollback: the only thing that does. */
import type { EntryDraft } from '../../ledger/entry.ts';
import { RECORDER } from '../observe/observation.ts';
import { append, type Recorder } from './recorder.ts';

export const recordPostMortems = async (recorder: Recorder): Promise<void> => {
  const written = new Map<string, string>();
  for (const { body, occurredAt } of recorder.view.entries) if (body.type === 'post-mortem') written.set(body.rollback, occurredAt);
  const releases = recorder.view.holds.flatMap((hold): readonly EntryDraft[] => {
    const at = hold.rollback === undefined ? undefined : written.get(hold.rollback);
    return at === undefined
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
