import type { CodeTable } from '../contract/codes.ts';

/** Codes of the command line itself. */
export const CLI_CODES = {
  'no-such-command': {
    means: { en: 'Lockflight has no command of that name.', fr: "Lockflight n'a pas de commande de ce nom." },
    why: {
      en: 'A guess could do something that you did not ask for.',
      fr: "Deviner, ce serait risquer de faire ce qui n'a pas été demandé.",
    },
    fix: { en: 'lockflight --help lists them all.', fr: 'lockflight --help les énumère toutes.' },
  },
  'bad-arguments': {
    means: {
      en: 'An option or an argument is missing, unknown or one too many.',
      fr: 'Une option ou un argument manque, est inconnu ou est en trop.',
    },
    why: {
      en: 'Nothing is read or done before the whole call is understood.',
      fr: "Rien n'est lu ni fait avant que tout l'appel soit compris.",
    },
    fix: {
      en: 'The message ends with the usage; lockflight COMMAND --help shows it too.',
      fr: "Le message finit par l'usage ; lockflight COMMANDE --help le donne aussi.",
    },
  },
  'no-such-folder': {
    means: { en: 'The folder that -C names does not exist.', fr: "Le dossier que nomme -C n'existe pas." },
    why: {
      en: 'Every command acts on one repository: which one must be clear.',
      fr: 'Toute commande agit sur un dépôt précis : lequel doit être clair.',
    },
    fix: { en: 'Name a folder that exists: lockflight -C DIR ...', fr: 'Nommez un dossier qui existe : lockflight -C DOSSIER ...' },
  },
  'demo-gone': {
    means: {
      en: "The demo's folder was removed while it ran, or git failed in it.",
      fr: "Le dossier de la démonstration a été supprimé pendant qu'elle tournait, ou git y a échoué.",
    },
    why: {
      en: 'The story runs real commands in real clones: without them there is nothing to tell.',
      fr: "L'histoire lance de vraies commandes dans de vrais clones : sans eux, il n'y a rien à raconter.",
    },
    fix: { en: 'Begin again: lockflight demo', fr: 'Recommencez : lockflight demo' },
  },
  'unknown-code': {
    means: { en: 'No diagnostic, issue, gate or error has this code.', fr: "Aucun diagnostic, constat, porte ni erreur n'a ce code." },
    why: {
      en: 'Codes are fixed words: scripts and people rely on them.',
      fr: 'Les codes sont des mots fixes : scripts et personnes comptent dessus.',
    },
    fix: {
      en: 'Copy the code from the message, or look it up in docs/ERRORS.md.',
      fr: 'Recopiez le code du message, ou cherchez-le dans docs/ERRORS.md.',
    },
  },
  'internal-error': {
    means: { en: 'Lockflight met something that it did not foresee.', fr: "Lockflight a rencontré ce qu'il n'avait pas prévu." },
    why: {
      en: 'A bug must never look like an answer: nothing was decided.',
      fr: "Un défaut ne doit jamais passer pour une réponse : rien n'a été décidé.",
    },
    fix: { en: 'Run it again with --verbose and report what it prints.', fr: "Relancez avec --verbose et signalez ce qui s'affiche." },
  },
} as const satisfies CodeTable;
