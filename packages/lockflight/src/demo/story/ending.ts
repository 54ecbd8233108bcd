import type { Tale } from '../tale.ts';

/** Everything that happened, from a clone alone. */
export const ending = async (tale: Tale): Promise<void> => {
  tale.chapter('The record', 'Le registre');
  tale.say(
    'All of it stands in the ledger, signed, on a branch of the same repository. Anybody with a clone can verify it. What production was is kept, too: not even the CTO deletes an archive.',
    "Tout cela est dans le registre, signé, sur une branche du même dépôt. Quiconque en a un clone peut le vérifier. Ce que fut la production est gardé aussi : même le CTO n'efface pas une archive.",
  );
  await tale.lockflight('amina', 'ledger verify --fetch');
  const archives = await tale.stage.read('octocat', 'ls-remote', '--tags', 'origin', 'refs/tags/archive/main/*');
  const oldest = /refs\/tags\/\S+?(?=\^|\n)/.exec(archives)?.[0] ?? '';
  await tale.git('octocat', ['push', 'origin', '--delete', oldest], 1);
  await tale.lockflight('amina', 'ledger log --limit 12');
  await tale.lockflight('amina', 'audit', 1);
};
