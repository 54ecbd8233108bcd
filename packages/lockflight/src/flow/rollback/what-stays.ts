/**
 * What a rollback leaves as it is, whatever the tree says: migrations that were run since, and variables that the archived version needs and the environment lacks. Told
 * before it is opened; what could not be read is told too, since silence would pass for "nothing".
 */

import type { Contract, Environment } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { Text } from '../../contract/text.ts';
import { demandedNames } from '../../policy/demanded-names.ts';
import { attempt } from '../facts/attempt.ts';
import { type AddedMigration, migrationsAdded } from '../facts/migrations/migrations.ts';
import { readNames } from '../facts/outside/names.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import type { World } from '../world.ts';

export interface Between {
  /** What the environment has now. */
  readonly commit: string;
  /** What comes back. */
  readonly archived: string;
}

/** `contract`: the one in force. Errors: what git says. */
export const whatStays = async (world: World, contract: Contract, environment: Environment, between: Between): Promise<readonly Text[]> => [
  ...(await migrationsThatStay(world, contract, between)),
  ...(await variablesThatLack(world, environment, between.archived)),
];

const migrationsThatStay = async (world: World, { migrations }: Contract, { commit, archived }: Between): Promise<readonly Text[]> => {
  if (migrations === undefined) return [];
  const added = await attempt(() => migrationsAdded({ git: world.git, migrations, before: archived, after: commit }));
  if (added.known) return added.value.map(staying);
  return [
    { en: `its migrations could not be compared: ${added.why.en}`, fr: `ses migrations n'ont pas pu être comparées : ${added.why.fr}` },
  ];
};

const staying = ({ name, downFile, reversible }: AddedMigration): Text => {
  const way: Text = !reversible
    ? { en: 'it has no way down', fr: "elle n'a pas de retour" }
    : downFile === undefined
      ? { en: 'it can be undone, by hand, or lived with', fr: 'on peut la défaire, à la main, ou vivre avec' }
      : {
          en: `${downFile} undoes it, by hand, or it is declared compatible`,
          fr: `${downFile} la défait, à la main, ou elle est déclarée compatible`,
        };
  return { en: `the migration ${name} stays applied: ${way.en}`, fr: `la migration ${name} reste appliquée : ${way.fr}` };
};

const variablesThatLack = async (world: World, environment: Environment, archived: string): Promise<readonly Text[]> => {
  const text = await world.git.readFile(archived, CONTRACT_NAME);
  if (text === undefined) return [];
  const then = readContract({ file: CONTRACT_NAME, text }).contract;
  if (then === undefined)
    return [
      {
        en: `its variables could not be compared: the archived ${CONTRACT_NAME} has errors`,
        fr: `ses variables n'ont pas pu être comparées : le ${CONTRACT_NAME} archivé comporte des erreurs`,
      },
    ];
  if (!then.environments.some((e) => e.name === environment.name)) return [];
  const set = await readNames(world.forge, environment, undefined);
  if (!set.known)
    return [{ en: `its variables could not be compared: ${set.why.en}`, fr: `ses variables n'ont pas pu être comparées : ${set.why.fr}` }];
  const names = demandedNames(then, environment.name, set.value);
  const missing = [...names.missing, ...names.missingOneOf.map((group) => group.join(' | '))];
  if (missing.length === 0) return [];
  return [
    {
      en: `the archived version needs ${missing.join(', ')}, not set in ${environment.name}`,
      fr: `la version archivée a besoin de ${missing.join(', ')}, ${missing.length > 1 ? 'absentes' : 'absente'} de ${environment.name}`,
    },
  ];
};
