/** How koomy came to be what it is on the day of its adoption, mistakes included. Nothing of this is shown: it is the past. */
import type { Stage } from '../stage.ts';

const POINTS = {
  'src/points.js': '/** One point for each visit. */\nexport const pointsOf = (visits) => visits.length;\n',
  'docs/features/points.md': '# Points\n\nUn point par visite. Rien à migrer.\n',
};

/**
 * `main` and `staging`, a feature that was squash-promoted (production has it) and then reverted on staging: a plain merge of staging would
 * leave it in production for ever.
 */
export const livePast = async ({ sim, repository, git, read, push }: Stage): Promise<void> => {
  const main = (await read('karim', 'rev-parse', 'origin/main')).trim();
  await git('karim', 'push', '--quiet', 'origin', `${main}:refs/heads/staging`);
  const points = await push('karim', 'staging', POINTS, 'Give a point for each visit');
  await git('karim', 'checkout', '--quiet', '-B', 'main', 'origin/main');
  await git('karim', 'merge', '--quiet', '--squash', points);
  await git('karim', 'commit', '--quiet', '-m', 'Promote points (#1)');
  await git('karim', 'push', '--quiet', 'origin', 'main');
  await push(
    'karim',
    'staging',
    Object.fromEntries(Object.keys(POINTS).map((path) => [path, null])),
    'Revert "Give a point for each visit"',
  );
  for (const name of NAMES) sim.setSecret(repository, { environment: 'production', name, value: 'set by hand in the forge' });
};

/** What production needs, set in the forge's environment. */
const NAMES = [
  'KOOMY_ENV',
  'KOOMY_URL',
  'DATABASE_URL',
  'CARD_SIGNING_KEY',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'FIREBASE_PROJECT_ID',
  'CDN_BASE_URL',
];
