/**
 * `lockflight promote`: opens or continues a promotion, as the person who runs it. Makes the head with the candidate's exact tree, opens the pull request (also
 * while gates are blocked: it is where people see what is missing, and sign) and, when asked to wait, merges it once the recorder's check is green.
 */
import { inLanguage } from '../../contract/text.ts';
import { LockflightError } from '../../errors.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { ArchiveRef } from '../../ledger/entry.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { readTargetState } from '../facts/target-state.ts';
import { versionOf } from '../facts/version.ts';
import { requireUnrewound } from '../ledger/unrewound.ts';
import { observe } from '../observe/observe.ts';
import { isPromotion, type TrackedPullRequest } from '../observe/pull-requests.ts';
import { candidateFor, environmentNamed, findStep } from '../verdict/find-step.ts';
import { judgeCandidate } from '../verdict/judge-candidate.ts';
import { headOf, readSituation, requireAdoption, type Situation } from '../verdict/situation.ts';
import type { World } from '../world.ts';
import { isOurPromotion } from './head-is-ours.ts';
import { mayMerge } from './may-merge.ts';
import { type MergeAnswer, mergeWhenGreen, type Patience } from './merge-when-green.ts';
import { type Opened, openPullRequest } from './open-pull-request.ts';
import { PROMOTION_PREFIX, promotionId, stepIdOf, writePromotionHead } from './promotion-head.ts';
import { promotionWords } from './pull-request-body.ts';

export interface PromoteRequest {
  readonly from: string;
  readonly to: string;
  readonly step?: string;
  readonly candidate?: string;
  readonly wait?: Patience;
  /** Hosts whose markers this process carries. */
  readonly hosts?: readonly string[];
}

export interface Promoting {
  readonly situation: Situation;
  readonly opened: Opened;
  /** Absent once it is merged. */
  readonly verdict?: Verdict;
  readonly merge: MergeAnswer;
  readonly superseded: readonly number[];
  /** Another tree that the target had under this very version: nothing is refused for it, but people should know. */
  readonly sameVersion?: ArchiveRef;
}

/** Errors: `from-preview-host`, `unknown-step`, `not-adopted`, `ledger-rewound`, `nothing-to-promote`, `promotion-open`, `base-moved`, `head-moved`, `wrong-tree` and what git and the forge say. */
export const promote = async (world: World, request: PromoteRequest): Promise<Promoting> => {
  const situation = await readSituation(world);
  const preview = situation.contract.environments.find(
    (e) => e.kind === 'preview' && e.host !== undefined && request.hosts?.includes(e.host.toLowerCase()) === true,
  );
  if (preview?.host !== undefined) throw fromPreviewHost(preview.host);
  const step = findStep(situation.contract, request.from, request.to, request.step);
  requireAdoption(situation);
  await requireUnrewound(world, situation);
  const candidate = await candidateFor(world, situation, step, request.candidate);
  const environment = environmentNamed(situation.contract, step.to);
  const observed = await observe(world, situation, [candidate.commit]);
  const target = await readTargetState(world, observed.view, environment.name, headOf(situation, environment));
  if (target.tree === candidate.tree) throw nothingToPromote(step.to, candidate.tree);

  const id = promotionId(step, candidate.commit, target.commit);
  const rivals = observed.pullRequests
    .filter(isPromotion)
    .filter((t) => t.pullRequest.state === 'open' && t.id !== id && stepIdOf(t.id) === step.id);
  // One that stands on a base which the target has left can never be merged: it keeps nobody waiting.
  const first = rivals.find((t) => t.id.endsWith(`-on-${target.commit.slice(0, 10)}`));
  if (step.supersede === 'first' && first !== undefined) throw promotionOpen(first.pullRequest);

  const version = await versionOf(world.git, situation.contract, candidate.commit);
  const sameVersion = situation.view.archives.findLast(
    (a) => a.environment === environment.name && a.version === version && a.tree !== candidate.tree,
  );
  const words = promotionWords(step, candidate, version, sameVersion);
  const told = sameVersion === undefined ? {} : { sameVersion };
  const { language } = situation.contract;
  const opened = await openPullRequest(world, {
    branch: `${PROMOTION_PREFIX}${id}`,
    base: environment.branch ?? '',
    tree: candidate.tree,
    parents: step.linear ? [target.commit] : [target.commit, candidate.commit],
    isOurs: (claim) => isOurPromotion(situation, claim, step, candidate),
    title: inLanguage(words.title, language),
    body: inLanguage(words.body, language),
    write: async () =>
      writePromotionHead(world.git, {
        step,
        candidate,
        base: target.commit,
        version,
        ledgerHead: (await situation.ledger.read()).stored.head ?? '',
      }),
  });
  const superseded = await supersede(world, rivals, opened.pullRequest.number);
  const merge = await mergeWhenGreen(
    world,
    {
      pullRequest: opened.pullRequest.number,
      environment: environment.name,
      head: opened.head,
      base: target.commit,
      tree: candidate.tree,
      method: step.linear ? 'squash' : 'merge',
      title: inLanguage(words.title, language),
      isReady: () =>
        mayMerge(world, { id, head: opened.head, base: target.commit, step, candidate, pullRequest: opened.pullRequest.number }),
    },
    request.wait,
  );
  if (merge.state === 'merged') return { situation, opened, merge, superseded, ...told };
  const verdict = await judgeCandidate(world, situation, observed, { step, candidate, pullRequest: opened.pullRequest.number });
  return { situation, opened, merge, superseded, verdict, ...told };
};

