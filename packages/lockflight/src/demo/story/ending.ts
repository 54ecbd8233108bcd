import type { Tale } from '../tale.ts';

/** Everything that happened, from a clone alone. */
export const ending = async (tale: Tale): Promise<void> => {
  tale.chapter('The record', 'Le registre');
  tale.say(
    'All of it stands in the ledger, signed, on a branch of the same repository. Anybody with a clone can verify it.',
    'Tout cela est dans le registre, signé, sur une branche du même dépôt. Quiconque en a un clone peut le vérifier.',
  );
  await tale.lockflight('amina', 'ledger verify --fetch');
  await tale.lockflight('amina', 'ledger log --limit 12');
  await tale.lockflight('amina', 'audit', 1);
};
