import type { Tale } from '../tale.ts';
import { badHealth, goodHealth } from './releases.ts';
import { toProduction, toStaging } from './scenes.ts';

/** A bad release is rolled back, and the step is held until the post-mortem is there. */
export const badRelease = async (tale: Tale): Promise<void> => {
  const { stage } = tale;
  tale.chapter('A bad release is rolled back', 'Une mauvaise livraison est annulée');
  tale.say(
    '1.9.0 passes every gate: its fault shows only in production, where the smoke run after the deployment fails.',
    "1.9.0 passe toutes les portes : son défaut ne se voit qu'en production, où la campagne smoke échoue après le déploiement.",
  );
  await toStaging(tale, await badHealth(stage));
  tale.wait(2);
  await stage.lockflight('karim', ['promote', 'staging', 'production']);
  await quietly(tale);
  await stage.lockflight('recorder', ['record']);
  await tale.lockflight('karim', 'promote staging production --wait');
  await toProduction(tale);
  await tale.lockflight('recorder', 'record');
  tale.say(
    'karim asks for a rollback, octocat approves it. What it does not undo is said first.',
    "karim demande un retour arrière, octocat l'approuve. Ce qu'il ne défait pas est dit d'abord.",
  );
  await tale.lockflight('karim', 'rollback production', 1);
  await tale.lockflight('octocat', 'approve rollback');
  await stage.lockflight('recorder', ['record']);
  await tale.lockflight('karim', 'rollback production --wait');
  await toProduction(tale);
  await tale.lockflight('recorder', 'record');
  tale.say(
    'Production runs what it ran before. Until somebody has written down what happened, nothing is promoted.',
    "La production tourne comme avant. Tant que personne n'a écrit ce qui s'est passé, rien n'est promu.",
  );
  await toStaging(tale, await goodHealth(stage));
  tale.wait(2);
  await tale.lockflight('karim', 'promote staging production', 1);
  await quietly(tale);
  await tale.lockflight('octocat', 'attest post-mortem --note https://koomy.example/post-mortems/1');
  await tale.lockflight('recorder', 'record');
  await tale.lockflight('karim', 'promote staging production --wait');
  await toProduction(tale);
  await stage.lockflight('recorder', ['record']);
};

const quietly = async ({ stage }: Tale): Promise<void> => {
  await stage.lockflight('amina', ['approve', 'feature-validation']);
  await stage.lockflight('octocat', ['approve', 'release']);
  await stage.lockflight('octocat', ['approve', 'owners']);
};
