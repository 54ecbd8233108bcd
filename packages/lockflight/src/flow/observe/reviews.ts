/**
 * Approvals and attestations, from the reviews of promotion and rollback pull requests. A review is bound to the head that was reviewed, so one that was
 * given before a new push speaks of the tree before it.
 */
import type { Contract } from '../../contract/model.ts';
import type { Review } from '../../forge/port.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import { extendView, type LedgerView } from '../../ledger/view.ts';
import { type Act, parseActs } from '../act/acts.ts';
import { inForceOf } from '../facts/people.ts';
import { treeIfKnown } from '../tree-of.ts';
import type { World } from '../world.ts';
import { bodyOf, isObservation, notAPerson, type Reading, type ReviewedPullRequest, refusal, refuseAct } from './acts-of.ts';
import { editsOn, type IsEdited } from './as-said.ts';
import { actorOf, isPerson, type Refusal, type Seen } from './observation.ts';

/**
 * `view` must already hold what is known of deployments; while those could not be read, attestations wait: recorded now they would be errored for ever.
 */
export const observeReviews = async (
  world: World,
  contract: Contract,
  { view, deploymentsKnown }: { readonly view: LedgerView; readonly deploymentsKnown: boolean },
  pullRequests: readonly ReviewedPullRequest[],
): Promise<Seen> => {
  const drafts: EntryDraft[] = [];
  const refusals: Refusal[] = [];
  // What was said in this very reading counts for what is taken back later in it.
  let seenSoFar = view;
  for (const pullRequest of pullRequests) {
    const reviews = [...(await world.forge.reviews(pullRequest.number))].sort((a, b) => a.at.localeCompare(b.at) || a.id - b.id);
    const isEdited = editsOn(world.forge, pullRequest.number, 'reviews');
    for (const review of reviews) {
      const seen = await readReview({ world, contract, view: seenSoFar, deploymentsKnown }, { pullRequest, review, isEdited });
      const fresh = seen.drafts.filter((d) => !seenSoFar.keys.has(d.key));
      seenSoFar = extendView(seenSoFar, fresh);
      drafts.push(...fresh);
      refusals.push(...(seen.refusals ?? []));
    }
  }
  return { drafts, refusals };
};

interface Read {
  readonly pullRequest: ReviewedPullRequest;
  readonly review: Review;
  readonly isEdited: IsEdited;
}

const readReview = async (reading: Reading, read: Read): Promise<Seen> => {
  const { pullRequest, review } = read;
  const said = parseActs(review.body);
  if (!isPerson(review.author, inForceOf(reading))) return { drafts: [], refusals: said.length === 0 ? [] : [notAPerson(review)] };
  if (review.state === 'dismissed')
    return { drafts: [...withdrawals(reading.view, pullRequest, review), ...takenBack(reading.view, review)] };
  // A request for changes approves nothing, but what its author observed is said all the same.
  const acts = review.state === 'changes-requested' ? said.filter((a) => a.verb === 'attest') : said;
  const attested = await readActs(reading, read, acts);
  if (review.state !== 'changes-requested') return attested;
  return { ...attested, drafts: [...attested.drafts, ...withdrawals(reading.view, pullRequest, review)] };
};

const readActs = async (reading: Reading, { pullRequest, review, isEdited }: Read, acts: readonly Act[]): Promise<Seen> => {
  if (acts.length === 0) return { drafts: [] };
  const subject = review.commit === '' ? undefined : await treeIfKnown(reading.world, review.commit);
  if (subject === undefined) return { drafts: [], refusals: [headGone(review)] };
  const drafts: EntryDraft[] = [];
  const refusals: Refusal[] = [];
  for (const act of acts) {
    if (isObservation(act) && !reading.deploymentsKnown) continue;
    // What was recorded was said: an edit comes too late for it.
    if (reading.view.keys.has(keyOf(review, act))) continue;
    const said = { author: review.author, at: review.at, review: review.id };
    const refused = (await refuseAct(reading, pullRequest, said, act)) ?? ((await isEdited(review)) ? edited(review) : undefined);
    if (refused === undefined)
      drafts.push({
        key: keyOf(review, act),
        occurredAt: review.at,
        actor: actorOf(review.author),
        body: bodyOf(act, reading.view, pullRequest, said, subject),
      });
    else refusals.push(refused);
  }
  return { drafts, refusals };
};

const keyOf = (review: Review, { verb, kind }: Pick<Act, 'verb' | 'kind'>): string => `review:${review.id}:${verb}:${kind}`;

const headGone = (review: Review): Refusal =>
  refusal(
    'review-of-unknown',
    review,
    'the commit that was reviewed is not known any more: review the head that is there now',
    "le commit relu n'est plus connu : relisez la tête actuelle",
  );

const edited = (review: Review): Refusal =>
  refusal(
    'review-edited',
    review,
    'this review was changed after it was written: say it in a new one',
    'cette relecture a été modifiée après coup : dites-le dans une nouvelle',
  );

/** A dismissed review takes its own approvals back; a request for changes takes back all that its author approved on this pull request before it. */
const withdrawals = (view: LedgerView, pullRequest: ReviewedPullRequest, review: Review): readonly EntryDraft[] =>
  [...view.approvals.values()]
    .flat()
    .filter(
      (a) =>
        a.pullRequest === pullRequest.number &&
        a.result === 'approved' &&
        (review.state === 'dismissed' ? a.review === review.id : a.actor.id === review.author.id && a.occurredAt <= review.at),
    )
    .map((a) => ({
      key: `review:${review.id}:withdraw:${a.comment === undefined ? a.review : `comment-${a.comment}`}:${a.kind}`,
      occurredAt: review.at,
      actor: actorOf(review.author),
      body: {
        type: 'approval',
        kind: a.kind,
        result: 'withdrawn',
        pullRequest: a.pullRequest,
        ...(a.comment === undefined ? {} : { comment: a.comment }),
        ...(a.review === undefined ? {} : { review: a.review }),
        tree: a.tree,
        commit: a.commit,
      },
    }));

/** What a dismissed review attested, where nothing newer was said of it: a newer word, by whomever, stands on its own. */
const takenBack = (view: LedgerView, review: Review): readonly EntryDraft[] =>
  view.entries.flatMap(({ key, seq, body }): readonly EntryDraft[] => {
    if (body.type !== 'evidence' || key !== keyOf(review, { verb: 'attest', kind: body.kind })) return [];
    const { kind, environment, pullRequest, tree, commit } = body;
    const latest = (view.evidence.get(tree) ?? []).findLast((e) => e.kind === kind && e.environment === environment);
    if (latest?.seq !== seq) return [];
    const place = { ...(environment === undefined ? {} : { environment }), ...(pullRequest === undefined ? {} : { pullRequest }) };
    return [
      {
        key: `review:${review.id}:take-back:${kind}`,
        occurredAt: review.at,
        actor: actorOf(review.author),
        body: { type: 'evidence', kind, ...place, result: 'withdrawn', tree, commit },
      },
    ];
  });
