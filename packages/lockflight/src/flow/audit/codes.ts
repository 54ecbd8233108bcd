import type { CodeTable } from '../../contract/codes.ts';

/** What an audit can be asked wrongly; violations have their own table (line/violation-codes.ts). */
export const AUDIT_ERROR_CODES = {
  'audit-needs-branches': {
    means: {
      en: 'There is no contract that says which branch is production and which one feeds it.',
      fr: "Aucun contrat ne dit quelle branche est la production ni laquelle l'alimente.",
    },
    why: {
      en: 'A class compares two lines: guessing them would give wrong classes.',
      fr: 'Une classe compare deux lignes : les deviner donnerait de fausses classes.',
    },
    fix: {
      en: 'Name them: lockflight audit --production main --staging staging',
      fr: 'Nommez-les : lockflight audit --production main --staging staging',
    },
  },
  'audit-needs-environment': {
    means: {
      en: 'The contract has no production environment, or more than one.',
      fr: "Le contrat n'a aucun environnement de production, ou plus d'un.",
    },
    why: { en: 'An audit is of one environment.', fr: 'Un audit porte sur un environnement.' },
    fix: { en: 'Name it: lockflight audit ENV', fr: 'Nommez-le : lockflight audit ENV' },
  },
  'nothing-feeds': {
    means: {
      en: 'No step of the flow leads to this environment from one that has a branch.',
      fr: 'Aucune étape du flux ne mène à cet environnement depuis un environnement qui a une branche.',
    },
    why: { en: 'Its states have nothing to be compared with.', fr: "Ses états n'ont rien à quoi être comparés." },
    fix: {
      en: 'Declare the step under flow, or name the branches: lockflight audit --production BRANCH --staging BRANCH',
      fr: "Déclarez l'étape sous flow, ou nommez les branches : lockflight audit --production BRANCHE --staging BRANCHE",
    },
  },
} as const satisfies CodeTable;