/** The older promotions of this step give way: their pull requests are closed, with the reason. One that was merged at this very moment stays. */
const supersede = async (world: World, rivals: readonly TrackedPullRequest[], by: number): Promise<readonly number[]> => {
  const closed: number[] = [];
  for (const { pullRequest } of rivals) {
    if (pullRequest.number >= by) continue;
    const { state } = await world.forge.pullRequest(pullRequest.number);
    if (state === 'closed') continue;
    const reason = `Superseded by #${by}.`;
    // The reason first, and once: whoever dies between the two finds it said and the pull request still open.
    const said = (await world.forge.comments(pullRequest.number)).some((comment) => comment.body === reason);
    if (!said) await world.forge.comment(pullRequest.number, reason);
    await world.forge.closePullRequest(pullRequest.number);
    closed.push(pullRequest.number);
  }
  return closed;
};

const fromPreviewHost = (host: string): LockflightError =>
  new LockflightError({
    code: 'from-preview-host',
    exit: 2,
    message: {
      en: `this process runs on ${host}, a preview host: nothing is promoted from here`,
      fr: `ce processus tourne sur ${host}, un hôte de preview : rien n'est promu d'ici`,
    },
    hint: { en: 'promote from the forge or from your own machine', fr: 'promouvez depuis la forge ou depuis votre poste' },
  });

const nothingToPromote = (environment: string, tree: string): LockflightError =>
  new LockflightError({
    code: 'nothing-to-promote',
    exit: 1,
    message: {
      en: `${environment} has this very tree already (${tree.slice(0, 7)})`,
      fr: `${environment} a déjà exactement cet arbre (${tree.slice(0, 7)})`,
    },
    hint: { en: `lockflight audit ${environment}`, fr: `lockflight audit ${environment}` },
  });

const promotionOpen = (pullRequest: PullRequest): LockflightError =>
  new LockflightError({
    code: 'promotion-open',
    exit: 1,
    message: {
      en: `pull request #${pullRequest.number} goes first (supersede: first)`,
      fr: `la pull request #${pullRequest.number} passe avant (supersede: first)`,
    },
    hint: {
      en: `merge or close #${pullRequest.number}, then ask again`,
      fr: `fusionnez ou fermez #${pullRequest.number}, puis redemandez`,
    },
  });
