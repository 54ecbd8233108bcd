/**
 * What ran where and when, from the forge's deployments. A deployment counts from its first `success`; it ends with its own `inactive`, `failure` or `error`.
 */
import type { Contract } from '../../contract/model.ts';
import type { Deployment } from '../../forge/port.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { treeOf } from '../tree-of.ts';
import type { World } from '../world.ts';
import { actorOf, RECORDER, type Seen } from './observation.ts';

export const observeDeployments = async (world: World, contract: Contract, view: LedgerView): Promise<Seen> => {
  const drafts: EntryDraft[] = [];
  for (const environment of contract.environments) {
    if (environment.branch === undefined) continue;
    const settled = ({ id, createdAt }: { readonly id: number; readonly createdAt: string }): boolean =>
      isKnown(view, id) || (view.adoption !== undefined && createdAt <= view.adoption.occurredAt);
    for (const deployment of await world.forge.deployments(environment.name, { settled })) {
      for (const event of eventsOf(deployment)) {
        const key = `deployment:${deployment.id}:${event.result}`;
        if (view.keys.has(key)) continue;
        drafts.push({
          key,
          occurredAt: event.at,
          actor: deployment.creator === undefined ? RECORDER : actorOf(deployment.creator),
          body: {
            type: 'deployment',
            environment: environment.name,
            deployment: deployment.id,
            result: event.result,
            ...(await treeOf(world, deployment.commit)),
          },
        });
      }
    }
  }
  return { drafts };
};

const isKnown = (view: LedgerView, id: number): boolean =>
  (['deployed', 'failed', 'removed'] as const).some((result) => view.keys.has(`deployment:${id}:${result}`));

interface DeploymentEvent {
  readonly result: 'deployed' | 'failed' | 'removed';
  readonly at: string;
}

/** At most one beginning and one end; a deployment that never succeeded has a failure or nothing. */
const eventsOf = ({ statuses }: Deployment): readonly DeploymentEvent[] => {
  const begun = statuses.findIndex((s) => s.state === 'success');
  const failed = statuses.find((s) => s.state === 'failure' || s.state === 'error');
  if (begun === -1) return failed === undefined ? [] : [{ result: 'failed', at: failed.at }];
  const ended = statuses.slice(begun + 1).find((s) => s.state === 'inactive' || s.state === 'failure' || s.state === 'error');
  const start: DeploymentEvent = { result: 'deployed', at: statuses[begun]?.at ?? '' };
  return ended === undefined ? [start] : [start, { result: 'removed', at: ended.at }];
};
