import type { Tale } from '../tale.ts';
import { protectMain } from './before.ts';
import { toProduction } from './scenes.ts';
import { shareModule } from './share.ts';

const FIX = { 'src/share.js': shareModule('Number(id)') };

/** Somebody pushes a fix straight to main: refused where protection is on, found where it was off. */
export const aroundTheGates = async (tale: Tale): Promise<void> => {
  const { stage } = tale;
  tale.chapter('Around the gates', 'Par-dessus les portes');
  tale.say(
    'karim wants to fix something in production, quickly. The forge refuses.',
    'karim veut corriger quelque chose en production, vite. La forge refuse.',
  );
  await stage.git('karim', 'checkout', '--quiet', '-B', 'main', 'origin/main');
  await writeFix(tale);
  await tale.git('karim', ['push', 'origin', 'main'], 1);
  tale.say(
    'Somebody turns protection off for a moment. The push goes through, and it is found.',
    "Quelqu'un retire la protection un instant. Le push passe, et il est trouvé.",
  );
  stage.sim.protect(stage.repository, 'main', null);
  await stage.git('karim', 'push', '--quiet', 'origin', 'main');
  protectMain(stage);
  await tale.lockflight('recorder', 'record');
  await tale.lockflight('octocat', 'audit', 1);
  tale.say(
    'The way out is the way in: the fix is brought to staging, and promoted from there like everything else.',
    'Pour en sortir, la même porte : le correctif est apporté en staging, puis promu comme le reste.',
  );
  await tale.lockflight('karim', 'verdict staging production', 1);
  const fix = (await stage.read('karim', 'rev-parse', 'origin/main')).trim();
  await stage.git('karim', 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  await tale.git('karim', ['merge', '--quiet', '--no-ff', '-m', 'Bring the fix of the shared link to staging', fix]);
  await stage.git('karim', 'push', '--quiet', 'origin', 'staging');
  await toProduction(tale);
};

const writeFix = async ({ stage }: Tale): Promise<void> => {
  const { writeFile } = await import('node:fs/promises');
  for (const [path, text] of Object.entries(FIX)) await writeFile(`${stage.cloneOf('karim')}/${path}`, text);
  await stage.git('karim', 'commit', '--quiet', '--all', '-m', 'Fix the shared link');
};
