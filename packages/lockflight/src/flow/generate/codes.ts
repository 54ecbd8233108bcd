/** Codes of the files that `lockflight generate` writes. */
import type { CodeTable } from '../../contract/codes.ts';

export const GENERATE_CODES = {
  'generated-file-stale': {
    means: {
      en: 'A generated file is missing, or does not say what the contract says now.',
      fr: "Un fichier généré manque, ou ne dit pas ce que le contrat dit aujourd'hui.",
    },
    why: {
      en: 'A document that drifts from the contract is worse than none: people believe it.',
      fr: "Un document qui s'écarte du contrat est pire que rien : on le croit.",
    },
    fix: { en: 'lockflight generate, then commit the file.', fr: 'lockflight generate, puis committez le fichier.' },
  },
  'generated-file-edited': {
    means: {
      en: 'A file that Lockflight would write was changed by hand, or was there before and is not its own.',
      fr: "Un fichier que Lockflight écrirait a été modifié à la main, ou se trouvait là avant et n'est pas le sien.",
    },
    why: {
      en: 'What a person wrote is never lost without a word.',
      fr: "Ce qu'une personne a écrit n'est jamais perdu sans un mot.",
    },
    fix: {
      en: 'Put what you need into lockflight.yaml, then overwrite the file: lockflight generate --force. A formatter edits too: name the file in .prettierignore or the like.',
      fr: "Mettez ce qu'il vous faut dans lockflight.yaml, puis écrasez le fichier : lockflight generate --force. Un formateur modifie aussi : nommez le fichier dans .prettierignore ou son équivalent.",
    },
  },
  'generated-file-ignored': {
    means: { en: 'Git ignores a file that Lockflight generates.', fr: 'Git ignore un fichier que Lockflight génère.' },
    why: { en: 'Nobody who clones the repository would ever receive it.', fr: 'Personne, en clonant le dépôt, ne le recevrait jamais.' },
    fix: {
      en: 'Add an exception to .gitignore: !PATH, after the pattern that ignores it.',
      fr: "Ajoutez une exception à .gitignore : !CHEMIN, après le motif qui l'ignore.",
    },
  },
  'recorder-unverified': {
    means: {
      en: "The recorder's workflow is not written: nothing says which package it would run, byte by byte.",
      fr: "Le workflow du greffier n'est pas écrit : rien ne dit quel paquet il lancerait, octet par octet.",
    },
    why: {
      en: "It runs beside the recorder's key. A name and a version are what a registry says they are; a digest is not.",
      fr: "Il tourne à côté de la clé du greffier. Un nom et une version sont ce qu'en dit un registre de paquets ; une empreinte, non.",
    },
    fix: {
      en: 'Lock it (npm install --save-dev --save-exact lockflight, then commit package-lock.json), or write what `npm view lockflight@VERSION dist.integrity` says under generate.recorder.integrity.',
      fr: 'Verrouillez-le (npm install --save-dev --save-exact lockflight, puis committez package-lock.json), ou écrivez ce que dit `npm view lockflight@VERSION dist.integrity` sous generate.recorder.integrity.',
    },
  },
  'generated-file-outside': {
    means: {
      en: "A generated file would be written outside of the contract's folder, or into .git.",
      fr: 'Un fichier généré serait écrit hors du dossier du contrat, ou dans .git.',
    },
    why: {
      en: 'A contract may come from a branch that nobody trusts yet: it must not write where it likes.',
      fr: "Un contrat peut venir d'une branche à laquelle personne ne se fie encore : il ne doit pas écrire où il veut.",
    },
    fix: {
      en: 'Name a path below the contract, through no symbolic link that leaves it.',
      fr: 'Nommez un chemin sous le contrat, sans lien symbolique qui en sorte.',
    },
  },
  'generated-file-unwritable': {
    means: { en: 'A generated file cannot be read or written.', fr: 'Un fichier généré ne peut pas être lu ou écrit.' },
    why: { en: 'It would stay as it was, and look up to date.', fr: 'Il resterait tel quel, et semblerait à jour.' },
    fix: { en: 'Look at its rights, and at what stands in its place.', fr: 'Regardez ses droits, et ce qui se trouve à sa place.' },
  },
  'generated-markers-broken': {
    means: {
      en: "The markers of Lockflight's section are not exactly one beginning and one end, in this order.",
      fr: 'Les marques de la section de Lockflight ne sont pas exactement un début et une fin, dans cet ordre.',
    },
    why: {
      en: 'It cannot be told which lines are generated, and which are yours.',
      fr: 'On ne peut pas dire quelles lignes sont générées, et lesquelles sont les vôtres.',
    },
    fix: {
      en: 'Put the markers back, or remove all of them: the section is then added at the end.',
      fr: 'Rétablissez les marques, ou retirez-les toutes : la section est alors ajoutée à la fin.',
    },
  },
} as const satisfies CodeTable;
