/** Where the recorder's key goes, and beside what it lies: a machine, a package, a token. None of them changes without a word of its own. */
import type { Contract, RecorderWorkflow } from '../model.ts';
import { isHosted } from '../rules/recorder.ts';
import { type Difference, looser, same, stricter } from './difference.ts';

export const compareRecorder = (before: Contract, after: Contract): readonly Difference[] => {
  const [was, is] = [before.generate.recorder, after.generate.recorder];
  return is === undefined ? [] : [...machine(was, is), ...word(was, is), ...archive(was, is)];
};

const machine = (was: RecorderWorkflow | undefined, is: RecorderWorkflow): readonly Difference[] => {
  if (was !== undefined && same(was.runsOn, is.runsOn) && was.ephemeral === is.ephemeral) return [];
  const { group, labels } = is.runsOn;
  const place = [...(group === undefined ? [] : [group]), ...labels].join(', ');
  if (!isHosted(is)) return [looser(`the recorder's key goes to the runner ${place}`, `la clé du greffier va à l'exécuteur ${place}`)];
  return was === undefined || isHosted(was)
    ? []
    : [stricter("the recorder's key goes to GitHub's own runners", 'la clé du greffier va aux exécuteurs de GitHub')];
};

const word = (was: RecorderWorkflow | undefined, is: RecorderWorkflow): readonly Difference[] => {
  if (was === undefined || was.token === is.token) return [];
  return is.token === 'workflow'
    ? [looser("the recorder speaks with the workflow's own token", 'le greffier parle avec le jeton du workflow lui-même')]
    : [stricter("the recorder speaks as the organisation's own App", "le greffier parle au nom de l'App de l'organisation")];
};

/** A digest that comes from the lockfile is no part of the contract; the workflow's own file shows it. */
const archive = (was: RecorderWorkflow | undefined, is: RecorderWorkflow): readonly Difference[] =>
  was === undefined || is.integrity === undefined || was.integrity === is.integrity
    ? []
    : [looser(`the recorder runs the package ${is.integrity}`, `le greffier lance le paquet ${is.integrity}`)];
