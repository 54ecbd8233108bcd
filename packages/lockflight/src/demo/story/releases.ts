/** What sara and karim write during the story. */
import type { Files } from '../files.ts';
import type { Stage } from '../stage.ts';
import { shareModule } from './share.ts';

export interface Release {
  readonly branch: string;
  readonly message: string;
  readonly files: Files;
}

const version = async (stage: Stage, next: string): Promise<Files> => {
  const text = await stage.read('sara', 'show', 'origin/staging:package.json');
  return { 'package.json': text.replace(/"version": "[^"]+"/, `"version": "${next}"`) };
};

const note = (title: string, words: string): string =>
  `# ${title}\n\n- **Ce qui change** : ${words}\n- **Retour en arrière** : le déploiement précédent.\n`;

const CARD = 'const member = id && members.find(Number(id));';
const SHARED = `      if (id && searchParams.has('shared')) return answer(200, { name: members.find(Number(id)).name });\n`;
const SHARED_OR_NOT = `      if (id && searchParams.has('shared')) {
        const friend = members.find(Number(id));
        return friend ? answer(200, { name: friend.name }) : answer(404, { error: 'not-found' });
      }
`;

/** Cards can be shared, in a hurry: a card that is not there is forgotten, and so is the way back of the migration. */
export const hastyCards = async (stage: Stage): Promise<Release> => {
  const server = await stage.read('sara', 'show', 'origin/staging:src/server.js');
  return {
    branch: 'carte-partagee',
    message: 'Let members share their card',
    files: {
      'src/server.js': server.replace('{ pathname }', '{ pathname, searchParams }').replace(`      ${CARD}`, `${SHARED}      ${CARD}`),
      'migrations/0002_shared/up.sql': 'ALTER TABLE members ADD COLUMN shared_at TEXT;\n',
    },
  };
};

/** Cards can be shared: a good release. */
export const sharedCards = async (stage: Stage): Promise<Release> => ({
  branch: 'carte-partagee-reparee',
  message: 'Answer for a shared card that is not there',
  files: {
    ...(await version(stage, '1.8.0')),
    'src/server.js': (await stage.read('sara', 'show', 'origin/staging:src/server.js')).replace(SHARED, SHARED_OR_NOT),
    'migrations/0002_shared/down.sql': 'ALTER TABLE members DROP COLUMN shared_at;\n',
    'src/share.js': shareModule('id'),
    'docs/features/carte-partagee.md': note('Carte partagée', 'un membre peut montrer sa carte par un lien.'),
    'src/share.test.js':
      "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { shareLink } from './share.js';\n\ntest('a card has a link of its own', () => {\n  assert.equal(shareLink('https://k.example', 7), 'https://k.example/cards/7?shared=1');\n});\n",
  },
});

/** Health says more, and in production something wrong: no test and no staging could show it. It brings a migration, too. */
export const badHealth = async (stage: Stage): Promise<Release> => {
  const server = await stage.read('sara', 'show', 'origin/staging:src/server.js');
  return {
    branch: 'sante-detaillee',
    message: 'Say more about the health of the service',
    files: {
      ...(await version(stage, '1.9.0')),
      'src/server.js': server.replace(
        'environment: settings.environment })',
        "environment: settings.environment === 'production' ? 'prod' : settings.environment })",
      ),
      'migrations/0003_last_seen/up.sql': 'ALTER TABLE members ADD COLUMN last_seen TEXT;\n',
      'migrations/0003_last_seen/down.sql': 'ALTER TABLE members DROP COLUMN last_seen;\n',
      'docs/features/sante-detaillee.md': note('Santé détaillée', '`GET /health` en dit davantage.'),
    },
  };
};

/** What puts it right again. */
export const goodHealth = async (stage: Stage): Promise<Release> => {
  const server = await stage.read('sara', 'show', 'origin/staging:src/server.js');
  return {
    branch: 'sante-corrigee',
    message: 'Name production by its name',
    files: {
      ...(await version(stage, '1.9.1')),
      'src/server.js': server.replace("settings.environment === 'production' ? 'prod' : settings.environment", 'settings.environment'),
      'docs/features/sante-detaillee.md': note('Santé détaillée', "`GET /health` en dit davantage, et nomme l'environnement."),
    },
  };
};
