import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tale } from '../tale.ts';

/** The marks that Replit leaves in every process of a preview, and what its owner keeps among its secrets. */
const REPLIT = {
  REPL_ID: '00000000-0000-4000-8000-000000000000',
  REPL_SLUG: 'koomy',
  REPL_OWNER: 'sara',
  KOOMY_ENV: 'preview',
  STRIPE_SECRET_KEY: 'sk_test_made_up_for_the_story',
  STRIPE_WEBHOOK_SECRET: 'whsec_made_up_for_preview',
  FIREBASE_PROJECT_ID: 'koomy-test',
  CDN_BASE_URL: 'https://cdn-test.koomy.example',
};

/** What each environment is for, tried: allowed here, refused there. */
export const boundaries = async (tale: Tale): Promise<void> => {
  const { pipeline, stage } = tale;
  tale.chapter('What each environment is for', 'À quoi sert chaque environnement');
  for (const who of ['sara', 'karim']) await stage.git(who, 'checkout', '--quiet', '-B', 'staging', 'origin/staging');
  tale.say(
    'sara explores in a Replit preview. Unit tests may run there. What counts for the business may not, and nothing is promoted from there.',
    "sara explore dans une preview Replit. Les tests unitaires y ont leur place. Ce qui compte pour le métier, non, et rien n'en est promu.",
  );
  await tale.lockflight('sara', 'run ci-check', 0, REPLIT);
  await tale.lockflight('sara', 'run journey', 125, REPLIT);
  await tale.lockflight('sara', 'promote staging production', 2, REPLIT);
  tale.say(
    'Staging has its own accounts, in test mode. Somebody filled in live ones.',
    "Staging a ses propres comptes, en mode test. Quelqu'un y a mis ceux de la production.",
  );
  await writeFile(join(stage.cloneOf('karim'), 'staging.env'), fileOf({ ...pipeline.settingsOf('staging'), ...liveAccountsOf(tale) }));
  await tale.lockflight('karim', 'env check --env staging --file staging.env', 1);
  await writeFile(join(stage.cloneOf('karim'), 'staging.env'), fileOf(pipeline.settingsOf('staging')));
  await tale.lockflight('karim', 'env check --env staging --file staging.env');
  tale.say(
    "Production is no laboratory: what writes for a try is refused there, and a migration is the pipeline's, never a laptop's.",
    "La production n'est pas un laboratoire : ce qui écrit pour essayer y est refusé, et une migration revient au pipeline, jamais à un portable.",
  );
  await tale.lockflight('karim', 'run journey', 125, pipeline.settingsOf('production'));
  await tale.lockflight('karim', 'run migrate', 125, pipeline.settingsOf('production'));
};

const liveAccountsOf = ({ pipeline }: Tale): Readonly<Record<string, string>> => {
  const { STRIPE_SECRET_KEY = '', FIREBASE_PROJECT_ID = '', CDN_BASE_URL = '' } = pipeline.settingsOf('production');
  return { STRIPE_SECRET_KEY, FIREBASE_PROJECT_ID, CDN_BASE_URL };
};

const fileOf = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
