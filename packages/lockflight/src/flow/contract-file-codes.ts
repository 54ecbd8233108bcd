import type { CodeTable } from '../contract/codes.ts';

/** Codes of reading the contract of a checkout from disk. */
export const CONTRACT_FILE_CODES = {
  'contract-missing': {
    means: { en: 'There is no lockflight.yaml where it was looked for.', fr: "Il n'y a pas de lockflight.yaml là où on l'a cherché." },
    why: {
      en: 'The contract is the single source of truth: without it nothing can be judged.',
      fr: 'Le contrat est la seule référence : sans lui, rien ne peut être jugé.',
    },
    fix: {
      en: 'lockflight init drafts one; or go to the root of the repository, or name it with -C DIR.',
      fr: 'lockflight init en rédige un ; ou allez à la racine du dépôt, ou nommez-la par -C DOSSIER.',
    },
  },
  'contract-invalid': {
    means: { en: 'The contract that this rests on has errors.', fr: 'Le contrat sur lequel ceci repose comporte des erreurs.' },
    why: {
      en: 'A rule that cannot be read cannot be enforced: nothing is guessed.',
      fr: "Une règle illisible ne peut pas être appliquée : rien n'est deviné.",
    },
    fix: {
      en: 'lockflight check lists every error with its line and its fix.',
      fr: 'lockflight check énumère chaque erreur, avec sa ligne et son remède.',
    },
  },
  'contract-unreadable': {
    means: {
      en: 'The contract exists and cannot be read: rights, no plain file, a link out of the repository, or too large.',
      fr: "Le contrat existe mais ne peut pas être lu : droits, autre chose qu'un fichier, lien hors du dépôt, ou trop gros.",
    },
    why: {
      en: 'A contract that was not read must not pass for one that was.',
      fr: "Un contrat qui n'a pas été lu ne doit pas passer pour lu.",
    },
    fix: { en: 'Look at its rights and size: ls -l lockflight.yaml.', fr: 'Regardez ses droits et sa taille : ls -l lockflight.yaml.' },
  },
} as const satisfies CodeTable;
