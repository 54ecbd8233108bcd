/**
 * Every proven production state is archived as soon as it is recorded, and not only right before the next promotion replaces it: somebody may replace it
 * around the gates, and then it is the one to go back to.
 */

import { auditedEnvironments } from '../audit/audited-environments.ts';
import { keepArchived } from '../promote/archive.ts';
import { append, type Recorder } from './recorder.ts';

export const recordArchives = async (recorder: Recorder): Promise<void> => {
  const { world, situation } = recorder;
  for (const { production } of auditedEnvironments(situation.contract, situation.heads)) {
    const environment = situation.contract.environments.find((e) => e.name === production.name);
    const proven = (recorder.view.lines.get(production.name) ?? []).filter(
      (s) => s.standing === 'promoted' || s.standing === 'rolled-back',
    );
    const archived = new Set(recorder.view.archives.filter((a) => a.environment === production.name).map((a) => a.tree));
    for (const state of proven) {
      if (environment === undefined || archived.has(state.tree)) continue;
      archived.add(state.tree);
      await append(
        recorder,
        await keepArchived(world, situation.contract, {
          view: recorder.view,
          environment,
          state: { commit: state.commit, tree: state.tree },
        }),
      );
    }
  }
};
