/**
 * Approvals and attestations, from the reviews of promotion and rollback pull requests. A review is bound to the head that was reviewed, so one that was
 * given before a new push speaks of the tree before it. Only people count; what a workflow proves cannot be attested by hand. What a person observed in an
 * environment speaks for a tree that ran there when they said so, as with runs; a failure speaks against it anyhow.
 */
import { activityOfEvidence, refusalOf } from '../../contract/activity.ts';
import { type Contract, findEnvironment, membersOf } from '../../contract/model.ts';
import type { Review } from '../../forge/port.ts';
import type { EntryBody, EntryDraft, TreeRef } from '../../ledger/entry.ts';
import { extendView, type LedgerView } from '../../ledger/view.ts';
import { type Act, parseActs } from '../act/acts.ts';
import { isInRoles } from '../facts/members.ts';
import { ranThroughout, runsOf } from '../facts/runs-of.ts';
import { treeIfKnown } from '../tree-of.ts';
import type { World } from '../world.ts';
import { actorOf, isPerson, type Refusal, type Seen, utc } from './observation.ts';
import { wasReadBefore } from './said-at-first.ts';

/** A pull request whose reviews count, and the environment that an attestation on it speaks of. */
export interface ReviewedPullRequest {
  readonly number: number;
  readonly environment: string;
  /** The rollback that it carries out, for its post-mortem. */
  readonly rollback?: string;
}

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
    for (const review of reviews) {
      const seen = await readReview({ world, contract, view: seenSoFar, deploymentsKnown }, pullRequest, review);
      const fresh = seen.drafts.filter((d) => !seenSoFar.keys.has(d.key));
      seenSoFar = extendView(seenSoFar, fresh);
      drafts.push(...fresh);
      refusals.push(...(seen.refusals ?? []));
    }
  }
  return { drafts, refusals };
};

interface Reading {
  readonly world: World;
  readonly contract: Contract;
  readonly view: LedgerView;
  readonly deploymentsKnown: boolean;
}

const readReview = async (reading: Reading, pullRequest: ReviewedPullRequest, review: Review): Promise<Seen> => {
  const said = parseActs(review.body);
  const agents = membersOf(reading.contract, 'agents');
  if (!isPerson(review.author, agents)) return { drafts: [], refusals: said.length === 0 ? [] : [notAPerson(review)] };
  if (review.state === 'dismissed')
    return { drafts: [...withdrawals(reading.view, pullRequest, review), ...takenBack(reading.view, review)] };
  // A request for changes approves nothing, but what its author observed is said all the same.
  const acts = review.state === 'changes-requested' ? said.filter((a) => a.verb === 'attest') : said;
  const attested = await readActs(reading, pullRequest, review, acts);
  if (review.state !== 'changes-requested') return attested;
  return { ...attested, drafts: [...attested.drafts, ...withdrawals(reading.view, pullRequest, review)] };
};

const readActs = async (reading: Reading, pullRequest: ReviewedPullRequest, review: Review, acts: readonly Act[]): Promise<Seen> => {
  if (acts.length === 0) return { drafts: [] };
  const subject = review.commit === '' ? undefined : await treeIfKnown(reading.world, review.commit);
  if (subject === undefined) return { drafts: [], refusals: [headGone(review)] };
  const drafts: EntryDraft[] = [];
  const refusals: Refusal[] = [];
  for (const act of acts) {
    if (isObservation(act) && !reading.deploymentsKnown) continue;
    const late =
      act.verb === 'approve' && !reading.view.keys.has(keyOf(review, act)) && wasReadBefore(reading.view, pullRequest.number, review);
    if (late) {
      refusals.push(edited(review));
      continue;
    }
    const refusal = await refuse(reading, pullRequest, review, act);
    if (refusal === undefined)
      drafts.push({
        key: keyOf(review, act),
        occurredAt: review.at,
        actor: actorOf(review.author),
        body: bodyOf(act, reading.view, pullRequest, review, subject),
      });
    else refusals.push(refusal);
  }
  return { drafts, refusals };
};

const keyOf = (review: Review, { verb, kind }: Pick<Act, 'verb' | 'kind'>): string => `review:${review.id}:${verb}:${kind}`;

