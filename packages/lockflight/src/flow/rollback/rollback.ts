/**
 * `lockflight rollback`: opens or continues a rollback, as the person who runs it. The archived tree goes on top of what the environment has; what that
 * does not undo (schema, variables) is said before, not after.
 */
import { readContract } from '../../contract/read-contract.ts';
import { inLanguage, type Text } from '../../contract/text.ts';
import { demandedNames } from '../../policy/demanded-names.ts';
import { attempt } from '../facts/attempt.ts';
import { migrationsAdded } from '../facts/migrations.ts';
import { isOurRollback } from '../promote/head-is-ours.ts';
import { mayRollBack } from '../promote/may-merge.ts';
import { type MergeAnswer, mergeWhenGreen, type Patience } from '../promote/merge-when-green.ts';
import { type Opened, openPullRequest } from '../promote/open-pull-request.ts';
import { ROLLBACK_PREFIX, rollbackId, writeRollbackHead } from '../promote/promotion-head.ts';
import { rollbackWords } from '../promote/pull-request-body.ts';
import { environmentNamed } from '../verdict/find-step.ts';
import { CONTRACT_FILE, headOf, readSituation, requireAdoption, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { rollbackRule } from './rollback-rule.ts';
import { type RollbackTarget, rollbackTarget } from './rollback-target.ts';

export interface RollingBack {
  readonly situation: Situation;
  readonly target: RollbackTarget;
  readonly from: { readonly commit: string; readonly tree: string };
  /** What stays as it is, whatever the tree says. */
  readonly notUndone: readonly Text[];
  readonly opened: Opened;
  readonly merge: MergeAnswer;
}

/** Errors: `not-adopted`, `unknown-environment`, `unknown-archive`, `nothing-to-roll-back-to`, `already-there`, `base-moved`, `wrong-tree`, and what git and the forge say. */
export const rollback = async (
  world: World,
  request: { readonly environment: string; readonly to?: string; readonly wait?: Patience },
): Promise<RollingBack> => {
  const situation = await readSituation(world);
  const environment = environmentNamed(situation.contract, request.environment);
  requireAdoption(situation);
  const head = await world.git.commit(headOf(situation, environment));
  const target = rollbackTarget(situation.view, environment.name, head.tree, request.to);
  const { archive } = target;
  const notUndone = await whatStays(world, situation, environment.name, { commit: head.commit, archived: archive.commit });
  const words = rollbackWords(situation.contract, environment.name, archive, notUndone);
  const { language } = situation.contract;
  const id = rollbackId(environment.name, archive.commit, head.commit);
  const opened = await openPullRequest(world, {
    tree: archive.tree,
    parents: [head.commit],
    isOurs: (claim) => isOurRollback(situation, claim, environment.name, archive.ref),
    branch: `${ROLLBACK_PREFIX}${id}`,
    base: environment.branch ?? '',
    title: inLanguage(words.title, language),
    body: inLanguage(words.body, language),
    write: async () =>
      writeRollbackHead(world.git, {
        environment: environment.name,
        archive: archive.ref,
        tree: archive.tree,
        version: archive.version,
        base: head.commit,
        ledgerHead: (await situation.ledger.read()).stored.head ?? '',
      }),
  });
  const merge = await mergeWhenGreen(
    world,
    {
      pullRequest: opened.pullRequest.number,
      environment: environment.name,
      head: opened.head,
      base: head.commit,
      tree: archive.tree,
      method: 'merge',
      title: inLanguage(words.title, language),
      isReady: () =>
        mayRollBack(
          world,
          { id, head: opened.head, base: head.commit },
          {
            environment: environment.name,
            rule: rollbackRule(situation.contract, environment),
            target,
            pullRequest: opened.pullRequest.number,
          },
        ),
    },
    request.wait,
  );
  return { situation, target, from: { commit: head.commit, tree: head.tree }, notUndone, opened, merge };
};

/** Migrations that were run since, and variables that the archived version needs and the environment lacks. */
const whatStays = async (
  world: World,
  { contract }: Situation,
  environment: string,
  { commit, archived }: { readonly commit: string; readonly archived: string },
): Promise<readonly Text[]> => {
  const stays: Text[] = [];
  const migrations = contract.migrations;
  if (migrations !== undefined) {
    for (const migration of await migrationsAdded(world.git, migrations, archived, commit)) {
      const way = migration.reversible
        ? { en: `${migration.downFile} undoes it, by hand`, fr: `${migration.downFile} la défait, à la main` }
        : { en: 'it has no way down', fr: "elle n'a pas de retour" };
      stays.push({
        en: `the migration ${migration.name} stays applied: ${way.en}`,
        fr: `la migration ${migration.name} reste appliquée : ${way.fr}`,
      });
    }
  }
  const text = await world.git.readFile(archived, CONTRACT_FILE);
  const then = text === undefined ? undefined : readContract({ file: CONTRACT_FILE, text }).contract;
  if (then === undefined || !then.environments.some((e) => e.name === environment)) return stays;
  const set = await attempt(() => world.forge.variableNames(environment));
  if (!set.known)
    return [
      ...stays,
      { en: `its variables could not be compared: ${set.why.en}`, fr: `ses variables n'ont pas pu être comparées : ${set.why.fr}` },
    ];
  const { missing } = demandedNames(then, environment, set.value);
  return missing.length === 0
    ? stays
    : [
        ...stays,
        {
          en: `the archived version needs ${missing.join(', ')}, not set in ${environment}`,
          fr: `la version archivée a besoin de ${missing.join(', ')}, ${missing.length > 1 ? 'absents' : 'absent'} de ${environment}`,
        },
      ];
};
