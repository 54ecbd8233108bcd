import type { LedgerView } from '../../ledger/view.ts';
import type { DeploymentInterval } from '../../policy/facts.ts';

/** When each tree ran in an environment, oldest first. A run ends with its own end or with the next deployment. */
export const runsOf = (view: LedgerView, environment: string): readonly DeploymentInterval[] => {
  const entries = [...(view.deployments.get(environment) ?? [])].sort((a, b) => a.occurredAt.localeCompare(b.occurredAt) || a.seq - b.seq);
  const runs: { -readonly [K in keyof DeploymentInterval]: DeploymentInterval[K] }[] = [];
  const deployments: number[] = [];
  for (const entry of entries) {
    if (entry.result === 'failed') continue;
    if (entry.result === 'deployed') {
      const last = runs.at(-1);
      if (last !== undefined && last.until === undefined) last.until = entry.occurredAt;
      runs.push({ commit: entry.commit, tree: entry.tree, since: entry.occurredAt });
      deployments.push(entry.deployment);
    } else {
      const run = runs[deployments.lastIndexOf(entry.deployment)];
      if (run !== undefined && (run.until === undefined || run.until > entry.occurredAt)) run.until = entry.occurredAt;
    }
  }
  return runs;
};

/** Did this tree run there through the whole of `[from, to]`, without a break? */
export const ranThroughout = (runs: readonly DeploymentInterval[], tree: string, from: string, to: string): boolean => {
  let covered = from;
  for (const run of runs) {
    if (run.until !== undefined && run.until <= covered) continue;
    if (run.since > covered || run.tree !== tree) return false;
    if (run.until === undefined || run.until >= to) return true;
    covered = run.until;
  }
  return false;
};
