/**
 * After the merge: what the target really got, held against what was judged. Only a merge whose verdict had passed and still would have, of the head that was judged, onto the
 * base that it was judged on, with the candidate's very tree, is a promotion; everything else is recorded as what it is.
 */

import { findEnvironment } from '../../contract/model.ts';
import { readContract } from '../../contract/read-contract.ts';
import type { Text } from '../../contract/text.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { Commit } from '../../git/port.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import type { StillOpen } from '../../policy/judge-again.ts';
import { inForceOf, pinPeople } from '../facts/people.ts';
import { versionOf } from '../facts/version.ts';
import { actorOf, RECORDER } from '../observe/observation.ts';
import { reachBranch } from '../promote/reach-commit.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import type { World } from '../world.ts';
import { openAtMerge } from './at-merge.ts';
import { isReady } from './is-ready.ts';
import { lifeOf } from './life.ts';
import { type OpenPromotion, phaseDraft } from './promotion-draft.ts';
import { append, type Recorder } from './recorder.ts';

type Merge = NonNullable<PullRequest['merged']>;

/** `errored`: nobody can say yet what stood at that moment; nothing is recorded, and a later run finds the same merge. */
export const mergedPromotion = async (recorder: Recorder, promotion: OpenPromotion, merge: Merge): Promise<'merged' | 'errored'> => {
  const { world, situation, view } = recorder;
  const { commit, tree, parents } = await mergeCommit(world, promotion, merge);
  const result = { commit, tree };
  const by = merge.by === undefined ? RECORDER : actorOf(merge.by);
  const wrong = wrongMerge(promotion, result.tree, parents);
  const ready = isReady(view, 'promotion', promotion);
  const { suffix } = lifeOf(view, 'promotion', promotion.id);
  const happened = { at: merge.at, by, result, suffix };
  if (wrong !== undefined) {
    await append(recorder, [phaseDraft(promotion, 'failed', { ...happened, reason: wrong })]);
    return 'merged';
  }
  if (!ready) {
    await append(recorder, [
      phaseDraft(promotion, 'ungated', {
        ...happened,
        reason: { en: 'merged before its verdict had passed', fr: "fusionnée avant que son verdict n'ait abouti" },
      }),
    ]);
    return 'merged';
  }
  const open = await openAtMerge(recorder, promotion, merge.at);
  if (open.length > 0 && open.every((g) => g.unknown)) {
    recorder.undecided.add(commit);
    return 'errored';
  }
  if (open.length > 0) await append(recorder, [phaseDraft(promotion, 'ungated', { ...happened, reason: notThen(open) })]);
  else {
    const version = await versionOf(world.git, situation.contract, commit);
    const verdict = view.verdicts.get(`${promotion.step.id} ${promotion.candidate.tree}`)?.seq;
    // In one push: a contract must not be left behind by a crash between the two.
    await append(recorder, [
      phaseDraft(promotion, 'merged', { ...happened, version, ...(verdict === undefined ? {} : { verdict }) }),
      ...(await contractDraft(recorder, promotion, result, merge.at)),
    ]);
  }
  return 'merged';
};

const notThen = (open: readonly StillOpen[]): Text => ({
  en: `it had passed, but not any more when it was merged: ${open.map((g) => `${g.id} (${g.reason.en})`).join(', ')}`,
  fr: `elle avait abouti, mais ce n'était plus vrai à la fusion : ${open.map((g) => `${g.id} (${g.reason.fr})`).join(', ')}`,
});

const mergeCommit = async (world: World, { pullRequest }: OpenPromotion, merge: Merge): Promise<Commit> =>
  (await reachBranch(world, merge.commit, pullRequest.base.ref)) ?? world.git.commit(merge.commit);

const wrongMerge = (promotion: OpenPromotion, tree: string, parents: readonly string[]): Text | undefined => {
  if (tree !== promotion.candidate.tree) {
    return {
      en: `the merge gave tree ${tree.slice(0, 7)}, not the candidate's ${promotion.candidate.tree.slice(0, 7)}`,
      fr: `la fusion a donné l'arbre ${tree.slice(0, 7)}, et non celui du candidat, ${promotion.candidate.tree.slice(0, 7)}`,
    };
  }
  if (parents[0] !== promotion.base)
    return {
      en: 'it was merged onto another base than the one judged',
      fr: 'elle a été fusionnée sur une autre base que celle qui a été jugée',
    };
  const asJudged = promotion.step.linear ? parents.length === 1 : parents[1] === promotion.head && parents.length === 2;
  return asJudged
    ? undefined
    : {
        en: 'it was not merged by a merge commit of the head that was judged',
        fr: "elle n'a pas été fusionnée par un commit de fusion de la tête jugée",
      };
};

/** The contract that came with a promotion takes force after it; a rollback never brings one back, and one with errors never takes force. */
const contractDraft = async (
  { world, situation, view }: Recorder,
  { step }: OpenPromotion,
  result: { readonly commit: string; readonly tree: string },
  at: string,
): Promise<readonly EntryDraft[]> => {
  const text = await world.git.readFile(result.commit, CONTRACT_NAME);
  if (text === undefined || text === view.contract?.text) return [];
  const { contract } = readContract({ file: CONTRACT_NAME, text });
  if (contract === undefined) return [];
  if (findEnvironment(situation.contract, step.to)?.kind !== 'production') return [];
  const people = await pinPeople(world.forge, contract, inForceOf({ contract: situation.contract, view }).pins);
  const body = { type: 'contract', contractText: text, from: result, people } as const;
  return [{ key: `contract:${result.commit}`, occurredAt: at, actor: RECORDER, body }];
};
