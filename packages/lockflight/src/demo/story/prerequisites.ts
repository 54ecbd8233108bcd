import type { Tale } from '../tale.ts';
import { hastyCards, sharedCards } from './releases.ts';
import { toStaging } from './scenes.ts';

/** The five prerequisites, each of them missing once. */
export const prerequisites = async (tale: Tale): Promise<void> => {
  const { pipeline, stage } = tale;
  tale.chapter('The five prerequisites', 'Les cinq prérequis');
  tale.say(
    'sara lets members share their card: merged into staging, tested, deployed, smoked. In staging a stranger opens a card that is not there, and it shows: an error in the log, a critical bug. The migration has no way back, and nobody has validated the feature.',
    "sara permet aux membres de partager leur carte : fusionné dans staging, testé, déployé, visité. En staging, quelqu'un ouvre une carte qui n'existe pas, et cela se voit : une erreur dans les journaux, un bug critique. La migration est sans retour, et personne n'a validé la feature.",
  );
  const hasty = await toStaging(tale, await hastyCards(stage));
  await pipeline.visit('staging', '/cards/404?shared=1');
  const bug = await reportBug(tale, 'A shared card that is not there answers 500');
  await stage.lockflight('karim', ['promote', 'staging', 'production']);
  await stage.lockflight('recorder', ['record']);
  await tale.lockflight('karim', `verdict staging production --candidate ${hasty.slice(0, 10)}`, 1);
  tale.say(
    'She mends all of it: a way down for the migration, an answer for the card that is not there. The bug is closed. The first state has been overtaken: it is no candidate any more.',
    "Elle répare tout : un retour pour la migration, une réponse pour la carte absente. Le bug est clos. Le premier état a été dépassé : il n'est plus candidat.",
  );
  await toStaging(tale, await sharedCards(stage));
  await closeBug(tale, bug);
  await tale.lockflight('karim', `verdict staging production --candidate ${hasty.slice(0, 10)}`, 1);
};

/** What amina does in the forge's own pages. Gives the number. */
const reportBug = async ({ stage }: Tale, title: string): Promise<number> => {
  const { body } = await stage.onForge('amina', 'POST', 'issues', { title, labels: ['critical'] });
  return (body as { readonly number: number }).number;
};

const closeBug = ({ stage }: Tale, number: number) => stage.onForge('amina', 'PATCH', `issues/${number}`, { state: 'closed' });
