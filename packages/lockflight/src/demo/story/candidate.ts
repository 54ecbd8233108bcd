import type { Tale } from '../tale.ts';

/** Staging has a candidate, and the verdict says what is missing. */
export const candidate = async (tale: Tale): Promise<void> => {
  tale.chapter('A candidate waits in staging', 'Un candidat attend en staging');
  tale.say(
    'The mended state runs in staging. amina walks through it there, as a member would. What is missing before production?',
    "L'état réparé tourne en staging. amina y suit le parcours d'un membre. Que manque-t-il avant la production ?",
  );
  await tale.stage.git('amina', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  await tale.lockflight('amina', 'run journey', 0, tale.pipeline.settingsOf('staging'));
  await tale.lockflight('karim', 'verdict staging production', 1);
  tale.say(
    "Nothing is improvised: a step that the flow does not have is refused, so is the forge's own merge button before the verdict, and so is an approval by an agent.",
    "Rien n'est improvisé : une étape absente du flux est refusée, tout comme le bouton de fusion de la forge avant le verdict, et l'approbation d'un agent.",
  );
  await tale.lockflight('karim', 'promote preview production', 2);
  const { output } = await tale.lockflight('karim', 'promote staging production', 1);
  await tale.forge('karim', 'PUT', `pulls/${/#(\d+)/.exec(output)?.[1]}/merge`, { merge_method: 'merge' }, 405);
  await tale.lockflight('koomy-agent', 'approve release', 2);
};
