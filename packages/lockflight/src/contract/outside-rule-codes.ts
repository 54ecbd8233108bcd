/** Codes of what is read from outside the repository: log sources, names of variables, programs of the recorder's host. */
import type { CodeTable } from './codes.ts';

export const OUTSIDE_RULE_CODES = {
  'key-of-another-kind': {
    means: {
      en: 'A log source has a key that its kind does not know.',
      fr: 'Une source de journaux a une clé que son genre ne connaît pas.',
    },
    why: {
      en: 'It would be read by nobody: a filter that filters nothing, a token that is never sent.',
      fr: 'Personne ne la lirait : un filtre qui ne filtre rien, un jeton jamais envoyé.',
    },
    fix: { en: 'Take it out, or write another `kind`.', fr: 'Retirez-la, ou écrivez un autre `kind`.' },
  },
  'token-in-the-clear': {
    means: { en: 'A token would be sent without encryption.', fr: 'Un jeton serait envoyé sans chiffrement.' },
    why: { en: 'Everybody on the way could read and use it.', fr: "N'importe qui, en chemin, pourrait le lire et s'en servir." },
    fix: { en: 'Write https://, or drop the token.', fr: 'Écrivez https://, ou retirez le jeton.' },
  },
  'program-of-the-repository': {
    means: {
      en: 'A program that the recorder runs is named by a path inside the repository.',
      fr: 'Un programme que lance le greffier est désigné par un chemin du dépôt.',
    },
    why: {
      en: "It runs beside the recorder's key: whoever can push could say what it does.",
      fr: "Il tourne à côté de la clé du greffier : quiconque peut pousser déciderait de ce qu'il fait.",
    },
    fix: {
      en: "Install it on the recorder's host, and name it by its bare name or an absolute path.",
      fr: "Installez-le sur l'hôte du greffier, et désignez-le par son seul nom ou un chemin absolu.",
    },
  },
  'recorder-runner-shared': {
    means: {
      en: 'The recorder runs on a machine that other workflows may use before it.',
      fr: "Le greffier tourne sur une machine dont d'autres workflows peuvent se servir avant lui.",
    },
    why: {
      en: "A label is a word that every workflow of every branch may write: what it leaves behind on the machine is there when the recorder's key comes.",
      fr: "Une étiquette est un mot que tout workflow de toute branche peut écrire : ce qu'il laisse sur la machine s'y trouve encore quand arrive la clé du greffier.",
    },
    fix: {
      en: "Leave `runs-on` out (GitHub's own runner), name a runner group that only this workflow may use (`runs-on: { group: NAME }`), or make the runner ephemeral and say so (`ephemeral: true`).",
      fr: "Retirez `runs-on` (l'exécuteur de GitHub), nommez un groupe d'exécuteurs réservé à ce workflow (`runs-on: { group: NOM }`), ou rendez l'exécuteur éphémère et dites-le (`ephemeral: true`).",
    },
  },
} as const satisfies CodeTable;
