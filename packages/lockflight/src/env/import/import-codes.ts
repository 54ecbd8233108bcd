/** Codes of what an import refuses, finds, or cannot decide. */
import type { CodeTable } from '../../contract/codes.ts';

export const IMPORT_CODES = {
  'no-variable-matrix': {
    means: {
      en: 'The document holds no table of environment variables with a column for each environment.',
      fr: "Le document ne contient aucun tableau de variables d'environnement avec une colonne par environnement.",
    },
    why: {
      en: 'Prose, and tables about other things, say rules that only a person can read: half of a contract would look like a whole one.',
      fr: "La prose, et les tableaux qui parlent d'autre chose, disent des règles que seule une personne peut lire : une moitié de contrat aurait l'air d'un tout.",
    },
    fix: {
      en: 'Write a table: first the names of the variables, then a column for each environment; or begin from the code: lockflight init.',
      fr: "Écrivez un tableau : d'abord les noms des variables, puis une colonne par environnement ; ou partez du code : lockflight init.",
    },
  },
  'table-without-environments': {
    means: { en: 'No column of a table is an environment.', fr: "Aucune colonne d'un tableau n'est un environnement." },
    why: {
      en: 'Which rule holds where cannot be told from it.',
      fr: 'On ne peut pas en déduire quelle règle vaut où.',
    },
    fix: {
      en: 'Head a column with each environment: Local, Staging, Production.',
      fr: 'Donnez à chaque environnement sa colonne : Local, Staging, Production.',
    },
  },
  'table-without-variables': {
    means: {
      en: 'A table has columns for environments, but no column of names of environment variables.',
      fr: "Un tableau a des colonnes d'environnements, mais aucune colonne de noms de variables d'environnement.",
    },
    why: {
      en: 'Features, ports and prices are told by environment too; they are no variables.',
      fr: 'On dit aussi par environnement des fonctionnalités, des ports, des prix ; ce ne sont pas des variables.',
    },
    fix: {
      en: 'Write the names as the code reads them: `DATABASE_URL`.',
      fr: 'Écrivez les noms tels que le code les lit : `DATABASE_URL`.',
    },
  },
  'table-of-something-else': {
    means: {
      en: 'A table has capitals and environments, but what surrounds it says that it is about something else.',
      fr: "Un tableau a des majuscules et des environnements, mais ce qui l'entoure dit qu'il parle d'autre chose.",
    },
    why: {
      en: 'Test reports, feature flags and error codes look alike: a rule must not be made of a result.',
      fr: "Les rapports de test, les drapeaux et les codes d'erreur se ressemblent : on ne fait pas une règle d'un résultat.",
    },
    fix: {
      en: 'If it is a matrix of variables, head its first column with `Variable`.',
      fr: "Si c'est bien une matrice de variables, intitulez sa première colonne « Variable ».",
    },
  },
  'table-without-rules': {
    means: {
      en: 'The cells of a table say neither a need nor a value.',
      fr: "Les cellules d'un tableau ne disent ni un besoin ni une valeur.",
    },
    why: { en: 'There is nothing to enforce in it.', fr: "Il n'y a rien à y faire respecter." },
    fix: { en: 'Write required, optional, forbidden, or a value.', fr: 'Écrivez requis, optionnel, interdit, ou une valeur.' },
  },
  'document-too-large': {
    means: { en: 'The document is larger than 4 MB, or no plain text.', fr: "Le document dépasse 4 Mo, ou n'est pas du texte simple." },
    why: { en: 'Reading must stay a matter of seconds.', fr: "Lire doit rester l'affaire de quelques secondes." },
    fix: { en: 'Put the matrix into a file of its own.', fr: 'Mettez la matrice dans un fichier à part.' },
  },
  'document-unreadable': {
    means: { en: 'The document cannot be read from disk.', fr: 'Le document ne peut pas être lu.' },
    why: { en: 'Nothing is drafted from what was not read.', fr: "Rien n'est rédigé d'après ce qui n'a pas été lu." },
    fix: { en: 'Look at its path and its rights: ls -l FILE.', fr: 'Regardez son chemin et ses droits : ls -l FICHIER.' },
  },
  'schema-unreadable': {
    means: {
      en: 'A line of a .env.schema is no item, comment or decorator.',
      fr: "Une ligne d'un .env.schema n'est ni un élément, ni un commentaire, ni un décorateur.",
    },
    why: {
      en: 'What is not understood must not be left out in silence.',
      fr: "Ce qui n'est pas compris ne doit pas être passé sous silence.",
    },
    fix: {
      en: 'Correct the line, or add what it says to lockflight.yaml by hand.',
      fr: 'Corrigez la ligne, ou ajoutez ce qu’elle dit à lockflight.yaml à la main.',
    },
  },
  'document-holds-secret': {
    means: {
      en: 'A document, a sample or a committed file holds what looks like a real secret.',
      fr: 'Un document, un exemple ou un fichier versionné contient ce qui ressemble à un vrai secret.',
    },
    why: {
      en: 'Whoever can read the repository has it. It was not copied.',
      fr: "Quiconque lit le dépôt le possède. Il n'a pas été recopié.",
    },
    fix: { en: 'Revoke it, and write `<secret>` in its place.', fr: 'Révoquez-le, et écrivez `<secret>` à sa place.' },
  },
  'import-undecided': {
    means: {
      en: 'Something in a document or a repository could be read in more than one way, or in none.',
      fr: "Un passage du document ou du dépôt pouvait se lire de plusieurs façons, ou d'aucune.",
    },
    why: { en: 'A draft says what it guessed: a person decides.', fr: 'Un brouillon dit ce qu’il a deviné : une personne décide.' },
    fix: {
      en: 'Look at the place, and write the rule into lockflight.yaml.',
      fr: "Regardez l'endroit, et écrivez la règle dans lockflight.yaml.",
    },
  },
  'import-contradiction': {
    means: {
      en: 'Two places say different things of one variable, or what was found of it does not hold together.',
      fr: "Deux endroits disent des choses différentes d'une variable, ou ce qui en a été trouvé ne se tient pas.",
    },
    why: {
      en: 'Only one of them can be enforced: the first was taken, or none.',
      fr: 'Un seul peut être appliqué : le premier a été retenu, ou aucun.',
    },
    fix: { en: 'Decide which one is right, and correct the other.', fr: "Décidez lequel est juste, et corrigez l'autre." },
  },
} as const satisfies CodeTable;

export type ImportCode = keyof typeof IMPORT_CODES;
