/**
 * variables: every variable that the candidate's contract requires in the target is set there. Names only, never values. A candidate without a contract is
 * held to the one in force: dropping the file must not drop the demand.
 */
import { findEnvironment, type NamesPlace } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import { unknownHere } from '../as-recorded.ts';
import { demandedNames } from '../demanded-names.ts';
import { blocked, type Gate, passed, unknown } from '../gate.ts';
import { listed } from '../wording.ts';

export const variables: Gate<'variables'> = (rule, context) => {
  const { facts, contract, step } = context;
  if (!facts.candidateContract.known) return unknown(rule, facts.candidateContract);
  const { to } = step;
  const where = placesInWords(findEnvironment(contract, to)?.setIn);
  if (!facts.targetNames.known) {
    const fix = { en: `whoever manages ${to} sets them ${where.en}`, fr: `qui gère ${to} les y définit ${where.fr}` };
    return unknownHere(rule, facts.targetNames, context, { code: 'variables-missing', fix });
  }
  const names = demandedNames(facts.candidateContract.value ?? contract, to, facts.targetNames.value);
  const missing = [...names.missing, ...names.missingOneOf.map((g) => g.join(' | '))];
  const open = listed(names.conditional);
  const note =
    names.conditional.length === 0
      ? { en: '', fr: '' }
      : {
          en: `; under a condition, not set: ${open.en}`,
          fr: ` ; sous condition, ${names.conditional.length === 1 ? 'non définie' : 'non définies'} : ${open.fr}`,
        };
  if (missing.length === 0) {
    return names.demanded === 0
      ? passed(rule, { en: `none required in ${to}${note.en}`, fr: `aucune n'est requise dans ${to}${note.fr}` })
      : passed(rule, {
          en: `${names.demanded} required in ${to}, ${names.demanded === 1 ? 'set' : 'all set'}${note.en}`,
          fr: `${names.demanded} ${names.demanded === 1 ? `requise dans ${to}, définie` : `requises dans ${to}, toutes définies`}${note.fr}`,
        });
  }
  const list = listed(missing);
  return blocked(rule, {
    code: 'variables-missing',
    reason: {
      en: `required in ${to}, not set: ${list.en}${note.en}`,
      fr: `${missing.length === 1 ? 'requise' : 'requises'} dans ${to}, ${missing.length === 1 ? 'non définie' : 'non définies'} : ${list.fr}${note.fr}`,
    },
    fix: { en: `whoever manages ${to} sets ${list.en} ${where.en}`, fr: `qui gère ${to} y définit ${list.fr} ${where.fr}` },
  });
};

/** Where whoever sets them has to go. */
const placesInWords = (places: readonly NamesPlace[] = [{ kind: 'forge' }]): Text =>
  places.every((p) => p.kind === 'forge')
    ? { en: 'on the forge', fr: 'sur la forge' }
    : { en: `where set-in says (${kinds(places)})`, fr: `là où le dit set-in (${kinds(places)})` };

const kinds = (places: readonly NamesPlace[]): string => places.map((p) => p.kind).join(', ');
