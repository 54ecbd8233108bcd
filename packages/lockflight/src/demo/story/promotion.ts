import type { Tale } from '../tale.ts';
import { sign, toProduction } from './scenes.ts';

/** People sign, the recorder records, the promotion goes through with staging's exact tree. */
export const promotion = async (tale: Tale): Promise<void> => {
  tale.chapter('The promotion goes through', 'La promotion passe');
  tale.say(
    'amina has seen the feature work in staging, octocat answers for the release. They sign on the pull request, under their own names. The recorder, which alone holds the key, writes down what the forge saw.',
    'amina a vu la feature fonctionner en staging, octocat répond de la livraison. Ils signent sur la pull request, en leur nom. Le greffier, seul à détenir la clé, consigne ce que la forge a vu.',
  );
  tale.wait(2);
  await sign(tale);
  await tale.lockflight('recorder', 'record');
  tale.say(
    'Production still carries a feature that staging reverted: it was promoted by squash, long ago. A plain merge would keep it, without a word. Lockflight carries the exact tree.',
    "La production porte encore une feature que staging a annulée : elle avait été promue par squash. Une simple fusion la garderait, sans un mot. Lockflight porte l'arbre exact.",
  );
  const merged = await tale.stage.git('karim', 'merge-tree', '--write-tree', 'origin/main', 'origin/staging');
  await tale.git('karim', ['ls-tree', '--name-only', merged.output.trim().split('\n')[0] ?? '', 'src/points.js']);
  await tale.lockflight('karim', 'promote staging production --wait');
  await tale.git('karim', ['ls-tree', '--name-only', 'origin/main', 'src/points.js']);
  await tale.git('karim', ['rev-parse', 'origin/staging^{tree}', 'origin/main^{tree}']);
  await toProduction(tale);
  await tale.lockflight('recorder', 'record');
  await tale.lockflight('octocat', 'status');
};
