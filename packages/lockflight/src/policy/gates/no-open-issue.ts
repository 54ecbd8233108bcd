/** no-open-issue: the query finds no open issue. */
import { blocked, errored, type Gate, passed, unknown } from '../gate.ts';
import { listed } from '../wording.ts';

export const noOpenIssue: Gate<'no-open-issue'> = (rule, { facts }) => {
  const fact = facts.issues.get(rule.id);
  const labels = rule.labels.join(', ');
  if (fact === undefined) {
    return errored(rule, {
      code: 'fact-unknown',
      reason: {
        en: `nobody asked the forge for issues labelled ${labels}`,
        fr: `la forge n'a pas été interrogée sur les tickets ${labels}`,
      },
      fix: { en: 'run it again where the forge can be reached', fr: 'relancez là où la forge est joignable' },
    });
  }
  if (!fact.known) return unknown(rule, fact);
  if (fact.value.length === 0) return passed(rule, { en: `no open issue labelled ${labels}`, fr: `aucun ticket ouvert portant ${labels}` });
  const titles = listed(fact.value.map((i) => `#${i.number} ${i.title}`));
  const numbers = listed(fact.value.map((i) => `#${i.number}`));
  return blocked(rule, {
    code: 'issue-open',
    reason: { en: `open: ${titles.en}`, fr: `ouverts : ${titles.fr}` },
    fix: { en: `whoever solves ${numbers.en} closes it`, fr: `qui résout ${numbers.fr} ferme le ticket` },
  });
};
