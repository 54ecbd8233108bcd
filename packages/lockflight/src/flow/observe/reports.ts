/**
 * What runs, by the running services' own word, where the contract names one that can be asked. It is written down as a deployment when it is not what the ledger holds: by it, what was deployed
 * without a word to the forge is known too, and what runs elsewhere than the line says is seen. A service that cannot be asked leaves its environment's runs unknown, and nothing else.
 */
import type { Contract, Environment, ReportPlace } from '../../contract/model.ts';
import { LockflightError } from '../../errors.ts';
import { sha256 } from '../../ledger/digest.ts';
import type { EntryDraft, TreeRef } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { failing } from '../facts/outside/ask-json.ts';
import { hostOf } from '../facts/outside/host.ts';
import { readReport } from '../facts/outside/running.ts';
import { runsOf } from '../facts/runs-of.ts';
import { CONTRACT_NAME } from '../read-contract-file.ts';
import { treeIfKnown } from '../tree-of.ts';
import type { World } from '../world.ts';
import { RECORDER, type Refusal, type Seen } from './observation.ts';

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
  const refusals: Refusal[] = [];
  const unreported = new Map<string, LockflightError>();
  for (const environment of contract.environments) {
    if (environment.report === undefined || environment.branch === undefined) continue;
    try {
      const { running, contract: said } = await runningNow(world, environment, environment.report);
      const draft = draftOf(world, view, environment.name, running);
      if (draft !== undefined) drafts.push(draft);
      if (said !== undefined && said !== (await contractOf(world, view, running))) refusals.push(contractElsewhere(environment, running));
    } catch (error) {
      if (!(error instanceof LockflightError)) throw error;
      unreported.set(environment.name, error);
    }
  }
  return { drafts, refusals, unreported };
};

interface RunningNow {
  readonly running: TreeRef;
  /** By the digest that it gives. */
  readonly contract: string | undefined;
}

const runningNow = async (world: World, environment: Environment, place: ReportPlace): Promise<RunningNow> => {
  const { commit, tree, contract } = await readReport({ ...hostOf(world), timeoutMs: TIMEOUT }, environment, place);
  const known = await treeIfKnown(world, commit);
  const nonsense = (en: string, fr: string) => failing(`report of ${environment.name}`)('source-nonsense', en, fr);
  if (known !== undefined && tree !== undefined && known.tree !== tree)
    throw nonsense('its commit has another tree than it says', "son commit n'a pas l'arbre qu'il dit");
  if (known !== undefined) return { running: known, contract };
  // A commit that nobody pushed: a laptop's. Its tree, where it says one, is what runs.
  if (tree === undefined) throw nonsense('nobody knows the commit that it runs', "personne ne connaît le commit qu'il exécute");
  return { running: { commit, tree }, contract };
};

/**
 * The digest of the contract that belongs to what runs: the one that this very commit carries, which for a state that was promoted is the one that came into force with it, and for
 * one that was rolled back to the one that its validator was made from. Where nobody has the commit, or it carries none: the contract in force.
 */
const contractOf = async ({ git }: World, view: LedgerView, { commit }: TreeRef): Promise<string | undefined> => {
  const text = (await git.resolve(commit)) === undefined ? undefined : await git.readFile(commit, CONTRACT_NAME);
  return text === undefined ? view.contract?.digest : sha256(text);
};

const contractElsewhere = ({ name }: Environment, { commit }: TreeRef): Refusal => ({
  code: 'contract-elsewhere',
  what: {
    en: `${name} runs ${commit.slice(0, 7)}, and says that it was built under another contract than the one of that state`,
    fr: `${name} exécute ${commit.slice(0, 7)}, et dit avoir été construit sous un autre contrat que celui de cet état`,
  },
});

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
