/**
 * What an environment ran, read for one tree. Redeploying the same tree does not interrupt it; another tree does, and so does a time with
 * nothing running that is longer than a redeployment takes.
 */
import type { DeploymentInterval } from './facts.ts';
import { instant } from './time.ts';

/** Between the end of one deployment and the start of the next of the same tree, seconds. */
const CHANGEOVER = 15 * 60;

export interface Run {
  /** Seconds since 1970. */
  readonly since: number;
  /** Still running: nothing came after it and nothing ended it. */
  readonly running: boolean;
}

/** The latest uninterrupted run of `tree`, or undefined when it never ran. `intervals`: oldest first. */
export const latestRun = (intervals: readonly DeploymentInterval[], tree: string): Run | undefined => {
  const last = intervals.findLastIndex((i) => i.tree === tree);
  const end = intervals[last];
  if (end === undefined) return undefined;
  let first = end;
  for (let i = last - 1; i >= 0; i -= 1) {
    const before = intervals[i];
    if (before === undefined || before.tree !== tree || !followsOn(before, first)) break;
    first = before;
  }
  return { since: instant(first.since), running: last === intervals.length - 1 && end.until === undefined };
};

const followsOn = (before: DeploymentInterval, after: DeploymentInterval): boolean =>
  before.until === undefined || instant(after.since) - instant(before.until) <= CHANGEOVER;
