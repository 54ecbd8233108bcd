import type { Tale } from '../tale.ts';
import { sharedCards } from './releases.ts';
import { toStaging } from './scenes.ts';

/** Staging has a candidate, and the verdict says what is missing. */
export const candidate = async (tale: Tale): Promise<void> => {
  tale.chapter('A candidate waits in staging', 'Un candidat attend en staging');
  tale.say(
    'sara lets members share their card. Her pull request is merged into staging; its tests run, it is deployed there, the smoke run visits it. What is missing before production?',
    'sara permet aux membres de partager leur carte. Sa pull request est fusionnée dans staging ; ses tests passent, elle y est déployée, la campagne smoke la visite. Que manque-t-il avant la production ?',
  );
  await toStaging(tale, await sharedCards(tale.stage));
  await tale.lockflight('karim', 'verdict staging production', 1);
  tale.say(
    'Nothing is improvised: a step that the flow does not have is refused, and so is an approval by an agent.',
    "Rien n'est improvisé : une étape absente du flux est refusée, tout comme l'approbation d'un agent.",
  );
  await tale.lockflight('karim', 'promote preview production', 2);
  await tale.lockflight('karim', 'promote staging production', 1);
  await tale.lockflight('koomy-agent', 'approve release', 2);
};
