/** What `lockflight explain CODE` says of the findings of `lockflight env scan`. */
import type { CodeTable } from '../../contract/codes.ts';

export type ScanCode = 'undeclared-read' | 'unused-variable' | 'secret-in-client-code' | 'boot-secret-at-build';

export const SCAN_CODES: CodeTable<ScanCode | 'baseline-unreadable'> = {
  'undeclared-read': {
    means: { en: 'The code reads a variable that the contract does not have.', fr: "Le code lit une variable que le contrat n'a pas." },
    why: {
      en: 'No rule protects it: nobody is told when it is missing or wrong, until it matters.',
      fr: "Aucune règle ne la protège : personne n'est prévenu quand elle manque ou qu'elle est fausse, jusqu'au jour où cela compte.",
    },
    fix: {
      en: 'Declare it under `variables`, correct its name, or stop reading it.',
      fr: 'Déclarez-la sous `variables`, corrigez son nom, ou cessez de la lire.',
    },
  },
  'unused-variable': {
    means: {
      en: 'The contract has a variable that nothing in its folder reads.',
      fr: 'Le contrat a une variable que rien ne lit dans son dossier.',
    },
    why: {
      en: 'People set it with care, in every environment, and it changes nothing.',
      fr: 'On la définit avec soin, dans chaque environnement, et elle ne change rien.',
    },
    fix: {
      en: 'Remove it from the contract, or correct the name that the code reads. Read in a way that no text shows: keep it in a baseline.',
      fr: "Retirez-la du contrat, ou corrigez le nom que lit le code. Si elle est lue d'une façon qu'aucun texte ne montre : gardez-la dans un état de référence.",
    },
  },
  'secret-in-client-code': {
    means: {
      en: 'Code that runs in browsers reads a variable that the contract calls secret.',
      fr: 'Du code qui tourne dans les navigateurs lit une variable que le contrat dit secrète.',
    },
    why: {
      en: 'Whatever a client bundle holds is public; or the value is not there, and the code fails.',
      fr: "Tout ce que contient un paquet client est public ; ou la valeur n'y est pas, et le code échoue.",
    },
    fix: {
      en: 'Read it on the server, and send the browser what it may know.',
      fr: "Lisez-la côté serveur, et envoyez au navigateur ce qu'il peut savoir.",
    },
  },
  'boot-secret-at-build': {
    means: {
      en: "A secret whose `phase` is not `build` is read by the build: in a Dockerfile, or in a bundler's configuration.",
      fr: "Un secret dont la `phase` n'est pas `build` est lu pendant la construction : dans un Dockerfile, ou dans la configuration d'un empaqueteur.",
    },
    why: {
      en: 'What a build reads stays in layers, caches and bundles.',
      fr: 'Ce que lit une construction reste dans les couches, les caches et les paquets.',
    },
    fix: {
      en: 'Read it when the process starts; or, if the build does need it, say `phase: [build, ...]` in the contract.',
      fr: 'Lisez-le au démarrage du processus ; ou, si la construction en a vraiment besoin, écrivez `phase: [build, ...]` dans le contrat.',
    },
  },
  'baseline-unreadable': {
    means: {
      en: 'The file after --baseline is missing, or is none that --write-baseline wrote.',
      fr: "Le fichier après --baseline manque, ou n'est pas de ceux que --write-baseline écrit.",
    },
    why: {
      en: 'Taken for empty, it would make every finding new; taken for whole, none.',
      fr: 'Pris pour vide, il rendrait nouveaux tous les constats ; pris pour complet, aucun.',
    },
    fix: {
      en: 'Write it again: `lockflight env scan --baseline FILE --write-baseline`.',
      fr: 'Écrivez-le à nouveau : `lockflight env scan --baseline FICHIER --write-baseline`.',
    },
  },
};
