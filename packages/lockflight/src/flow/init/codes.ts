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
} as const satisfies CodeTable;
