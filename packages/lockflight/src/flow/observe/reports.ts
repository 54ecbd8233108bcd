/**
 * What runs, by the running services' own word, where the contract names one that can be asked. It is written down as a deployment when it is not what the ledger holds: by it, what was deployed
 * without a word to the forge is known too, and what runs elsewhere than the line says is seen. A service that cannot be asked leaves its environment's runs unknown, and nothing else.
 */
import type { Contract, Environment, ReportPlace } from '../../contract/model.ts';
import { LockflightError } from '../../errors.ts';
import type { EntryDraft, TreeRef } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { failing } from '../facts/outside/ask-json.ts';
import { hostOf } from '../facts/outside/host.ts';
import { readReport } from '../facts/outside/running.ts';
import { runsOf } from '../facts/runs-of.ts';
import { treeIfKnown } from '../tree-of.ts';
import type { World } from '../world.ts';
import { RECORDER, type Seen } from './observation.ts';

/** Environments whose service could not be asked, by name. */
export type Unreported = ReadonlyMap<string, LockflightError>;

/** One that hangs must not keep every verdict waiting. */
const TIMEOUT = 10_000;

/** `view` must already hold the forge's deployments. */
export const observeReports = async (
  world: World,
  contract: Contract,
  view: LedgerView,
): Promise<Seen & { readonly unreported: Unreported }> => {
  const drafts: EntryDraft[] = [];
  const unreported = new Map<string, LockflightError>();
  for (const environment of contract.environments) {
    if (environment.report === undefined || environment.branch === undefined) continue;
    try {
      const draft = draftOf(world, view, environment.name, await runningNow(world, environment, environment.report));
      if (draft !== undefined) drafts.push(draft);
    } catch (error) {
      if (!(error instanceof LockflightError)) throw error;
      unreported.set(environment.name, error);
    }
  }
  return { drafts, unreported };
};

const runningNow = async (world: World, environment: Environment, place: ReportPlace): Promise<TreeRef> => {
  const { commit, tree } = await readReport({ ...hostOf(world), timeoutMs: TIMEOUT }, environment, place);
  const known = await treeIfKnown(world, commit);
  const nonsense = (en: string, fr: string) => failing(`report of ${environment.name}`)('source-nonsense', en, fr);
  if (known !== undefined && tree !== undefined && known.tree !== tree)
    throw nonsense('its commit has another tree than it says', "son commit n'a pas l'arbre qu'il dit");
  if (known !== undefined) return known;
  // A commit that nobody pushed: a laptop's. Its tree, where it says one, is what runs.
  if (tree === undefined) throw nonsense('nobody knows the commit that it runs', "personne ne connaît le commit qu'il exécute");
  return { commit, tree };
};

/** Undefined: it is what the ledger holds. The key counts what was known of the environment, so that two recorders say it once, and a service that comes back to a tree says it again. */
const draftOf = (world: World, view: LedgerView, environment: string, { commit, tree }: TreeRef): EntryDraft | undefined => {
  const latest = runsOf(view, environment).at(-1);
  if (latest?.tree === tree && latest.until === undefined) return undefined;
  const known = view.deployments.get(environment)?.length ?? 0;
  return {
    key: `report:${environment}:${known}:${commit}`,
    occurredAt: world.now().toISOString(),
    actor: RECORDER,
    body: { type: 'deployment', environment, deployment: 0, via: 'report', result: 'deployed', commit, tree },
  };
};
