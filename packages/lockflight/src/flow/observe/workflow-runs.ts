/**
 * Evidence from the forge's runs. What a command proves counts only as a run of the workflow file and job that the contract in force names, for a
 * commit of this repository, of an event that ran that commit's own tree. Nothing that a job says of itself is read.
 */
import { activityOfEvidence, refusalOf } from '../../contract/activity.ts';
import { type Contract, findEnvironment, type Proof } from '../../contract/model.ts';
import type { Job, WorkflowRun } from '../../forge/port.ts';
import type { EntryBody, EntryDraft } from '../../ledger/entry.ts';
import type { LedgerView } from '../../ledger/view.ts';
import { ranThroughout, runsOf } from '../facts/runs-of.ts';
import { treeOf } from '../tree-of.ts';
import type { World } from '../world.ts';
import { actorOf, type Refusal, type Seen, utc } from './observation.ts';
import { baseBranchAt, headsAround } from './tested-bases.ts';

/** Events whose run has checked out the head's own tree. `pull_request_target`, `workflow_run` and comments run the base's code. */
const OWN_TREE = ['push', 'workflow_dispatch', 'schedule', 'deployment', 'deployment_status', 'repository_dispatch'];

/**
 * Looks at the runs of each of `commits`. `view` must already hold what is known of deployments; while those could not be read, evidence that is bound to an
 * environment waits: recorded now it would be errored for ever.
 */
export const observeRuns = async (
  world: World,
  contract: Contract,
  { view, deploymentsKnown }: { readonly view: LedgerView; readonly deploymentsKnown: boolean },
  commits: readonly string[],
): Promise<Seen> => {
  const proofs = contract.commands.flatMap((c) => c.proves).filter((p) => p.environment === undefined || deploymentsKnown);
  const drafts: EntryDraft[] = [];
  const refusals: Refusal[] = [];
  if (proofs.length === 0) return { drafts };
  for (const commit of new Set(commits)) {
    for (const run of await world.forge.workflowRuns({ headCommit: commit })) {
      const mine = proofs.filter((p) => p.workflow === run.workflow);
      if (mine.length === 0 || run.status !== 'completed' || run.fork) continue;
      const wanted = mine.filter((p) => !view.keys.has(keyOf(run, p)));
      if (wanted.length === 0) continue;
      const wrongTree = await refuseTree(world, run);
      if (wrongTree !== undefined) {
        refusals.push(wrongTree);
        continue;
      }
      const jobs = await world.forge.jobs(run.id, run.attempt);
      for (const proof of wanted) {
        const refusal = activityRefusal(contract, proof, run);
        if (refusal !== undefined) refusals.push(refusal);
        const draft = refusal === undefined ? await draftOf(world, view, run, proof, jobs) : undefined;
        if (draft !== undefined) drafts.push(draft);
      }
    }
  }
  return { drafts, refusals };
};

const keyOf = (run: WorkflowRun, proof: Proof): string =>
  `run:${run.id}:${run.attempt}:${proof.job}:${proof.kind}:${proof.environment ?? ''}`;

/** A run on a pull request's merge ref ran the head's tree only if the base was already an ancestor of the head. */
const refuseTree = async (world: World, run: WorkflowRun): Promise<Refusal | undefined> => {
  if (OWN_TREE.includes(run.event)) return undefined;
  if (run.event !== 'pull_request' || run.pullRequests.length === 0) return otherTree(run);
  for (const { number } of run.pullRequests) {
    const bases = await basesTested(world, number, run.createdAt);
    if (bases === undefined) return baseUnknown(run);
    for (const base of bases) {
      // What was forced away is not in any head that was pushed since.
      if ((await world.git.resolve(base)) === undefined || !(await world.git.isAncestor(base, run.headCommit))) return otherTree(run);
    }
  }
  return undefined;
};

const A_DAY = 24 * 60 * 60 * 1000;

