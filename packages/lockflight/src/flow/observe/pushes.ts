/**
 * Pushes to the environments' branches since adoption, as the forge's own activity log tells them: which commit the branch was moved to, by whom, when.
 * Committer dates and first-parent lines can be arranged by whoever pushes; this cannot.
 */
import type { Contract, Environment } from '../../contract/model.ts';
import type { Push } from '../../forge/port.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { treeOf } from '../tree-of.ts';
import type { World } from '../world.ts';
import { actorOf, RECORDER, type Seen, utc } from './observation.ts';

export const observePushes = async (world: World, contract: Contract, view: LedgerView): Promise<Seen> => {
  const drafts: EntryDraft[] = [];
  for (const environment of contract.environments) {
    if (environment.branch === undefined) continue;
    const pushes = await world.forge.pushes(environment.branch, (push) => isSettled(push, environment, view));
    for (const push of newPushes(pushes, environment, view)) drafts.push(await draftOf(world, environment, push));
  }
  return { drafts };
};

/** Held by the ledger, or from before adoption: a hundred of them in a row, and nothing before is new. */
const isSettled = (push: Push, environment: Environment, view: LedgerView): boolean =>
  view.keys.has(keyOf(environment, push)) || (view.adoption !== undefined && utc(push.at) <= view.adoption.occurredAt);

const keyOf = (environment: Environment, push: Push): string => `push:${environment.name}:${push.id}`;

/**
 * Those that the ledger does not hold, after the state that adoption found. A deleted branch has no state. A branch that is set back to that state later
 * hides nothing of what it was in between: only pushes before adoption are looked through for it.
 */
const newPushes = (pushes: readonly Push[], environment: Environment, view: LedgerView): readonly Push[] => {
  const found = view.adoption?.lines.find((l) => l.environment === environment.name);
  const adopted = view.adoption?.occurredAt ?? '';
  const before = pushes.findLastIndex((p) => p.after === found?.commit && utc(p.at) <= adopted);
  const start = (before === -1 && !isResumed(pushes, environment, view) ? pushes.findIndex((p) => p.after === found?.commit) : before) + 1;
  return pushes.slice(start).filter((p) => p.kind !== 'branch-deletion' && !view.keys.has(keyOf(environment, p)));
};

/** Read back to where the ledger knows everything: adoption lies further back. */
const isResumed = (pushes: readonly Push[], environment: Environment, view: LedgerView): boolean =>
  pushes.length >= ENOUGH_KNOWN && pushes.slice(0, ENOUGH_KNOWN).every((push) => view.keys.has(keyOf(environment, push)));

/** After so many settled pushes in a row the forge is asked for no older ones. */
const ENOUGH_KNOWN = 100;

const draftOf = async (world: World, environment: Environment, push: Push): Promise<EntryDraft> => {
  const pullRequest =
    push.kind === 'pull-request-merge'
      ? (await world.forge.pullRequestsOf(push.after)).find((p) => p.merged?.commit === push.after)?.number
      : undefined;
  return {
    key: keyOf(environment, push),
    occurredAt: push.at,
    actor: push.by === undefined ? RECORDER : actorOf(push.by),
    body: {
      type: 'push',
      environment: environment.name,
      branch: environment.branch ?? '',
      before: push.before,
      how: push.kind,
      ...(pullRequest === undefined ? {} : { pullRequest }),
      ...(await treeOf(world, push.after)),
    },
  };
};
