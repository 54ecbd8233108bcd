/**
 * Every proven production state is archived as soon as it is recorded, and not only right before the next promotion replaces it: somebody may replace it
 * around the gates, and then it is the one to go back to.
 */
import { LockflightError } from '../../errors.ts';
import { auditedEnvironments } from '../audit/audited-environments.ts';
import { keepArchived } from '../promote/archive.ts';
import { append, type Recorder } from './recorder.ts';

/**
 * Gives what the forge refused to keep (`archive-refused`): the others are archived all the same, and what was done around the gates is written down. Other errors are
 * those of git and of the ledger.
 */
export const recordArchives = async (recorder: Recorder): Promise<readonly LockflightError[]> => {
  const { world, situation } = recorder;
  const refused: LockflightError[] = [];
  for (const { production } of auditedEnvironments(situation.contract, situation.heads)) {
    const environment = situation.contract.environments.find((e) => e.name === production.name);
    const proven = (recorder.view.lines.get(production.name) ?? []).filter(
      (s) => s.standing === 'promoted' || s.standing === 'rolled-back',
    );
    const archived = new Set(recorder.view.archives.filter((a) => a.environment === production.name).map((a) => a.tree));
    for (const state of proven) {
      if (environment === undefined || archived.has(state.tree)) continue;
      archived.add(state.tree);
      const { commit, tree } = state;
      try {
        await append(
          recorder,
          await keepArchived(world, situation.contract, { view: recorder.view, environment, state: { commit, tree } }),
        );
      } catch (error) {
        if (!(error instanceof LockflightError) || error.code !== 'archive-refused') throw error;
        refused.push(error);
        break;
      }
    }
  }
  return refused;
};
