/**
 * What people see at the pull request: one check run for each target, `lockflight / ENVIRONMENT`, whatever the step (required checks are ANDed: one for each
 * step would wait for ever). Set only when it says something else than before.
 */
import { inLanguage, type Language, type Text } from '../../contract/text.ts';
import type { CheckRun, CheckRunDraft, Forge } from '../../forge/port.ts';
import type { Verdict } from '../../policy/verdict.ts';
import type { World } from '../world.ts';

export const checkName = (environment: string): string => `lockflight / ${environment}`;

export interface Saying {
  readonly environment: string;
  readonly commit: string;
  readonly conclusion: CheckRunDraft['conclusion'];
  readonly title: Text;
  readonly summary: Text;
}

export const say = async (world: World, language: Language, { environment, commit, conclusion, title, summary }: Saying): Promise<void> => {
  const draft: CheckRunDraft = {
    name: checkName(environment),
    commit,
    conclusion,
    title: inLanguage(title, language),
    summary: inLanguage(summary, language),
  };
  // Of all that have this name the newest is shown and asked for, whoever made it: only when that is ours, and says all of this, is there nothing to say.
  const newest = (await world.forge.checkRuns(commit)).findLast((c) => c.name === draft.name);
  if (newest === undefined || !saysTheSame(newest, draft) || !(await isOurs(world.forge, newest))) await world.forge.setCheckRun(draft);
};

const saysTheSame = (run: CheckRun, { title, summary, conclusion }: CheckRunDraft): boolean =>
  run.title === title && run.summary?.trim() === summary.trim() && (run.conclusion ?? 'pending') === conclusion;

const apps = new WeakMap<Forge, Promise<string | undefined>>();

/** Was it made by the App that we speak for? Where that cannot be had, it is nobody we know. */
const isOurs = async (forge: Forge, { app }: CheckRun): Promise<boolean> => {
  const mine =
    apps.get(forge) ??
    forge.viewer().then(
      ({ login }) => login.replace(/\[bot\]$/, ''),
      () => undefined,
    );
  apps.set(forge, mine);
  return app !== undefined && app.slug === (await mine);
};

/** The verdict as a table for the check run's page. */
export const verdictSummary = (verdict: Verdict): Text => ({
  en: table(verdict, 'en', ['outcome', 'gate', 'what is', 'what would pass it']),
  fr: table(verdict, 'fr', ['issue', 'porte', 'constat', 'ce qui la ferait passer']),
});

const table = (verdict: Verdict, language: Language, heads: readonly string[]): string =>
  [
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...verdict.gates.map(
      (g) =>
        `| ${g.outcome} | \`${g.id}\` | ${cell(inLanguage(g.reason, language))} | ${g.fix === undefined ? '' : cell(inLanguage(g.fix, language))} |`,
    ),
  ].join('\n');

/** Titles of issues and commits come from anybody: nothing of them may become markup. */
const cell = (words: string): string =>
  words
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[|<>[\]`*_@\\]/g, (c) => `\\${c}`)
    .slice(0, 500);
