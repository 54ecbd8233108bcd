/** Which App is the recorder: the one that is named, else the one that the forge last saw writing the ledger. A workflow's own App is everybody's, and so nobody's. */
import type { Push } from '../../forge/port.ts';
import type { RecorderApp } from '../../protection/facts.ts';
import type { World } from '../world.ts';

const WORKFLOWS = 'github-actions';

/** Errors: what the forge says; `forge-not-found` where no App has that name. */
export const recorderApp = async (world: World, ledgerBranch: string, named?: string): Promise<RecorderApp | undefined> => {
  const slug = named ?? slugOf(await world.forge.pushes(ledgerBranch, () => true));
  if (slug === undefined) return undefined;
  const { id } = await world.forge.app(slug);
  return { id, slug };
};

const slugOf = (pushes: readonly Push[]): string | undefined =>
  pushes
    .flatMap(({ by }) => (by?.kind === 'bot' ? (/^(.+)\[bot\]$/.exec(by.login)?.[1] ?? []) : []))
    .findLast((slug) => slug !== WORKFLOWS);
