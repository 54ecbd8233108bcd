/** What a gate asks for, and who or what makes it pass. */
import { durationInWords } from '../contract/in-words/durations.ts';
import { allOf, anyOf, asCode, joinTexts } from '../contract/in-words/texts.ts';
import { weekdayInWords } from '../contract/in-words/vocabulary.ts';
import type { Contract, GateRule } from '../contract/model.ts';
import type { Text } from '../contract/text.ts';
import { approvalsInWords, rolesInWords } from './roles.ts';

export const gateInWords = (contract: Contract, rule: GateRule): Text => {
  switch (rule.gate) {
    case 'up-to-date':
      return rule.headOnly
        ? {
            en: 'the candidate is the head of its environment and lacks nothing of the next one',
            fr: "le candidat est la tête de son environnement, et rien de l'environnement suivant ne lui manque",
          }
        : { en: 'the candidate lacks nothing of the next environment', fr: "rien de l'environnement suivant ne manque au candidat" };
    case 'deployed':
      return rule.now
        ? {
            en: 'this very tree runs in the environment before, now',
            fr: "cet arbre précis tourne en ce moment dans l'environnement précédent",
          }
        : { en: 'this very tree has run in the environment before', fr: "cet arbre précis a tourné dans l'environnement précédent" };
    case 'evidence':
      return evidence(contract, rule);
    case 'approval':
      return approval(contract, rule);
    case 'documented': {
      const files = anyOf(rule.files.map(asCode));
      return { en: `the change comes with a document: ${files.en}`, fr: `le changement vient avec un document : ${files.fr}` };
    }
    case 'no-open-issue': {
      const labels = anyOf(rule.labels.map(asCode));
      return { en: `no open issue labelled ${labels.en}`, fr: `aucun ticket ouvert étiqueté ${labels.fr}` };
    }
    case 'clean-logs': {
      const window = durationInWords(rule.windowSeconds);
      const source = asCode(rule.source);
      return {
        en: `clean logs: ${errors(rule.atMost).en} in ${source} over ${window.en}`,
        fr: `logs propres : ${errors(rule.atMost).fr} dans ${source} sur ${window.fr}`,
      };
    }
    case 'variables':
      return {
        en: 'every variable that the next environment requires is set there',
        fr: "toute variable que l'environnement suivant exige y est définie",
      };
    case 'rollback-plan':
      return {
        en: 'a rollback plan, rehearsed: the way back exists, migrations included',
        fr: 'un plan de rollback défini et répété : le retour arrière existe, migrations comprises',
      };
    case 'soak': {
      const wait = durationInWords(rule.seconds);
      return { en: `${wait.en} in the environment before`, fr: `${wait.fr} dans l'environnement précédent` };
    }
    case 'window':
      return window(rule);
  }
};

const errors = (atMost: number): Text => {
  if (atMost === 0) return { en: 'no error', fr: 'aucune erreur' };
  return { en: `at most ${atMost} error${atMost > 1 ? 's' : ''}`, fr: `au plus ${atMost} erreur${atMost > 1 ? 's' : ''}` };
};

const evidence = (contract: Contract, rule: GateRule & { readonly gate: 'evidence' }): Text => {
  const runs = contract.commands.filter(({ proves }) => proves.some(({ kind }) => kind === rule.of)).map(({ run }) => asCode(run));
  const age = rule.maxAgeSeconds === undefined ? undefined : durationInWords(rule.maxAgeSeconds);
  const by = anyOf(runs);
  return joinTexts(
    [
      { en: `proof of ${asCode(rule.of)} for this very tree`, fr: `preuve de ${asCode(rule.of)} pour cet arbre précis` },
      ...(runs.length === 0 ? [] : [{ en: `by ${by.en}`, fr: `par ${by.fr}` }]),
      ...(age === undefined ? [] : [{ en: `at most ${age.en} old`, fr: `de moins de ${age.fr}` }]),
    ],
    ', ',
  );
};

const approval = (contract: Contract, rule: GateRule & { readonly gate: 'approval' }): Text => {
  const by = rolesInWords(contract, rule.by);
  const see = rule.see === undefined ? [] : [{ en: `according to ${asCode(rule.see)}`, fr: `selon ${asCode(rule.see)}` }];
  const solo = rule.solo
    ? [{ en: 'the author of the change may be the one who approves', fr: "l'auteur du changement peut être celui qui approuve" }]
    : [{ en: 'never by the author of the change', fr: "jamais par l'auteur du changement" }];
  return joinTexts(
    [
      {
        en: `${approvalsInWords(rule.count).en} ${asCode(rule.of)} by ${by.en}`,
        fr: `${approvalsInWords(rule.count).fr} ${asCode(rule.of)} par ${by.fr}`,
      },
      ...see,
      ...solo,
    ],
    ', ',
  );
};

const window = ({ days, hours, timezone }: GateRule & { readonly gate: 'window' }): Text => ({
  en: `${allOf(days.map((day) => weekdayInWords(day).en)).en}, ${hours.from} to ${hours.to} (${timezone})`,
  fr: `${allOf(days.map((day) => weekdayInWords(day).fr)).fr}, de ${hours.from} à ${hours.to} (${timezone})`,
});

/** Never an agent: a person of the role, the forge's own run, or the facts themselves. */
export const passedBy = (contract: Contract, rule: GateRule): Text => {
  switch (rule.gate) {
    case 'approval':
      return rolesInWords(contract, rule.by);
    case 'evidence':
      return contract.commands.some(({ proves }) => proves.some(({ kind }) => kind === rule.of))
        ? { en: 'a run of the forge, and nothing else', fr: "une exécution de la forge, et rien d'autre" }
        : { en: 'a person of the project, by `lockflight attest`', fr: 'une personne du projet, par `lockflight attest`' };
    case 'documented':
    case 'up-to-date':
      return { en: 'whoever prepares the candidate', fr: 'qui prépare le candidat' };
    case 'rollback-plan':
      return {
        en: 'whoever prepares the candidate, with a way down for each migration',
        fr: 'qui prépare le candidat, avec un retour pour chaque migration',
      };
    case 'no-open-issue':
      return { en: 'whoever closes the issues', fr: 'qui ferme les tickets' };
    case 'variables':
      return { en: 'whoever sets the variables', fr: 'qui définit les variables' };
    case 'deployed':
      return { en: 'the deployment', fr: 'le déploiement' };
    case 'clean-logs':
      return { en: 'the logs themselves', fr: 'les logs eux-mêmes' };
    case 'soak':
    case 'window':
      return { en: 'time', fr: 'le temps' };
  }
};
