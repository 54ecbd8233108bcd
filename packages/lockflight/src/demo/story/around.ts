import type { Tale } from '../tale.ts';

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
    'An administrator lifts the rule for a moment. The push goes through; both are found, and the rule is put back.',
    'Un administrateur lève la règle un instant. Le push passe ; les deux sont trouvés, et la règle est remise.',
  );
  await liftTheRule(tale);
  await stage.git('karim', 'push', '--quiet', 'origin', 'main');
  await tale.lockflight('octocat', 'protect', 1);
  await tale.lockflight('octocat', 'protect --apply --yes');
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

const liftTheRule = async ({ stage }: Tale): Promise<void> => {
  const { body } = await stage.onForge('octocat', 'GET', 'rulesets');
  const rule = (body as readonly { readonly id: number; readonly name: string }[]).find(({ name }) => name === 'lockflight: main');
  await stage.onForge('octocat', 'PUT', `rulesets/${rule?.id}`, { enforcement: 'disabled' });
};

const writeFix = async ({ stage }: Tale): Promise<void> => {
  const { writeFile } = await import('node:fs/promises');
  for (const [path, text] of Object.entries(FIX)) await writeFile(`${stage.cloneOf('karim')}/${path}`, text);
  await stage.git('karim', 'commit', '--quiet', '--all', '-m', 'Fix the shared link');
};
