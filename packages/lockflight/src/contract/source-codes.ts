/** Codes of a contract's text, its YAML and its grammar. */
import type { CodeTable } from './codes.ts';

export const SOURCE_CODES = {
  'contract-too-large': {
    means: { en: 'The contract is larger than 256 KB.', fr: 'Le contrat dépasse 256 Ko.' },
    why: {
      en: 'A contract is read from branches that nobody trusts yet: its size bounds what reading it can cost.',
      fr: 'Un contrat se lit dans des branches auxquelles personne ne se fie encore : sa taille borne ce que coûte sa lecture.',
    },
    fix: {
      en: 'Move data and long texts to files of their own.',
      fr: 'Rangez les données et les longs textes dans leurs propres fichiers.',
    },
  },
  'contract-empty': {
    means: { en: 'The file holds nothing, or only comments.', fr: 'Le fichier ne contient rien, ou seulement des commentaires.' },
    why: { en: 'An empty contract would allow everything without saying so.', fr: 'Un contrat vide permettrait tout sans le dire.' },
    fix: {
      en: 'Write at least `lockflight: 1`, `project:` and `environments:`.',
      fr: 'Écrivez au moins `lockflight: 1`, `project:` et `environments:`.',
    },
  },
  'invalid-encoding': {
    means: {
      en: 'The file holds a byte order mark, a control character, or bytes that are not UTF-8.',
      fr: "Le fichier contient une marque d'ordre des octets, un caractère de contrôle, ou des octets qui ne sont pas de l'UTF-8.",
    },
    why: {
      en: 'What people see in a review must be what the program reads.',
      fr: 'Ce que voient les relecteurs doit être ce que lit le programme.',
    },
    fix: { en: 'Save the file as UTF-8 without BOM.', fr: 'Enregistrez le fichier en UTF-8 sans BOM.' },
  },
  'yaml-syntax': {
    means: { en: 'The file is not valid YAML.', fr: "Le fichier n'est pas du YAML valide." },
    why: { en: 'A guess at what was meant could allow too much.', fr: "Deviner l'intention pourrait permettre trop." },
    fix: {
      en: 'Check indentation, quotes and brackets around the place.',
      fr: "Vérifiez l'indentation, les guillemets et les crochets à cet endroit.",
    },
  },
  'yaml-directive': {
    means: { en: 'The file has a YAML directive (`%YAML`, `%TAG`).', fr: 'Le fichier porte une directive YAML (`%YAML`, `%TAG`).' },
    why: {
      en: '`%YAML 1.1` turns `off` into false and `09:00` into a number.',
      fr: '`%YAML 1.1` change `off` en false et `09:00` en nombre.',
    },
    fix: { en: 'Delete the line.', fr: 'Supprimez la ligne.' },
  },
  'yaml-tag': {
    means: { en: 'A value carries a YAML tag (`!!str`, `!env`).', fr: 'Une valeur porte une étiquette YAML (`!!str`, `!env`).' },
    why: {
      en: 'A tag changes what a value is without looking like it.',
      fr: "Une étiquette change la nature d'une valeur sans en avoir l'air.",
    },
    fix: {
      en: 'Delete the tag; quote what must be text.',
      fr: "Supprimez l'étiquette ; mettez entre guillemets ce qui doit être du texte.",
    },
  },
  'several-documents': {
    means: { en: 'The file holds more than one YAML document.', fr: "Le fichier contient plus d'un document YAML." },
    why: { en: 'One of them would be ignored.', fr: "L'un d'eux serait ignoré." },
    fix: { en: 'Merge them, and delete the `---` line.', fr: 'Réunissez-les, et supprimez la ligne `---`.' },
  },
  'too-deep': {
    means: { en: 'Values are nested more than 40 levels deep.', fr: 'Des valeurs sont imbriquées sur plus de 40 niveaux.' },
    why: {
      en: 'Deep nesting is how a small file exhausts a reader.',
      fr: "L'imbrication profonde permet à un petit fichier d'épuiser un lecteur.",
    },
    fix: { en: 'Flatten the value: no contract needs it.', fr: "Aplatissez la valeur : aucun contrat n'en a besoin." },
  },
  'duplicate-key': {
    means: { en: 'A key is written twice in one mapping.', fr: 'Une clé est écrite deux fois au même endroit.' },
    why: { en: 'Readers disagree on which of the two counts.', fr: 'Les lecteurs ne sont pas d’accord sur celle qui compte.' },
    fix: { en: 'Keep one.', fr: "N'en gardez qu'une." },
  },
  'key-not-text': {
    means: {
      en: 'A key is a number, a boolean, empty, or a whole structure.',
      fr: 'Une clé est un nombre, un booléen, vide, ou toute une structure.',
    },
    why: {
      en: 'Names are text; `1` and "1" would be two names or one.',
      fr: 'Les noms sont du texte ; `1` et "1" seraient deux noms ou un seul.',
    },
    fix: { en: 'Put the key between quotes.', fr: 'Mettez la clé entre guillemets.' },
  },
  'merge-key': {
    means: { en: 'A merge key (`<<`) stands in a mapping.', fr: 'Une clé de fusion (`<<`) figure dans un ensemble.' },
    why: {
      en: 'What a mapping holds must be readable where it stands.',
      fr: 'Ce que contient un ensemble doit se lire là où il se trouve.',
    },
    fix: { en: 'Write the keys out, or alias the whole value.', fr: 'Écrivez les clés, ou un alias pour la valeur entière.' },
  },
  'forbidden-key': {
    means: { en: 'The key `__proto__` is not allowed.', fr: "La clé `__proto__` n'est pas permise." },
    why: { en: 'In JavaScript it changes what an object is.', fr: "En JavaScript, elle change la nature d'un objet." },
    fix: { en: 'Choose another name.', fr: 'Choisissez un autre nom.' },
  },
  'alias-cycle': {
    means: { en: 'An alias stands inside the value that it repeats.', fr: "Un alias se trouve dans la valeur qu'il répète." },
    why: { en: 'Such a value has no end.', fr: "Une telle valeur n'a pas de fin." },
    fix: { en: 'Write the value out.', fr: 'Écrivez la valeur en toutes lettres.' },
  },
  'alias-expansion': {
    means: { en: 'Aliases stand for more than 20,000 values.', fr: 'Des alias représentent plus de 20 000 valeurs.' },
    why: {
      en: 'A few lines of aliases can stand for billions of values.',
      fr: "Quelques lignes d'alias peuvent représenter des milliards de valeurs.",
    },
    fix: { en: 'Repeat less.', fr: 'Répétez moins.' },
  },
  'unknown-alias': {
    means: { en: 'An alias has no anchor before it.', fr: "Un alias n'a pas d'ancre devant lui." },
    why: { en: 'It would stand for nothing.', fr: 'Il ne représenterait rien.' },
    fix: { en: 'Write &NAME before the value to repeat.', fr: 'Écrivez &NOM devant la valeur à répéter.' },
  },
  'unclear-number': {
    means: {
      en: 'A number is written in a way that it would not be read back: 0x10, 1.10, 007, or more digits than can be kept.',
      fr: "Un nombre est écrit d'une façon qu'on ne relirait pas : 0x10, 1.10, 007, ou plus de chiffres qu'on ne peut garder.",
    },
    why: {
      en: 'The values of variables are text: 1.10 would be compared as 1.1.',
      fr: 'Les valeurs des variables sont du texte : 1.10 serait comparé comme 1.1.',
    },
    fix: { en: 'Quote it, or write the plain decimal number.', fr: 'Mettez-le entre guillemets, ou écrivez le nombre décimal simple.' },
  },
  'unknown-key': {
    means: { en: 'The contract language has no such key here.', fr: "Le langage du contrat n'a pas cette clé à cet endroit." },
    why: { en: 'A misspelt rule that is ignored protects nothing.', fr: 'Une règle mal orthographiée et ignorée ne protège rien.' },
    fix: { en: 'Take the suggestion, or delete the key.', fr: 'Suivez la suggestion, ou supprimez la clé.' },
  },
  'missing-key': {
    means: { en: 'Something that must be said is not.', fr: "Quelque chose qui doit être dit ne l'est pas." },
    why: { en: 'There is no default that would be safe.', fr: "Il n'y a pas de valeur par défaut qui soit sûre." },
    fix: { en: 'Add the key that the message names.', fr: 'Ajoutez la clé que nomme le message.' },
  },
  'wrong-kind': {
    means: {
      en: 'A value is of another kind: text for a list, a number for a mapping.',
      fr: "Une valeur est d'un autre genre : du texte pour une liste, un nombre pour un ensemble.",
    },
    why: { en: 'Converting it silently could change its meaning.', fr: 'La convertir en silence pourrait en changer le sens.' },
    fix: { en: 'Write what the message expects.', fr: "Écrivez ce qu'attend le message." },
  },
  'unknown-word': {
    means: { en: 'A word is none of those that may stand there.', fr: "Un mot n'est aucun de ceux qui sont permis là." },
    why: { en: 'Fixed words have a fixed meaning; a guess has none.', fr: "Les mots fixes ont un sens fixe ; une supposition n'en a pas." },
    fix: { en: 'Write one of the words that the message lists.', fr: "Écrivez l'un des mots que donne le message." },
  },
  'malformed-value': {
    means: {
      en: 'A value has not the form that it must have: a duration, a path, a branch, a name, a limit.',
      fr: "Une valeur n'a pas la forme voulue : durée, chemin, branche, nom, limite.",
    },
    why: { en: 'It would fail later, or reach outside of the repository.', fr: 'Elle échouerait plus tard, ou sortirait du dépôt.' },
    fix: { en: 'Write it in the form that the message shows.', fr: 'Écrivez-la dans la forme que montre le message.' },
  },
  'malformed-name': {
    means: { en: 'A key is no valid name for what it declares.', fr: "Une clé n'est pas un nom valable pour ce qu'elle déclare." },
    why: {
      en: 'Names end up in shells, branches and file names.',
      fr: 'Les noms finissent dans des shells, des branches et des noms de fichiers.',
    },
    fix: { en: 'Use letters, digits, dashes and underscores.', fr: 'Employez lettres, chiffres, tirets et soulignés.' },
  },
} as const satisfies CodeTable;
