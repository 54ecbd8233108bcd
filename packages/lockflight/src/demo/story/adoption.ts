import type { Tale } from '../tale.ts';

/** Koomy is adopted. */
export const adoption = async (tale: Tale): Promise<void> => {
  tale.chapter('A repository is adopted', 'Un dépôt est adopté');
  tale.say(
    'koomy has a document that says how code reaches production. It is now a contract, lockflight.yaml, at the root of its repository. octocat, the CTO, adopts it, and has the forge enforce what it asks.',
    "koomy a un document qui dit comment le code arrive en production. C'est désormais un contrat, lockflight.yaml, à la racine de son dépôt. octocat, le CTO, l'adopte, et fait appliquer par la forge ce qu'il demande.",
  );
  await tale.lockflight('octocat', 'adopt');
  await tale.lockflight('octocat', 'protect --apply --yes --app lockflight');
  await tale.pipeline.deploy((await tale.stage.read('karim', 'rev-parse', 'origin/main')).trim(), 'production');
};
