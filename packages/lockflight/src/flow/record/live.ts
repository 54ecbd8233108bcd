/**
 * The pull request of one promotion or rollback, from proposal to merge. What to do next follows from what git, the forge and the ledger say now: judge,
 * archive what the target has, turn the check green; after the merge, hold what the target got against what was judged.
 */
import type { Text } from '../../contract/text.ts';
import type { PullRequest } from '../../forge/port.ts';
import type { EntryDraft, Phase } from '../../ledger/entry.ts';
import type { Verdict } from '../../policy/verdict.ts';
import { actorOf, RECORDER } from '../observe/observation.ts';
import type { TrackedPromotion } from '../observe/pull-requests.ts';
import { keepArchived } from '../promote/archive.ts';
import { type Saying, say } from './check-run.ts';
import type { HeadProblem } from './head-standing.ts';
import type { Judged } from './judged.ts';
import { isSettled, isUnborn, lifeOf } from './life.ts';
import { append, type Recorder } from './recorder.ts';
import { recordVerdict } from './verdict-draft.ts';
import { verdictWords } from './verdict-words.ts';

export interface PhaseDetails {
  readonly at: string;
  readonly by: EntryDraft['actor'];
  readonly suffix?: string;
  readonly verdict?: number;
  readonly reason?: Text;
  readonly result?: { readonly commit: string; readonly tree: string };
  readonly version?: string;
}

/** What a promotion and a rollback have in common. */
export interface Open {
  readonly id: string;
  readonly pullRequest: PullRequest;
  readonly head: string;
  readonly base: string;
}

export type Merge = NonNullable<PullRequest['merged']>;

/** Where they differ. */
export interface Course<T extends Open> {
  readonly type: 'promotion' | 'rollback';
  /** Which one the pull request is; undefined: somebody's imitation. */
  readonly read: () => Promise<T | undefined>;
  readonly draft: (open: T, phase: Phase, details: PhaseDetails) => EntryDraft;
  /** What keeps it from going on, whatever its gates say. */
  readonly problemOf: (open: T) => Promise<HeadProblem | undefined>;
  readonly judge: (open: T) => Promise<Verdict>;
  /** What its being ready is told with, or undefined where the ledger has no verdict to rest on. */
  readonly ready: (open: T) => Pick<PhaseDetails, 'suffix' | 'verdict'> | undefined;
  readonly merged: (open: T, merge: Merge) => Promise<'merged' | 'errored'>;
  /** Closed without a merge. */
  readonly closed: (open: T) => { readonly phase: Phase; readonly reason: Text };
  readonly titleOf: (open: T, verdict: Verdict) => Text;
  /** The command that makes it anew. */
  readonly again: (open: T) => string;
  readonly superseded: Text;
  readonly imitation: { readonly title: Text; readonly summary: Text };
}

export const live = async <T extends Open>(recorder: Recorder, tracked: TrackedPromotion, course: Course<T>): Promise<Judged> => {
  const { pullRequest, environment, id } = tracked;
  const answer = (outcome: Judged['outcome']): Judged => ({ pullRequest: pullRequest.number, environment: environment.name, outcome });
  const life = lifeOf(recorder.view, course.type, id);
  if (isSettled(life, pullRequest.number)) return answer('merged');
  const open = await course.read();
  if (open === undefined) {
    if (pullRequest.state === 'open') await tell(recorder, tracked, { conclusion: 'failure', ...course.imitation });
    return answer('refused');
  }
  if (pullRequest.merged !== undefined) {
    await propose(recorder, course, open);
    return answer(await course.merged(open, pullRequest.merged));
  }
  if (pullRequest.state === 'closed') {
    if (!isUnborn(life)) await giveUp(recorder, tracked, course, open);
    return answer('closed');
  }
  const problem = await course.problemOf(open);
  await propose(recorder, course, open);
  if (problem === undefined) return answer(await judgeAndTell(recorder, tracked, course, open));
  await supersede(recorder, tracked, course, open, problem);
  return answer('superseded');
};

/** An entry of this life: its keys are not those of one before. */
const draftOf = <T extends Open>(recorder: Recorder, course: Course<T>, open: T, phase: Phase, details: PhaseDetails): EntryDraft => {
  const { suffix } = lifeOf(recorder.view, course.type, open.id);
  return course.draft(open, phase, { ...details, suffix: `${suffix}${details.suffix ?? ''}` });
};

