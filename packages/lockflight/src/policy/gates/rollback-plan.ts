/**
 * rollback-plan: before anything goes out, the way back is known. What the target has can be archived, putting it back applies cleanly, every
 * migration since can be undone or does no harm, and the archived contract still finds its variables.
 */
import { unknownHere } from '../as-recorded.ts';
import type { WayBack } from '../facts.ts';
import { blocked, type Gate, type GateContext, type Obstacle, passed } from '../gate.ts';
import { joined, listed } from '../wording.ts';

export const rollbackPlan: Gate<'rollback-plan'> = (rule, context) => {
  const { wayBack } = context.facts;
  if (!wayBack.known) return unknownHere(rule, wayBack, context, { code: 'as-recorded', fix: SEE_THE_RECORDER });
  const obstacles = obstaclesOf(wayBack.value, context);
  const [first] = obstacles;
  if (first !== undefined) {
    return blocked(rule, { code: first.code, reason: joined(obstacles.map((o) => o.reason)), fix: joined(obstacles.map((o) => o.fix)) });
  }
  const { archive } = wayBack.value;
  const { to } = context.step;
  const name = archive?.replace(/^refs\/tags\//, '');
  return passed(
    rule,
    name === undefined
      ? { en: `${to} will be archived first, the way back is clean`, fr: `${to} sera d'abord archivé, le retour est propre` }
      : { en: `${to} is kept in ${name}, the way back is clean`, fr: `${to} est gardé dans ${name}, le retour est propre` },
  );
};

const SEE_THE_RECORDER = {
  en: "its author mends that; the recorder's verdict on the pull request says how",
  fr: 'son auteur le répare ; le verdict du greffier, sur la pull request, dit comment',
};

const obstaclesOf = (way: WayBack, { contract, step }: GateContext): readonly Obstacle[] => {
  const { to } = step;
  const found: Obstacle[] = [];
  if (!way.archivable) {
    found.push({
      code: 'not-archivable',
      reason: { en: `what ${to} has cannot be archived`, fr: `ce que ${to} contient ne peut pas être archivé` },
      fix: {
        en: `owners give ${to} an archive pattern in the contract`,
        fr: `les owners donnent à ${to} un motif d'archive dans le contrat`,
      },
    });
  }
  if (!way.applies) {
    const files =
      way.conflicts.length === 0 ? { en: '', fr: '' } : { en: `: ${listed(way.conflicts).en}`, fr: ` : ${listed(way.conflicts).fr}` };
    found.push({
      code: 'way-back-conflicts',
      reason: { en: `going back would conflict${files.en}`, fr: `le retour serait en conflit${files.fr}` },
      fix: {
        en: `bring ${step.from} to a state that can be undone, then promote that`,
        fr: `amenez ${step.from} à un état réversible, puis promouvez-le`,
      },
    });
  }
  if (way.irreversible.length > 0) {
    const names = listed(way.irreversible.map((m) => m.name));
    const files = listed([...new Set(way.irreversible.flatMap((m) => (m.downFile === undefined ? [] : [m.downFile])))]);
    const marker = contract.migrations?.compatible;
    const several = way.irreversible.length > 1;
    found.push({
      code: 'migration-irreversible',
      reason: {
        en: several ? `migrations ${names.en} have no way down` : `migration ${names.en} has no way down`,
        fr: several ? `les migrations ${names.fr} sont sans retour` : `la migration ${names.fr} est sans retour`,
      },
      fix: {
        en:
          files.en === ''
            ? `its author gives ${several ? 'them' : 'it'} a way down, or declares ${several ? 'them' : 'it'} compatible`
            : `its author adds ${files.en}, or declares ${several ? 'them' : 'it'} compatible${marker === undefined ? '' : ` ("${marker}")`}`,
        fr:
          files.fr === ''
            ? `son auteur ${several ? 'leur donne un retour, ou les déclare compatibles' : 'lui donne un retour, ou la déclare compatible'}`
            : `son auteur ajoute ${files.fr}, ou ${several ? 'les déclare compatibles' : 'la déclare compatible'}${marker === undefined ? '' : ` ("${marker}")`}`,
      },
    });
  }
  if (way.missingVariables.length > 0) {
    const names = listed(way.missingVariables);
    found.push({
      code: 'archived-variables-missing',
      reason: {
        en: `going back needs ${names.en}, not set in ${to}`,
        fr: `le retour exige ${names.fr}, ${way.missingVariables.length > 1 ? 'absentes' : 'absente'} de ${to}`,
      },
      fix: { en: `whoever manages the variables of ${to} sets ${names.en}`, fr: `qui gère les variables de ${to} y définit ${names.fr}` },
    });
  }
  return found;
};
