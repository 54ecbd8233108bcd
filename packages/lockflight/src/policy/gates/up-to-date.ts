/**
 * up-to-date: the candidate is on its line, newer than what the target has, the head where the step says so; and nothing of the target would be
 * lost. A promoted or rolled-back state of the target is never asked back: merging a rollback back would remove the feature from the source.
 */
import type { Text } from '../../contract/text.ts';
import type { Lineage } from '../facts.ts';
import { blocked, type Gate, type GateContext, type Obstacle, passed, type RuleOf, unknown } from '../gate.ts';
import { joined, listed, short } from '../wording.ts';

export const upToDate: Gate<'up-to-date'> = (rule, context) => {
  const { lineage } = context.facts;
  if (!lineage.known) return unknown(rule, lineage);
  const obstacles = obstaclesOf(rule, lineage.value, context);
  const [first] = obstacles;
  if (first === undefined) return passed(rule, standing(lineage.value, context));
  return blocked(rule, { code: first.code, reason: joined(obstacles.map((o) => o.reason)), fix: joined(obstacles.map((o) => o.fix)) });
};

const obstaclesOf = (rule: RuleOf<'up-to-date'>, lineage: Lineage, { facts, step }: GateContext): readonly Obstacle[] => {
  const { from, to } = step;
  const found: Obstacle[] = [];
  if (!lineage.onLine) {
    found.push({
      code: 'not-on-line',
      reason: {
        en: `${short(facts.candidate.commit)} was never a state of ${from}`,
        fr: `${short(facts.candidate.commit)} n'a jamais été un état de ${from}`,
      },
      fix: {
        en: `bring it to ${from} first, or name a state of ${from}`,
        fr: `amenez-le d'abord dans ${from}, ou nommez un état de ${from}`,
      },
    });
  } else if (!lineage.newerThanTarget) {
    found.push({
      code: 'not-newer',
      reason: { en: `${to} already has this, or something newer`, fr: `${to} a déjà cet état, ou un plus récent` },
      fix: {
        en: `name a newer state of ${from}; to go back: lockflight rollback ${to}`,
        fr: `nommez un état plus récent de ${from} ; pour revenir en arrière : lockflight rollback ${to}`,
      },
    });
  }
  if (rule.headOnly && !lineage.isHead) {
    found.push({
      code: 'not-head',
      reason: {
        en: `${from} has moved on to ${short(lineage.sourceHead.commit)}`,
        fr: `${from} est passé à ${short(lineage.sourceHead.commit)}`,
      },
      fix: { en: `promote its head: lockflight promote ${from} ${to}`, fr: `promouvez sa tête : lockflight promote ${from} ${to}` },
    });
  }
  if (lineage.target.standing === 'unproven' && !lineage.targetIsAncestor) found.push(lost(lineage, from, to));
  return found;
};

const lost = (lineage: Lineage, from: string, to: string): Obstacle => {
  const commits =
    lineage.missing.length === 0 ? [short(lineage.target.commit)] : lineage.missing.map((m) => `${short(m.commit)} ${m.subject}`);
  const names = listed(commits);
  return {
    code: 'target-unproven',
    reason: { en: `${to} has what ${from} lacks: ${names.en}`, fr: `${to} contient ce que ${from} n'a pas : ${names.fr}` },
    fix: { en: `bring these to ${from} first, then promote again`, fr: `amenez-les d'abord dans ${from}, puis promouvez de nouveau` },
  };
};

const standing = (lineage: Lineage, { step }: GateContext): Text =>
  lineage.isHead
    ? { en: `head of ${step.from}, nothing in ${step.to} is missing`, fr: `tête de ${step.from}, rien de ${step.to} ne manque` }
    : { en: `on ${step.from}'s line, nothing in ${step.to} is missing`, fr: `sur la ligne de ${step.from}, rien de ${step.to} ne manque` };