/** The heads that the pull request's base may have had when the run was made; undefined: nobody can tell. */
const basesTested = async ({ forge }: World, number: number, at: string): Promise<readonly string[] | undefined> => {
  const { base } = await forge.pullRequest(number);
  const branch = baseBranchAt(await forge.retargets(number), base.ref, at);
  if (branch === undefined) return undefined;
  const pushes = await forge.pushes(branch, (push) => Date.parse(at) - Date.parse(push.at) > A_DAY);
  return headsAround(pushes, at, pushes.length > 0 ? undefined : await forge.branchHead(branch));
};

const draftOf = async (
  world: World,
  view: LedgerView,
  run: WorkflowRun,
  proof: Proof,
  jobs: readonly Job[],
): Promise<EntryDraft | undefined> => {
  // A workflow may give two jobs one name: it takes all of them.
  const named = jobs.filter((j) => j.name === proof.job);
  const result = resultOf(named);
  if (result === undefined) return undefined;
  const subject = await treeOf(world, run.headCommit);
  const from = utc(named.map((job) => job.startedAt ?? run.startedAt).reduce((a, b) => (a < b ? a : b)));
  const to = utc(named.map((job) => job.completedAt ?? run.updatedAt).reduce((a, b) => (a > b ? a : b)));
  if (isOutdated(view, subject.tree, proof, to)) return undefined;
  const bound = proof.environment === undefined || ranThroughout(runsOf(view, proof.environment), subject.tree, from, to);
  const body: EntryBody = {
    type: 'evidence',
    kind: proof.kind,
    ...(proof.environment === undefined ? {} : { environment: proof.environment }),
    result: bound ? result : 'errored',
    run: { id: run.id, attempt: run.attempt, workflow: run.workflow, job: proof.job, event: run.event },
    url: run.url,
    ...subject,
  };
  return { key: keyOf(run, proof), occurredAt: to, actor: actorOf(run.actor), body };
};

/**
 * Something newer is known already. Where a run is made again for the sake of one job, GitHub tells the others once more, as they were: the ledger's order would have an old
 * pass cancel the failure that came after it.
 */
const isOutdated = (view: LedgerView, tree: string, { kind, environment }: Proof, to: string): boolean =>
  (view.evidence.get(tree) ?? []).some((e) => e.kind === kind && e.environment === environment && e.run !== undefined && e.occurredAt > to);

/** A job that was cancelled or skipped says nothing about the tree. */
const resultOf = (jobs: readonly Job[]): 'passed' | 'failed' | undefined => {
  if (jobs.some(({ conclusion }) => conclusion === 'failure' || conclusion === 'timed_out')) return 'failed';
  return jobs.length > 0 && jobs.every(({ conclusion }) => conclusion === 'success') ? 'passed' : undefined;
};

const activityRefusal = (contract: Contract, proof: Proof, run: WorkflowRun): Refusal | undefined => {
  const environment = proof.environment === undefined ? undefined : findEnvironment(contract, proof.environment);
  const activity = proof.activity ?? activityOfEvidence(proof.kind);
  const why = environment === undefined || activity === undefined ? undefined : refusalOf(environment, activity);
  if (why === undefined) return undefined;
  return { code: 'evidence-refused', what: { en: `run ${run.id}: ${why.en}`, fr: `exécution ${run.id} : ${why.fr}` } };
};

const otherTree = (run: WorkflowRun): Refusal => ({
  code: 'evidence-other-tree',
  what: {
    en: `run ${run.id} (${run.event}) did not run the tree of ${run.headCommit.slice(0, 7)}, so it proves nothing about it`,
    fr: `l'exécution ${run.id} (${run.event}) n'a pas tourné sur l'arbre de ${run.headCommit.slice(0, 7)} : elle n'en prouve rien`,
  },
});

const baseUnknown = (run: WorkflowRun): Refusal => ({
  code: 'evidence-base-unknown',
  what: {
    en: `nobody can tell which base run ${run.id} (${run.event}) was merged with, so it proves nothing about ${run.headCommit.slice(0, 7)}`,
    fr: `nul ne peut dire avec quelle base l'exécution ${run.id} (${run.event}) a été fusionnée : elle ne prouve rien de ${run.headCommit.slice(0, 7)}`,
  },
});
