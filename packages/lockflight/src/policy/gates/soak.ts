/** soak: the source environment has run this tree for that long, without interruption, and still does. */
import { blocked, type Gate, passed, unknown } from '../gate.ts';
import { latestRun } from '../runs.ts';
import { span, stamp } from '../time.ts';
import { short } from '../wording.ts';

export const soak: Gate<'soak'> = (rule, { facts, step, now }) => {
  if (!facts.sourceRuns.known) return unknown(rule, facts.sourceRuns);
  const { from } = step;
  const run = latestRun(facts.sourceRuns.value, facts.candidate.tree);
  if (run === undefined || !run.running) {
    const commit = short(facts.candidate.commit);
    return blocked(rule, {
      code: 'not-deployed',
      reason: { en: `${from} does not run it`, fr: `${from} ne l'exécute pas` },
      fix: {
        en: `deploy ${commit} to ${from}, then wait ${span(rule.seconds).en}`,
        fr: `déployez ${commit} dans ${from}, puis attendez ${span(rule.seconds).fr}`,
      },
    });
  }
  const [had, wanted] = [span(now - run.since), span(rule.seconds)];
  const asked = agreed(wanted.fr);
  if (now - run.since >= rule.seconds)
    return passed(rule, { en: `${had.en} in ${from}, ${wanted.en} asked`, fr: `${had.fr} dans ${from}, ${wanted.fr} ${asked}` });
  const due = stamp(run.since + rule.seconds);
  return blocked(rule, {
    code: 'soak-too-short',
    reason: { en: `${had.en} in ${from}, ${wanted.en} asked`, fr: `${had.fr} dans ${from}, ${wanted.fr} ${asked}` },
    fix: {
      en: `wait until ${due}, with nothing else deployed to ${from}`,
      fr: `attendez le ${due}, sans rien déployer d'autre dans ${from}`,
    },
  });
};

/** `1 h demandée`, `24 h demandées`, `2 j demandés`. */
const agreed = (length: string): string => `demandé${length.endsWith('j') ? '' : 'e'}${length.startsWith('1 ') ? '' : 's'}`;