const isObservation = (act: Act): boolean => act.verb === 'attest' && act.kind !== 'post-mortem';

const bodyOf = (act: Act, view: LedgerView, pullRequest: ReviewedPullRequest, review: Review, subject: TreeRef): EntryBody => {
  if (act.verb === 'approve')
    return { type: 'approval', kind: act.kind, result: 'approved', pullRequest: pullRequest.number, review: review.id, ...subject };
  if (act.kind === 'post-mortem') return { type: 'post-mortem', rollback: pullRequest.rollback ?? '', note: act.note ?? '' };
  const at = utc(review.at);
  const bound = ranThroughout(runsOf(view, pullRequest.environment), subject.tree, at, at);
  return {
    type: 'evidence',
    kind: act.kind,
    environment: pullRequest.environment,
    result: bound || act.result === 'failed' ? act.result : 'errored',
    pullRequest: pullRequest.number,
    ...(act.note === undefined ? {} : { note: act.note }),
    ...subject,
  };
};

/** Why an act of a person does not count, or undefined when it does. */
const refuse = async (
  { world, contract, view }: Reading,
  pullRequest: ReviewedPullRequest,
  review: Review,
  act: Act,
): Promise<Refusal | undefined> => {
  if (act.verb === 'approve') return undefined; // whether the person has the role is judged with the roles of the day, not recorded
  const roles = contract.people.map((r) => r.name).filter((r) => r !== 'agents');
  if (!(await isInRoles(world.forge, contract, roles, review.author))) {
    return refusal(
      'attest-without-role',
      review,
      'only people who have a role in the contract can attest',
      'seules les personnes qui ont un rôle dans le contrat peuvent attester',
    );
  }
  if (act.kind === 'post-mortem') {
    if (pullRequest.rollback === undefined)
      return refusal(
        'post-mortem-elsewhere',
        review,
        "a post-mortem belongs on the rollback's own pull request",
        'un post-mortem se dépose sur la pull request du retour arrière',
      );
    const merged = view.rollbacks.get(pullRequest.rollback)?.history.find((h) => h.phase === 'merged' || h.phase === 'ungated');
    if (merged === undefined || utc(review.at) < merged.occurredAt)
      return refusal(
        'post-mortem-early',
        review,
        'a post-mortem is written after the rollback, not before',
        "un post-mortem s'écrit après le retour arrière, pas avant",
      );
    return act.note === undefined
      ? refusal(
          'post-mortem-without-note',
          review,
          'a post-mortem needs a link to what was written',
          'un post-mortem demande un lien vers ce qui a été écrit',
        )
      : undefined;
  }
  if (contract.commands.some((c) => c.proves.some((p) => p.kind === act.kind))) {
    return refusal(
      'attest-proven-kind',
      review,
      `${act.kind} is proven by a workflow: a person cannot type it in`,
      `${act.kind} se prouve par un workflow : personne ne peut le déclarer à la main`,
    );
  }
  const environment = findEnvironment(contract, pullRequest.environment);
  const activity = activityOfEvidence(act.kind);
  const why = environment === undefined || activity === undefined ? undefined : refusalOf(environment, activity);
  return why === undefined ? undefined : refusal('evidence-refused', review, why.en, why.fr);
};

const refusal = (code: string, review: Review, en: string, fr: string): Refusal => ({
  code,
  what: { en: `${review.author.login}: ${en}`, fr: `${review.author.login} : ${fr}` },
});

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
    'this approval was not in the review when it was first read: it has to be given anew',
    "cette approbation n'était pas dans la relecture à sa première lecture : elle est à donner de nouveau",
  );

const notAPerson = (review: Review): Refusal =>
  refusal(
    'not-a-person',
    review,
    'a bot, an App or an agent approves and attests nothing',
    "un robot, une App ou un agent n'approuve et n'atteste rien",
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
      key: `review:${review.id}:withdraw:${a.review}:${a.kind}`,
      occurredAt: review.at,
      actor: actorOf(review.author),
      body: {
        type: 'approval',
        kind: a.kind,
        result: 'withdrawn',
        pullRequest: a.pullRequest,
        review: a.review,
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
