/** Every code that this room throws, with what it means, why it exists and the way out. */
import type { CodeTable } from '../contract/codes.ts';

export const FORGE_ERROR_CODES = {
  'forge-unauthorized': {
    means: { en: 'The forge does not accept the token.', fr: "La forge n'accepte pas le jeton." },
    why: {
      en: 'Without a valid identity no fact about the repository can be trusted to be complete.',
      fr: 'Sans identité valide, rien ne garantit que les faits lus sur le dépôt soient complets.',
    },
    fix: {
      en: 'Make a new token and set it as GITHUB_TOKEN: the old one is wrong, expired or revoked.',
      fr: "Créer un nouveau jeton et le donner dans GITHUB_TOKEN : l'ancien est faux, expiré ou révoqué.",
    },
  },
  'forge-forbidden': {
    means: { en: 'The token may not do or read this.', fr: "Le jeton n'a pas le droit de faire ou de lire cela." },
    why: {
      en: 'A fact that may not be read is unknown, never "nothing there".',
      fr: 'Un fait illisible est inconnu ; il ne vaut jamais "rien à signaler".',
    },
    fix: {
      en: 'Give the token the permission that the message names, or run this where the App token is available.',
      fr: "Donner au jeton la permission citée dans le message, ou lancer la commande là où le jeton de l'App est disponible.",
    },
  },
  'forge-plan-limited': {
    means: {
      en: "The forge's plan does not have this for this repository.",
      fr: "L'offre de la forge ne comprend pas cela pour ce dépôt.",
    },
    why: {
      en: 'What cannot be enforced is told as advisory, never as protected.',
      fr: 'Ce qui ne peut pas être imposé est présenté comme indicatif, jamais comme protégé.',
    },
    fix: {
      en: 'Move the account to a plan with protection for private repositories, or make the repository public.',
      fr: 'Passer à une offre qui protège les dépôts privés, ou rendre le dépôt public.',
    },
  },
  'forge-not-found': {
    means: {
      en: 'The forge knows no such thing, or hides it from this token.',
      fr: 'La forge ne connaît pas cet objet, ou le cache à ce jeton.',
    },
    why: {
      en: 'A forge answers the same for what is missing and for what a token may not see.',
      fr: "Une forge répond la même chose pour ce qui manque et pour ce qu'un jeton n'a pas le droit de voir.",
    },
    fix: {
      en: 'Check the name in `git remote -v` or GITHUB_REPOSITORY, then that the token may read this repository.',
      fr: 'Vérifier le nom avec `git remote -v` ou GITHUB_REPOSITORY, puis que le jeton peut lire ce dépôt.',
    },
  },
  'forge-conflict': {
    means: { en: 'Something moved between looking and acting.', fr: "Quelque chose a bougé entre le constat et l'acte." },
    why: {
      en: 'An act is carried out only on exactly what was judged.',
      fr: 'Un acte ne porte que sur ce qui a été exactement jugé.',
    },
    fix: { en: 'Run the same command again: it looks anew.', fr: 'Relancer la même commande : elle repart du nouvel état.' },
  },
  'forge-rejected': {
    means: { en: "The forge's own rules refuse this act.", fr: 'Les règles de la forge refusent cet acte.' },
    why: {
      en: 'Branch protection, reviews and required checks belong to the forge; Lockflight never goes around them.',
      fr: 'Protection de branche, revues et contrôles requis appartiennent à la forge ; Lockflight ne les contourne jamais.',
    },
    fix: {
      en: "Do what the forge's message asks for, then run the command again.",
      fr: 'Faire ce que demande le message de la forge, puis relancer la commande.',
    },
  },
  'forge-rate-limited': {
    means: {
      en: 'The forge asks to slow down, for longer than this command waits.',
      fr: 'La forge demande de ralentir, plus longtemps que la commande ne peut attendre.',
    },
    why: {
      en: 'Waiting is bounded so that a job never hangs; a list cut short would be a lie.',
      fr: "L'attente est bornée pour qu'un travail ne reste jamais suspendu ; une liste tronquée serait un mensonge.",
    },
    fix: {
      en: 'Run the command again after the time that the message gives.',
      fr: "Relancer la commande après l'heure donnée dans le message.",
    },
  },
  'forge-unavailable': {
    means: { en: 'The forge did not answer, or answered that it is broken.', fr: "La forge n'a pas répondu, ou s'est déclarée en panne." },
    why: {
      en: 'Nothing was decided: a missing answer never counts as a good one.',
      fr: "Rien n'a été décidé : une réponse absente ne vaut jamais une bonne réponse.",
    },
    fix: {
      en: 'Check the connection and the status page of the forge, then run the command again: every effect is safe to repeat.',
      fr: "Vérifier la connexion et la page d'état de la forge, puis relancer la commande : chaque effet peut être répété sans risque.",
    },
  },
  'forge-nonsense': {
    means: { en: "The answer is not what the forge's API describes.", fr: "La réponse n'est pas celle que décrit l'API de la forge." },
    why: {
      en: 'A proxy, a captive portal or a changed API must not be read as facts.',
      fr: 'Un proxy, un portail captif ou une API modifiée ne doivent pas passer pour des faits.',
    },
    fix: {
      en: 'Check GITHUB_API_URL and what stands between here and the forge; if both are right, report the endpoint and field of the message.',
      fr: "Vérifier GITHUB_API_URL et ce qui se trouve entre ici et la forge ; si tout est juste, signaler l'endpoint et le champ cités.",
    },
  },
  'no-forge': {
    means: {
      en: 'It cannot be told where the pull requests of this repository live.',
      fr: 'Impossible de savoir où vivent les pull requests de ce dépôt.',
    },
    why: {
      en: 'Promotion, approvals and evidence are acts on the forge; there is no promotion without one.',
      fr: "Promotion, approbations et preuves sont des actes sur la forge ; sans elle, il n'y a pas de promotion.",
    },
    fix: {
      en: 'Add the remote: git remote add origin https://github.com/OWNER/NAME.git, or set GITHUB_REPOSITORY=OWNER/NAME.',
      fr: 'Ajouter le dépôt distant : git remote add origin https://github.com/OWNER/NAME.git, ou définir GITHUB_REPOSITORY=OWNER/NAME.',
    },
  },
  'app-key-malformed': {
    means: { en: "The App's private key is not one.", fr: "La clé privée de l'App n'en est pas une." },
    why: {
      en: "The recorder speaks as the organisation's own App, and has to sign for it.",
      fr: "Le greffier parle au nom de l'App de l'organisation, et doit signer pour elle.",
    },
    fix: {
      en: 'Put the whole .pem file that the App\'s page gave into the secret LOCKFLIGHT_APP_PRIVATE_KEY of the environment "lockflight", first and last line included.',
      fr: "Mettre le fichier .pem entier donné par la page de l'App dans le secret LOCKFLIGHT_APP_PRIVATE_KEY de l'environnement « lockflight », première et dernière lignes comprises.",
    },
  },
  'app-not-installed': {
    means: { en: "The recorder's App is not installed in this repository.", fr: "L'App du greffier n'est pas installée dans ce dépôt." },
    why: {
      en: 'An App is registered once and installed where its owner says: only there is it given a token.',
      fr: "Une App s'enregistre une fois et s'installe là où son propriétaire le décide : elle n'obtient de jeton que là.",
    },
    fix: {
      en: "Install it: the App's page, Install App, this repository. LOCKFLIGHT_APP_ID must be its number.",
      fr: "L'installer : page de l'App, Install App, ce dépôt. LOCKFLIGHT_APP_ID doit être son numéro.",
    },
  },
  'no-token': {
    means: { en: 'No usable token for the forge is set.', fr: "Aucun jeton utilisable n'est défini pour la forge." },
    why: {
      en: 'Every act on the forge is done under the identity of the one who asks for it.',
      fr: "Chaque acte sur la forge se fait sous l'identité de qui le demande.",
    },
    fix: {
      en: 'Set GITHUB_TOKEN (or GH_TOKEN), for example: export GITHUB_TOKEN=$(gh auth token)',
      fr: 'Définir GITHUB_TOKEN (ou GH_TOKEN), par exemple : export GITHUB_TOKEN=$(gh auth token)',
    },
  },
} as const satisfies CodeTable;

export type ForgeErrorCode = keyof typeof FORGE_ERROR_CODES;
