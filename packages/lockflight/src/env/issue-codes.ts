/** What `lockflight explain CODE` says of every code that the judgement of variables hands out. */
import type { CodeTable } from '../contract/codes.ts';
import type { IssueCode } from './issue.ts';

export const ISSUE_CODES: CodeTable<IssueCode | 'env-invalid'> = {
  'env-invalid': {
    means: {
      en: 'The generated `validateEnv()` stopped the process: its error holds every finding, in `issues`.',
      fr: 'Le `validateEnv()` généré a arrêté le processus : son erreur porte tous les constats, dans `issues`.',
    },
    why: {
      en: 'A process that starts with wrong variables fails later, in front of a customer or on the wrong data.',
      fr: 'Un processus qui démarre avec de mauvaises variables échoue plus tard, devant un client ou sur les mauvaises données.',
    },
    fix: {
      en: 'Correct what each finding names; its own code is explained here too.',
      fr: 'Corrigez ce que nomme chaque constat ; son propre code est expliqué ici aussi.',
    },
  },
  'foreign-value': {
    means: {
      en: 'The value belongs to another environment: its own rule refuses it and the rule of another environment claims it, by its host or by its exact value; or it is a live value where test is required, or where no mode is named.',
      fr: "La valeur appartient à un autre environnement : sa propre règle la refuse et celle d'un autre environnement la revendique, par son hôte ou par sa valeur exacte ; ou c'est une valeur live là où test est exigé, ou là où aucun mode n'est nommé.",
    },
    why: {
      en: "A sandbox that holds production's database host or live keys works on real data and real money. It blocks everywhere, on a laptop too.",
      fr: "Un bac à sable qui détient l'hôte de base de données ou les clés live de la production agit sur de vraies données et du vrai argent. Cela bloque partout, sur un poste de travail aussi.",
    },
    fix: {
      en: "Put this environment's own value there. If a live secret was copied, renew it.",
      fr: 'Mettez-y la valeur propre à cet environnement. Si un secret live a été copié, renouvelez-le.',
    },
  },
  'ambiguous-environment': {
    means: {
      en: 'It cannot be told in which environment this process runs: nothing names it and something in it belongs to an environment other than development, or two answers contradict each other.',
      fr: "On ne peut pas dire dans quel environnement ce processus s'exécute : rien ne le nomme et quelque chose en lui appartient à un autre environnement que celui de développement, ou deux réponses se contredisent.",
    },
    why: {
      en: 'A guess would judge the values by the wrong rules, and let a seed script run against production.',
      fr: 'Deviner ferait juger les valeurs par les mauvaises règles, et laisserait un script de données agir sur la production.',
    },
    fix: {
      en: "Set the contract's selector (the first name under `select`) to the environment's name, or pass `--env`.",
      fr: "Donnez au sélecteur du contrat (le premier nom sous `select`) le nom de l'environnement, ou passez `--env`.",
    },
  },
  'client-secret': {
    means: {
      en: 'A variable that is shipped to browsers is a secret, looks like one, or has the value of one.',
      fr: "Une variable envoyée aux navigateurs est un secret, en a la forme, ou porte la valeur d'un secret.",
    },
    why: { en: 'Whatever is in a client bundle is public.', fr: 'Tout ce qui se trouve dans un paquet client est public.' },
    fix: {
      en: 'Keep the secret on the server and renew it if a build with it was published.',
      fr: 'Gardez le secret côté serveur et renouvelez-le si une version qui le contient a été publiée.',
    },
  },
  'wrong-mode': {
    means: {
      en: 'The rule asks for a test or a live value, and the value is not of that mode.',
      fr: "La règle demande une valeur de test ou live, et la valeur n'est pas de ce mode.",
    },
    why: {
      en: 'With a test key, production takes orders and no money.',
      fr: "Avec une clé de test, la production prend des commandes et pas d'argent.",
    },
    fix: { en: 'Put a value of the required mode there.', fr: 'Mettez-y une valeur du mode exigé.' },
  },
  forbidden: {
    means: { en: 'The variable is set where the contract forbids it.', fr: "La variable est définie là où le contrat l'interdit." },
    why: {
      en: 'Debug tokens and mocks that reach production open doors there.',
      fr: 'Des jetons de débogage et des simulacres qui atteignent la production y ouvrent des portes.',
    },
    fix: { en: 'Remove it from this environment.', fr: 'Retirez-la de cet environnement.' },
  },
  missing: {
    means: {
      en: 'The variable is not set, or empty, and has no default, where it is required (an error) or recommended (a warning).',
      fr: "La variable n'est pas définie, ou vide, et n'a pas de valeur par défaut, là où elle est obligatoire (erreur) ou recommandée (avertissement).",
    },
    why: {
      en: 'What is missing at boot is found out by a customer later.',
      fr: "Ce qui manque au démarrage, c'est un client qui le découvre plus tard.",
    },
    fix: { en: 'Set it where this environment keeps its variables.', fr: 'Définissez-la là où cet environnement garde ses variables.' },
  },
  invalid: {
    means: {
      en: 'The value is not of its type, or a constraint of its rule refuses it.',
      fr: "La valeur n'est pas de son type, ou une contrainte de sa règle la refuse.",
    },
    why: {
      en: 'A value that is read leniently means different things to different programs.',
      fr: "Une valeur lue avec indulgence n'a pas le même sens d'un programme à l'autre.",
    },
    fix: { en: 'Write what the message asks for; types are strict.', fr: 'Écrivez ce que le message demande ; les types sont stricts.' },
  },
  placeholder: {
    means: {
      en: "The value is one that somebody was meant to replace (`change-me`, `xxx`), or a secret still has the sample's own value.",
      fr: "La valeur est de celles qu'il fallait remplacer (`change-me`, `xxx`), ou un secret porte encore la valeur de l'exemple.",
    },
    why: { en: 'A secret that stands in a sample is known to everybody.', fr: 'Un secret qui figure dans un exemple est connu de tous.' },
    fix: { en: 'Put the real value there.', fr: 'Mettez-y la vraie valeur.' },
  },
  'incomplete-group': {
    means: {
      en: 'The rule of a group is broken: set in part where it is all or none, none where one is needed, or several where exactly one is allowed.',
      fr: "La règle d'un groupe n'est pas tenue : défini en partie quand c'est tout ou rien, aucune quand il en faut une, ou plusieurs quand une seule est admise.",
    },
    why: {
      en: 'Half a mail configuration is worse than none: it fails at the first message.',
      fr: 'Une moitié de configuration de messagerie est pire que rien : elle échoue au premier message.',
    },
    fix: {
      en: 'Set the members that the message names, or remove the others.',
      fr: 'Définissez les membres que le message nomme, ou retirez les autres.',
    },
  },
  'not-distinct': {
    means: {
      en: 'The value is the same as in another environment, or as that of a variable that it must differ from.',
      fr: "La valeur est la même que dans un autre environnement, ou que celle d'une variable dont elle doit différer.",
    },
    why: {
      en: 'A secret that two environments share lets the weaker one open the stronger.',
      fr: 'Un secret que deux environnements partagent laisse le plus faible ouvrir le plus fort.',
    },
    fix: { en: 'Give each its own value.', fr: 'Donnez à chacun sa propre valeur.' },
  },
  deprecated: {
    means: {
      en: 'The variable is set, and the contract is leaving its name behind.',
      fr: 'La variable est définie, et le contrat abandonne ce nom.',
    },
    why: { en: 'Old names are read by nobody one day.', fr: 'Un jour, plus rien ne lit les anciens noms.' },
    fix: { en: 'Set the name that takes its place, and remove this one.', fr: 'Définissez le nom qui la remplace, et retirez celui-ci.' },
  },
  undeclared: {
    means: { en: 'A file sets a name that the contract does not have.', fr: "Un fichier définit un nom que le contrat n'a pas." },
    why: {
      en: 'It is a typing error, or a variable that no rule protects.',
      fr: "C'est une faute de frappe, ou une variable qu'aucune règle ne protège.",
    },
    fix: {
      en: 'Declare it under `variables`, correct its name, or remove it.',
      fr: 'Déclarez-la sous `variables`, corrigez son nom, ou retirez-la.',
    },
  },
};
