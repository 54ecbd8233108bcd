/**
 * Holds, their release and waivers: dispatches of the recorder's own workflow on the default branch. Their arguments stand in the run's title
 * (`run-name`), which the API can read back; inputs cannot be. Runs of any other branch or file are somebody's imitation; a run names its branch by a word that a tag may
 * have as well, so its commit has to be the default branch's too. A title that says something else than an act is told, since somebody may have meant one.
 *
 * The day after which they are late is counted from when they were asked for: anybody who may write can run an old one again, and GitHub then goes on naming the
 * one who asked at first.
 */
import { type Contract, RECORDER_WORKFLOW } from '../../contract/model.ts';
import type { WorkflowRun } from '../../forge/port.ts';
import type { EntryDraft } from '../../ledger/entry.ts';
import { extendView, type LedgerView } from '../../ledger/view.ts';
import type { World } from '../world.ts';
import { bodyOf, Dispatch, refuseDecision, tooLate } from './decisions.ts';
import { actorOf, type Refusal, type Seen } from './observation.ts';

/** What the run's title is, where nothing is asked but to run; before an act, there is a space. */
const TITLE = 'lockflight';

export const observeDispatches = async (world: World, contract: Contract, view: LedgerView, defaultBranch: string): Promise<Seen> => {
  const runs = await world.forge.workflowRuns({
    workflow: RECORDER_WORKFLOW,
    event: 'workflow_dispatch',
    branch: defaultBranch,
    ...(view.adoption === undefined ? {} : { createdSince: view.adoption.occurredAt }),
  });
  const drafts: EntryDraft[] = [];
  const refusals: Refusal[] = [];
  // A hold that is set and lifted between two runs of the recorder was there all the same.
  let seenSoFar = view;
  for (const run of [...runs].sort((a, b) => a.id - b.id)) {
    const key = `dispatch:${run.id}`;
    if (view.keys.has(key) || run.fork || run.headBranch !== defaultBranch) continue;
    if (run.workflow !== RECORDER_WORKFLOW || run.event !== 'workflow_dispatch') continue;
    const act = parseTitle(run.title);
    if (act === 'none') continue;
    if (!(await isOfBranch(world, run.headCommit, defaultBranch))) {
      refusals.push(elsewhere(run, defaultBranch));
      continue;
    }
    if (act === 'unreadable') {
      refusals.push(unreadable(run));
      continue;
    }
    const refusal =
      (await refuseDecision(world, contract, seenSoFar, { by: run.actor, act })) ??
      tooLate({ by: run.actor, at: run.createdAt, act }, world.now());
    if (refusal === undefined) {
      const draft = { key, occurredAt: run.createdAt, actor: actorOf(run.actor), body: bodyOf(`hold-${run.id}`, act) };
      seenSoFar = extendView(seenSoFar, [draft]);
      drafts.push(draft);
    } else refusals.push(refusal);
  }
  return { drafts, refusals };
};

/** `none`: a dispatch that only asks the recorder to run. */
const parseTitle = (title: string): Dispatch | 'none' | 'unreadable' => {
  const words = title.trim();
  if (words === TITLE) return 'none';
  if (!words.startsWith(`${TITLE} `)) return 'unreadable';
  try {
    return Dispatch.safeParse(JSON.parse(words.slice(TITLE.length))).data ?? 'unreadable';
  } catch {
    return 'unreadable';
  }
};

/** A commit that nobody pushed to a branch is not here, and not the branch's. */
const isOfBranch = async ({ git, remote }: World, commit: string, branch: string): Promise<boolean> => {
  const head = await git.resolve(`refs/remotes/${remote}/${branch}`);
  return head !== undefined && (await git.resolve(commit)) !== undefined && (await git.isAncestor(commit, head));
};

const elsewhere = ({ actor: { login }, id, headCommit }: WorkflowRun, branch: string): Refusal => ({
  code: 'dispatch-elsewhere',
  what: {
    en: `${login}: run ${id} is of ${headCommit.slice(0, 7)}, which is not on the branch ${branch}`,
    fr: `${login} : l'exécution ${id} est celle de ${headCommit.slice(0, 7)}, qui n'est pas sur la branche ${branch}`,
  },
});

/** Not a character of the title: anybody who may write has typed it. */
const unreadable = ({ actor: { login }, id }: WorkflowRun): Refusal => ({
  code: 'dispatch-unreadable',
  what: {
    en: `${login}: what run ${id} asks for cannot be read, so nothing came of it; say it again`,
    fr: `${login} : ce que demande l'exécution ${id} est illisible, il n'en est donc rien ; redites-le`,
  },
});
