/** Codes of holding a document against the contract. */
import type { CodeTable } from '../../../contract/codes.ts';

export const AGAINST_CODES = {
  'document-variable-unknown': {
    means: {
      en: 'The document speaks of a variable that the contract does not declare.',
      fr: 'Le document parle d’une variable que le contrat ne déclare pas.',
    },
    why: { en: 'People set it, or look for it, and nothing judges it.', fr: 'On la définit, on la cherche, et rien ne la vérifie.' },
    fix: {
      en: 'Declare it (lockflight init --from FILE adds it), or take it out of the document.',
      fr: 'Déclarez-la (lockflight init --from FICHIER l’ajoute), ou retirez-la du document.',
    },
  },
  'document-variable-unread': {
    means: { en: 'The document claims a variable that nothing reads.', fr: 'Le document annonce une variable que rien ne lit.' },
    why: {
      en: 'What nothing reads changes nothing: somebody relies on it in vain.',
      fr: "Ce que rien ne lit ne change rien : quelqu'un s'y fie en vain.",
    },
    fix: {
      en: 'Take it out of the document, or read it in the code.',
      fr: 'Retirez-la du document, ou lisez-la dans le code.',
    },
  },
  'contract-variable-undocumented': {
    means: {
      en: 'The contract declares a variable that the document does not speak of.',
      fr: 'Le contrat déclare une variable dont le document ne parle pas.',
    },
    why: { en: 'Whoever follows the document will be stopped at the start.', fr: 'Qui suit le document sera arrêté au démarrage.' },
    fix: {
      en: 'Add it to the document, or let lockflight generate write the document (generate.reference).',
      fr: 'Ajoutez-la au document, ou laissez lockflight generate écrire le document (generate.reference).',
    },
  },
  'document-rule-unenforced': {
    means: {
      en: 'The document states a rule that no check enforces.',
      fr: 'Le document énonce une règle qu’aucune vérification n’applique.',
    },
    why: { en: 'People believe that it holds; it does not.', fr: 'On la croit respectée ; elle ne l’est pas.' },
    fix: { en: 'Write it into the contract, or take it out of the document.', fr: 'Inscrivez-la au contrat, ou retirez-la du document.' },
  },
  'document-rule-differs': {
    means: { en: 'Document and contract say different things.', fr: 'Le document et le contrat se contredisent.' },
    why: {
      en: 'Only one of them is true, and it is the contract that is enforced.',
      fr: 'Un seul dit vrai, et c’est le contrat qui est appliqué.',
    },
    fix: { en: 'Decide which one is right, and correct the other.', fr: 'Décidez lequel a raison, et corrigez l’autre.' },
  },
  'contract-rule-undocumented': {
    means: {
      en: 'The contract enforces a rule that the document does not state.',
      fr: 'Le contrat applique une règle que le document n’énonce pas.',
    },
    why: {
      en: 'Whoever follows the document will be refused without knowing why.',
      fr: 'Qui suit le document sera refusé sans savoir pourquoi.',
    },
    fix: {
      en: 'Add it to the document, or let lockflight generate write the document (generate.reference).',
      fr: 'Ajoutez-la au document, ou laissez lockflight generate écrire le document (generate.reference).',
    },
  },
  'document-environment-unknown': {
    means: {
      en: 'The document has an environment that the contract does not have, or the other way round.',
      fr: 'Le document a un environnement que le contrat n’a pas, ou l’inverse.',
    },
    why: { en: 'Its rules are judged nowhere.', fr: 'Ses règles ne sont vérifiées nulle part.' },
    fix: {
      en: 'Declare it in the contract, as a name or an alias under environments, or take its column out of the document.',
      fr: 'Déclarez-le dans le contrat, comme nom ou alias sous environments, ou retirez sa colonne du document.',
    },
  },
} as const satisfies CodeTable;

export type AgainstCode = keyof typeof AGAINST_CODES;
