/**
 * The pull requests that matter now: every open one into an environment's branch, those of promotions and rollbacks that are not over, those that brought a
 * state nobody recorded yet, and rollbacks whose post-mortem is still due. A bounded set, found afresh each time.
 */
import type { Contract, Environment } from '../../contract/model.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { PROMOTION_PREFIX, ROLLBACK_PREFIX, stepIdOf } from '../promote/promotion-head.ts';
import type { World } from '../world.ts';
import type { ReviewedPullRequest } from './acts-of.ts';
import { pullRequestSteps } from './pull-request-steps.ts';

export type TrackedPullRequest = { readonly pullRequest: PullRequest; readonly environment: Environment } & (
  | { readonly kind: 'promotion' | 'rollback'; readonly id: string }
  | { readonly kind: 'ordinary' }
);

export type TrackedPromotion = Extract<TrackedPullRequest, { kind: 'promotion' | 'rollback' }>;

export const isPromotion = (tracked: TrackedPullRequest): tracked is TrackedPromotion => tracked.kind === 'promotion';

/** `view` must already hold the pushes. */
export const trackPullRequests = async (world: World, contract: Contract, view: LedgerView): Promise<readonly TrackedPullRequest[]> => {
  const found = new Map<number, TrackedPullRequest>();
  for (const environment of contract.environments) {
    if (environment.branch === undefined) continue;
    for (const pullRequest of await world.forge.pullRequests({ base: environment.branch, state: 'open' }))
      found.set(pullRequest.number, tracked(pullRequest, environment));
  }
  for (const number of pending(contract, view)) {
    if (found.has(number)) continue;
    const pullRequest = await world.forge.pullRequest(number);
    const environment = contract.environments.find((e) => e.branch === pullRequest.base.ref);
    if (environment !== undefined) found.set(number, tracked(pullRequest, environment));
  }
  return [...found.values()].sort((a, b) => a.pullRequest.number - b.pullRequest.number);
};

/** A branch of our own name in a fork is somebody's imitation. */
const tracked = (pullRequest: PullRequest, environment: Environment): TrackedPullRequest => {
  const { ref, fork } = pullRequest.head;
  if (!fork && ref.startsWith(PROMOTION_PREFIX))
    return { kind: 'promotion', id: ref.slice(PROMOTION_PREFIX.length), pullRequest, environment };
  if (!fork && ref.startsWith(ROLLBACK_PREFIX))
    return { kind: 'rollback', id: ref.slice(ROLLBACK_PREFIX.length), pullRequest, environment };
  return { kind: 'ordinary', pullRequest, environment };
};

const pending = (contract: Contract, view: LedgerView): ReadonlySet<number> => {
  const numbers = new Set<number>();
  for (const { latest } of [...view.promotions.values(), ...view.rollbacks.values()]) {
    if (latest.pullRequest !== undefined && (latest.phase === 'proposed' || latest.phase === 'ready')) numbers.add(latest.pullRequest);
  }
  for (const hold of view.holds) {
    const due = hold.rollback === undefined ? undefined : view.rollbacks.get(hold.rollback)?.latest.pullRequest;
    if (due !== undefined) numbers.add(due);
  }
  const settled = new Set(view.violations.map((v) => v.commit));
  for (const environment of contract.environments) {
    if (!isPromotedInto(contract, environment)) continue; // it takes ordinary pull requests, and nothing is to be said of those once they are merged
    for (const state of view.lines.get(environment.name) ?? [])
      if (state.standing === 'pushed' && state.pullRequest !== undefined && !settled.has(state.commit)) numbers.add(state.pullRequest);
  }
  return numbers;
};

const isPromotedInto = (contract: Contract, { name }: Environment): boolean =>
  contract.flow.some((s) => s.to === name && contract.environments.find((e) => e.name === s.from)?.branch !== undefined);

/** Those whose reviews say something, and of which environment. */
export const reviewed = (contract: Contract, pullRequests: readonly TrackedPullRequest[]): readonly ReviewedPullRequest[] =>
  pullRequests.flatMap((t): readonly ReviewedPullRequest[] => {
    if (t.kind === 'rollback') return [{ number: t.pullRequest.number, environment: t.environment.name, rollback: t.id }];
    if (t.kind === 'ordinary') {
      const [gated] = pullRequestSteps(contract, t.environment.name).filter((s) => s.gates.length > 0);
      return gated === undefined ? [] : [{ number: t.pullRequest.number, environment: gated.from }];
    }
    const step =
      contract.flow.find((s) => s.id === stepIdOf(t.id) && s.to === t.environment.name) ??
      contract.flow.find((s) => s.to === t.environment.name);
    return step === undefined ? [] : [{ number: t.pullRequest.number, environment: step.from }];
  });
