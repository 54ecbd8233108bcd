/**
 * What a review approves is what it approved when the recorder first read it. Whoever may write can edit other people's reviews, and the forge's list does not say that one was
 * edited: a line that turns up later would count as its author's, with the date of the review. Pure.
 *
 * Known to have been read: a review that an approval was recorded from, and one that was there well before a verdict on its promotion that could see reviews.
 */
import type { Review } from '../../forge/port.ts';
import type { LedgerView } from '../../ledger/view.ts';

/** A review may come in between the reading and the verdict of one run, which takes minutes at most. Milliseconds. */
const ONE_RUN = 30 * 60 * 1000;

/** Was this review read before, without what it says now? Ask only of acts that are not recorded. */
export const wasReadBefore = (view: LedgerView, pullRequest: number, review: Pick<Review, 'id' | 'at'>): boolean =>
  [...view.approvals.values()].flat().some((a) => a.review === review.id && a.result === 'approved') ||
  [...view.verdicts.values()].some(
    (verdict) =>
      isOf(view, verdict.promotion, pullRequest) &&
      verdict.gates.every((g) => g.gate !== 'approval' || g.outcome !== 'errored') &&
      Date.parse(verdict.recordedAt) - Date.parse(review.at) > ONE_RUN,
  );

const isOf = (view: LedgerView, id: string | undefined, pullRequest: number): boolean =>
  id !== undefined && [view.promotions.get(id), view.rollbacks.get(id)].some((life) => life?.latest.pullRequest === pullRequest);
