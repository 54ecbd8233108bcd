/**
 * `lockflight rollback`: opens or continues a rollback, as the person who runs it. The archived tree goes on top of what the environment has; what that
 * does not undo (schema, variables) is said before, not after.
 */
import { inLanguage, type Text } from '../../contract/text.ts';
import { requireUnrewound } from '../ledger/unrewound.ts';
import { isOurRollback } from '../promote/head-is-ours.ts';
import { mayRollBack } from '../promote/may-merge.ts';
import { type MergeAnswer, mergeWhenGreen, type Patience } from '../promote/merge-when-green.ts';
import { type Opened, openPullRequest } from '../promote/open-pull-request.ts';
import { ROLLBACK_PREFIX, rollbackId, writeRollbackHead } from '../promote/promotion-head.ts';
import { rollbackWords } from '../promote/pull-request-body.ts';
import { environmentNamed } from '../verdict/find-step.ts';
import { headOf, readSituation, requireAdoption, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { requireRecorded } from './require-recorded.ts';
import { rollbackRule } from './rollback-rule.ts';
import { type RollbackTarget, rollbackTarget } from './rollback-target.ts';
import { whatStays } from './what-stays.ts';

export interface RollingBack {
  readonly situation: Situation;
  readonly target: RollbackTarget;
  readonly from: { readonly commit: string; readonly tree: string };
  /** What stays as it is, whatever the tree says. */
  readonly notUndone: readonly Text[];
  readonly opened: Opened;
  readonly merge: MergeAnswer;
}

/** Errors: `not-adopted`, `ledger-rewound`, `unknown-environment`, `unknown-archive`, `nothing-to-roll-back-to`, `already-there`, `rollback-unrecorded`, `base-moved`, `wrong-tree`, and what git and the forge say. */
export const rollback = async (
  world: World,
  request: { readonly environment: string; readonly to?: string; readonly wait?: Patience },
): Promise<RollingBack> => {
  const situation = await readSituation(world);
  const environment = environmentNamed(situation.contract, request.environment);
  requireAdoption(situation);
  await requireUnrewound(world, situation);
  const head = await world.git.commit(headOf(situation, environment));
  if (request.to === undefined) await requireRecorded(world, situation.view, environment.name, head);
  const target = rollbackTarget(situation.view, environment.name, head.tree, request.to);
  const { archive } = target;
  const notUndone = await whatStays(world, situation.contract, environment, { commit: head.commit, archived: archive.commit });
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