/** Begins its life in the ledger; once more after it was given up or replaced. */
const propose = async <T extends Open>(recorder: Recorder, course: Course<T>, open: T): Promise<void> => {
  const life = lifeOf(recorder.view, course.type, open.id);
  const { pullRequest } = open;
  if (life.latest !== undefined && (!isUnborn(life) || pullRequest.merged !== undefined)) return;
  const again = life.latest !== undefined && life.latest.pullRequest === pullRequest.number;
  const at = again ? recorder.world.now().toISOString() : pullRequest.createdAt;
  await append(recorder, [course.draft(open, 'proposed', { at, by: actorOf(pullRequest.author), suffix: life.nextSuffix })]);
};

const judgeAndTell = async <T extends Open>(
  recorder: Recorder,
  tracked: TrackedPromotion,
  course: Course<T>,
  open: T,
): Promise<Verdict['outcome']> => {
  const { world, situation } = recorder;
  const verdict = await course.judge(open);
  await recordVerdict(recorder, verdict, open);
  if (verdict.outcome === 'passed') {
    const state = await world.git.commit(open.base);
    await append(recorder, await keepArchived(world, situation.contract, { view: recorder.view, environment: tracked.environment, state }));
    await makeReady(recorder, course, open);
  }
  await tell(recorder, tracked, {
    conclusion: verdict.outcome === 'passed' ? 'success' : verdict.outcome === 'blocked' ? 'failure' : 'pending',
    title: course.titleOf(open, verdict),
    ...verdictWords(verdict),
  });
  return verdict.outcome;
};

/** Ready is said once for each verdict that made it so. */
const makeReady = async <T extends Open>(recorder: Recorder, course: Course<T>, open: T): Promise<void> => {
  const details = course.ready(open);
  if (details === undefined || lifeOf(recorder.view, course.type, open.id).latest?.phase === 'ready') return;
  const at = recorder.world.now().toISOString();
  await append(recorder, [draftOf(recorder, course, open, 'ready', { at, by: RECORDER, ...details })]);
};

/** The check first: once the ledger has it nobody looks at this pull request again, and a green one would let it be merged as soon as it is opened again. */
const giveUp = async <T extends Open>(recorder: Recorder, tracked: TrackedPromotion, course: Course<T>, open: T): Promise<void> => {
  const { phase, reason } = course.closed(open);
  const again = course.again(open);
  await tell(recorder, tracked, {
    conclusion: 'failure',
    title: { en: 'closed: nothing of it counts until it is judged again', fr: "fermée : rien n'en vaut avant un nouveau jugement" },
    summary: {
      en: `${reason.en}. Open it again and wait for the recorder, or run: ${again}`,
      fr: `${reason.fr}. Rouvrez-la et attendez le greffier, ou lancez : ${again}`,
    },
  });
  const at = tracked.pullRequest.closedAt ?? recorder.world.now().toISOString();
  await append(recorder, [draftOf(recorder, course, open, phase, { at, by: RECORDER, reason })]);
};

const supersede = async <T extends Open>(
  recorder: Recorder,
  tracked: TrackedPromotion,
  course: Course<T>,
  open: T,
  { what }: HeadProblem,
): Promise<void> => {
  if (lifeOf(recorder.view, course.type, open.id).latest?.phase !== 'superseded') {
    const at = recorder.world.now().toISOString();
    await append(recorder, [draftOf(recorder, course, open, 'superseded', { at, by: RECORDER, reason: what })]);
  }
  const again = course.again(open);
  await tell(recorder, tracked, {
    conclusion: 'failure',
    title: course.superseded,
    summary: {
      en: `${what.en}. Close this pull request and run: ${again}`,
      fr: `${what.fr}. Fermez cette pull request et lancez : ${again}`,
    },
  });
};

/** On the pull request's head as the forge has it, and under it. */
const tell = (
  { world, situation }: Recorder,
  { environment, pullRequest: { number, head } }: TrackedPromotion,
  said: Pick<Saying, 'conclusion' | 'title' | 'summary' | 'text'>,
): Promise<void> =>
  say(world, situation.contract.language, { environment: environment.name, commit: head.commit, pullRequest: number, ...said });
