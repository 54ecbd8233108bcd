/** deployed: the source environment ran this very tree; with `now`, it still does. */
import { blocked, type Gate, passed, unknown } from '../gate.ts';
import { latestRun } from '../runs.ts';
import { span, stamp } from '../time.ts';
import { short } from '../wording.ts';

export const deployed: Gate<'deployed'> = (rule, { facts, step, now }) => {
  if (!facts.sourceRuns.known) return unknown(rule, facts.sourceRuns);
  const { from } = step;
  const run = latestRun(facts.sourceRuns.value, facts.candidate.tree);
  const commit = short(facts.candidate.commit);
  if (run === undefined) {
    return blocked(rule, {
      code: 'not-deployed',
      reason: { en: `${from} has never run it`, fr: `${from} ne l'a jamais exécuté` },
      fix: { en: `deploy ${commit} to ${from}`, fr: `déployez ${commit} dans ${from}` },
    });
  }
  if (run.running) {
    const since = stamp(run.since);
    const length = span(now - run.since);
    return passed(rule, { en: `${from} runs it since ${since} (${length.en})`, fr: `${from} l'exécute depuis le ${since} (${length.fr})` });
  }
  if (!rule.now)
    return passed(rule, { en: `${from} ran it from ${stamp(run.since)}`, fr: `${from} l'a exécuté à partir du ${stamp(run.since)}` });
  const other = facts.sourceRuns.value.at(-1);
  const runs = other === undefined || other.until !== undefined ? undefined : short(other.commit);
  return blocked(rule, {
    code: 'deployed-no-more',
    reason:
      runs === undefined
        ? { en: `${from} no longer runs it`, fr: `${from} ne l'exécute plus` }
        : { en: `${from} no longer runs it, but ${runs}`, fr: `${from} ne l'exécute plus, mais ${runs}` },
    fix: {
      en: `deploy ${commit} to ${from} again, or promote what it runs`,
      fr: `redéployez ${commit} dans ${from}, ou promouvez ce qu'il exécute`,
    },
  });
};
