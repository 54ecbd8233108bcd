/**
 * What people see at the pull request: one check run for each target, `lockflight / ENVIRONMENT`, whatever the step (required checks are ANDed: one for each
 * step would wait for ever), with the gates in its text; and of a promotion or rollback the same in one comment. Set only when it says something else than before.
 */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { CheckRun, CheckRunDraft, Forge } from '../../forge/port.ts';
import type { World } from '../world.ts';
import { keepComment } from './comment.ts';
import { speakerOf } from './speaker.ts';

export const checkName = (environment: string): string => `lockflight / ${environment}`;

export interface Saying {
  readonly environment: string;
  readonly commit: string;
  readonly conclusion: CheckRunDraft['conclusion'];
  readonly title: Text;
  readonly summary: Text;
  /** Below the summary: the gates, one by one. */
  readonly text?: Text;
  /** Said under this pull request too. */
  readonly pullRequest?: number;
}

export const say = async (world: World, language: Language, saying: Saying): Promise<void> => {
  const { environment, commit, conclusion, pullRequest } = saying;
  const words = (text: Text): string => inLanguage(text, language);
  const draft: CheckRunDraft = {
    name: checkName(environment),
    commit,
    conclusion,
    title: words(saying.title),
    summary: words(saying.summary),
    // Empty rather than absent: an update of a check run keeps what it is not given.
    text: saying.text === undefined ? '' : words(saying.text),
  };
  // Of all that have this name the newest is shown and asked for, whoever made it: only when that is ours, and says all of this, is there nothing to say.
  const newest = (await world.forge.checkRuns(commit)).findLast((c) => c.name === draft.name);
  if (newest === undefined || !saysTheSame(newest, draft) || !(await isOurs(world.forge, newest))) await world.forge.setCheckRun(draft);
  if (pullRequest === undefined) return;
  await keepComment(world, pullRequest, [`### ${draft.name}: ${draft.title}`, draft.summary, draft.text ?? ''].join('\n\n'));
};

const saysTheSame = (run: CheckRun, { title, summary, text = '', conclusion }: CheckRunDraft): boolean =>
  run.title === title &&
  run.summary?.trim() === summary.trim() &&
  (run.text ?? '').trim() === text.trim() &&
  (run.conclusion ?? 'pending') === conclusion;

/** Was it made by the App that we speak for? Where that cannot be had, it is nobody we know. */
const isOurs = async (forge: Forge, { app }: CheckRun): Promise<boolean> => {
  const me = await speakerOf(forge);
  return app !== undefined && app.slug === me?.login.replace(/\[bot\]$/, '');
};
