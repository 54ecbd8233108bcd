/** Codes of `lockflight init` that are about the disk; those of documents stand in `env/import`. */
import type { CodeTable } from '../../contract/codes.ts';

export const INIT_CODES = {
  'contract-unwritable': {
    means: { en: 'lockflight.yaml cannot be written.', fr: 'lockflight.yaml ne peut pas être écrit.' },
    why: {
      en: 'A draft that was not written must not pass for one that was.',
      fr: "Un brouillon qui n'a pas été écrit ne doit pas passer pour écrit.",
    },
    fix: { en: 'Look at the rights of the folder: ls -ld .', fr: 'Regardez les droits du dossier : ls -ld .' },
  },
  'no-working-tree': {
    means: { en: 'A draft was asked for where nothing is checked out.', fr: "Un brouillon a été demandé là où rien n'est extrait." },
    why: {
      en: 'A bare repository, or the inside of .git, has no files of the project: whatever was drafted there would be git’s own.',
      fr: "Un dépôt nu, ou l'intérieur de .git, n'a aucun fichier du projet : ce qui y serait rédigé parlerait des fichiers de git.",
    },
    fix: {
      en: 'git clone REPOSITORY FOLDER, then: lockflight -C FOLDER init',
      fr: 'git clone DÉPÔT DOSSIER, puis : lockflight -C DOSSIER init',
    },
  },
} as const satisfies CodeTable;
