/**
 * variables: every variable that the candidate's contract requires in the target is set there. Names only, never values. A candidate without a contract is
 * held to the one in force: dropping the file must not drop the demand.
 */
import { demandedNames } from '../demanded-names.ts';
import { blocked, type Gate, passed, unknown } from '../gate.ts';
import { listed } from '../wording.ts';

export const variables: Gate<'variables'> = (rule, { facts, contract, step }) => {
  if (!facts.candidateContract.known) return unknown(rule, facts.candidateContract);
  if (!facts.targetNames.known) return unknown(rule, facts.targetNames);
  const { to } = step;
  const names = demandedNames(facts.candidateContract.value ?? contract, to, facts.targetNames.value);
  const missing = [...names.missing, ...names.missingOneOf.map((g) => g.join(' | '))];
  const open = listed(names.conditional);
  const note =
    names.conditional.length === 0
      ? { en: '', fr: '' }
      : { en: `; under a condition, not set: ${open.en}`, fr: ` ; sous condition, non définies : ${open.fr}` };
  if (missing.length === 0) {
    return names.demanded === 0
      ? passed(rule, { en: `none required in ${to}${note.en}`, fr: `aucune n'est requise dans ${to}${note.fr}` })
      : passed(rule, {
          en: `${names.demanded} required in ${to}, all set${note.en}`,
          fr: `${names.demanded} requises dans ${to}, toutes définies${note.fr}`,
        });
  }
  const list = listed(missing);
  return blocked(rule, {
    code: 'variables-missing',
    reason: { en: `required in ${to}, not set: ${list.en}${note.en}`, fr: `requises dans ${to}, non définies : ${list.fr}${note.fr}` },
    fix: { en: `whoever manages ${to} on the forge sets ${list.en}`, fr: `qui gère ${to} sur la forge y définit ${list.fr}` },
  });
};
