/** The machine that is given the recorder's key: nobody else's job may have been there before. */
import type { RecorderWorkflow } from '../model.ts';
import type { Finding, Rule } from './rule.ts';

/** Images of GitHub's own runners: a fresh machine for each job. Only who administers the repository could give a machine of theirs such a label. */
const HOSTED = /^(?:ubuntu|windows|macos)-(?:latest|slim|[0-9]+(?:\.[0-9]+)?)(?:-(?:arm|intel|large|xlarge))?$/;

export const isHosted = ({ runsOn: { group, labels } }: RecorderWorkflow): boolean =>
  group === undefined && labels.every((label) => HOSTED.test(label));

export const recorderRunsApart: Rule = ({ contract }): readonly Finding[] => {
  const { recorder } = contract.generate;
  if (recorder === undefined) return [];
  const { runsOn, ephemeral } = recorder;
  if (ephemeral || runsOn.group !== undefined || isHosted(recorder)) return [];
  const labels = runsOn.labels.join(', ');
  return [
    {
      code: 'recorder-runner-shared',
      path: ['generate', 'recorder', 'runs-on'],
      message: {
        en: `any workflow of any branch may use the runner ${labels}, and wait on it for the recorder's key`,
        fr: `tout workflow de toute branche peut se servir de l'exécuteur ${labels}, et y attendre la clé du greffier`,
      },
      fix: {
        en: 'a runner group that only this workflow may use: `runs-on: { group: NAME }`; or, where each job gets a machine of its own: `ephemeral: true`',
        fr: "un groupe d'exécuteurs réservé à ce workflow : `runs-on: { group: NOM }` ; ou, si chaque job reçoit une machine neuve : `ephemeral: true`",
      },
    },
  ];
};
