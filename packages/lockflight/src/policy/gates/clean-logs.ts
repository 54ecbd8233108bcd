/**
 * clean-logs: at most N errors in the window, since this tree was deployed. A source without a line in that time says nothing, and is
 * `errored`. Messages of logs are never repeated: they may hold anything.
 */
import type { Text } from '../../contract/text.ts';
import { unknownHere } from '../as-recorded.ts';
import type { DeploymentInterval, LogFact } from '../facts.ts';
import { blocked, errored, type Gate, type GateContext, type Obstacle, passed, type RuleOf, unknown } from '../gate.ts';
import { latestRun } from '../runs.ts';
import { instant, stamp } from '../time.ts';
import { short } from '../wording.ts';

export const cleanLogs: Gate<'clean-logs'> = (rule, context) => {
  const { facts, now } = context;
  if (!facts.sourceRuns.known) return unknown(rule, facts.sourceRuns);
  const start = countingFrom(rule, facts.sourceRuns.value, facts.candidate.tree, now);
  if (start === undefined) return blocked(rule, neverRan(context));
  const fact = facts.logs.get(rule.source);
  if (fact === undefined) return errored(rule, notRead(rule));
  if (!fact.known) return unknownHere(rule, fact, context, { code: 'logs-not-clean', fix: mended(context) });
  // Errors first: what the source did say counts, however little it covers. An error that cannot be dated may lie in the window.
  const errors = fact.value.errors.filter((e) => !(instant(e.at) < start)).length + (fact.value.counted ?? 0);
  const since = stamp(start);
  if (errors > rule.atMost) {
    return blocked(rule, {
      code: 'logs-not-clean',
      reason: {
        en: `${rule.source}: ${count(errors).en} since ${since}, ${rule.atMost} allowed`,
        fr: `${rule.source} : ${count(errors).fr} depuis le ${since}, ${rule.atMost} au plus`,
      },
      fix: mended(context),
    });
  }
  const silence = silent(rule, fact.value, { start, now });
  if (silence !== undefined) return errored(rule, silence);
  const begins = instant(fact.value.covers?.from ?? '');
  const from: Text =
    begins > start ? { en: ` (its lines begin ${stamp(begins)})`, fr: ` (lignes à partir du ${stamp(begins)})` } : { en: '', fr: '' };
  return passed(rule, {
    en: `${rule.source}: ${count(errors).en} since ${since}${from.en}`,
    fr: `${rule.source} : ${count(errors).fr} depuis le ${since}${from.fr}`,
  });
};

/** Seconds since 1970: the window's begin, or the tree's where it came later. Undefined: it never ran. */
export const countingFrom = (
  rule: Pick<RuleOf<'clean-logs'>, 'windowSeconds'>,
  runs: readonly DeploymentInterval[],
  tree: string,
  now: number,
): number | undefined => {
  const run = latestRun(runs, tree);
  return run === undefined ? undefined : Math.max(now - rule.windowSeconds, run.since);
};

const mended = ({ step }: GateContext): Text => ({
  en: `its author fixes them in ${step.from}`,
  fr: `son auteur les corrige dans ${step.from}`,
});

const count = (errors: number): Text => ({
  en: errors === 1 ? '1 error' : `${errors} errors`,
  fr: errors < 2 ? `${errors} erreur` : `${errors} erreurs`,
});

/** An application that starts says something soon; a file that begins later than this in the time that is looked at was put aside, and its errors with it. Seconds, and a share. */
const LATE = 3_600;
const LATE_SHARE = 0.1;

interface LookedAt {
  readonly start: number;
  readonly now: number;
}

const silent = (rule: RuleOf<'clean-logs'>, { covers }: LogFact, { start, now }: LookedAt): Obstacle | undefined => {
  const fix: Text = {
    en: `see that ${rule.source} still writes where the recorder reads`,
    fr: `vérifiez que ${rule.source} écrit toujours là où lit le greffier`,
  };
  if (covers === undefined)
    return { code: 'logs-no-data', reason: { en: `${rule.source} holds no line`, fr: `${rule.source} ne contient aucune ligne` }, fix };
  const begins = instant(covers.from);
  if (begins - start > Math.max(LATE, LATE_SHARE * (now - start)))
    return {
      code: 'logs-partial',
      reason: {
        en: `${rule.source} begins ${stamp(begins)}: what it said since ${stamp(start)} is not there`,
        fr: `${rule.source} commence le ${stamp(begins)} : ce qu'elle a dit depuis le ${stamp(start)} n'y est pas`,
      },
      fix: {
        en: `whoever runs ${rule.source} keeps its lines for the whole window, or wait until they reach back far enough`,
        fr: `qui gère ${rule.source} en garde les lignes sur toute la période, ou attendez qu'elles remontent assez loin`,
      },
    };
  if (instant(covers.to) >= start) return undefined;
  const last = stamp(instant(covers.to));
  return {
    code: 'logs-stale',
    reason: { en: `${rule.source} has said nothing since ${last}`, fr: `${rule.source} ne dit plus rien depuis le ${last}` },
    fix,
  };
};

const notRead = (rule: RuleOf<'clean-logs'>): Obstacle => ({
  code: 'fact-unknown',
  reason: { en: `nobody read ${rule.source}`, fr: `${rule.source} n'a pas été lu` },
  fix: { en: "run it on the recorder's host, where the source is", fr: "relancez sur l'hôte du greffier, où se trouve la source" },
});

const neverRan = ({ facts, step }: GateContext): Obstacle => ({
  code: 'not-deployed',
  reason: {
    en: `${step.from} has never run it: no log can speak of it`,
    fr: `${step.from} ne l'a jamais exécuté : aucun journal n'en parle`,
  },
  fix: { en: `deploy ${short(facts.candidate.commit)} to ${step.from}`, fr: `déployez ${short(facts.candidate.commit)} dans ${step.from}` },
});
