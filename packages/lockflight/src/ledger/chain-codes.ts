/** What `ledger verify` can find wrong with an entry, or with what the ledger says of the repository. */
import type { CodeTable } from '../contract/codes.ts';
import type { Text } from '../contract/text.ts';

/** The same way out for all that can only come from rewriting the branch. */
const RESTORE: Text = {
  en: 'Put the branch back from a clone that still has the genuine entries, find out who pushed, and protect the branch; entries are never repaired in place.',
  fr: "Rétablissez la branche depuis un clone qui a encore les entrées d'origine, cherchez qui a poussé, protégez la branche ; une entrée ne se répare jamais sur place.",
};

const TAMPERED: Text = {
  en: 'A recorder never writes this: somebody else wrote to the branch, or rewrote it.',
  fr: "Un greffier n'écrit jamais cela : quelqu'un d'autre a écrit sur la branche, ou l'a réécrite.",
};

export const CHAIN_CODES = {
  'ledger-empty': {
    means: { en: 'There is no entry to verify.', fr: "Il n'y a aucune entrée à vérifier." },
    why: { en: 'Nothing recorded means nothing proven.', fr: "Ce qui n'est pas consigné n'est pas prouvé." },
    fix: { en: 'Begin the ledger: lockflight adopt', fr: 'Ouvrez le registre : lockflight adopt' },
  },
  'root-untrusted': {
    means: {
      en: 'The root key of entry 0 is not the one that you trust.',
      fr: "La clé racine de l'entrée 0 n'est pas celle à laquelle vous faites confiance.",
    },
    why: {
      en: 'Whoever replaces a whole ledger signs it with a key of their own: only a fingerprint known from elsewhere tells.',
      fr: "Qui remplace tout un registre le signe de sa propre clé : seule une empreinte connue par ailleurs permet de s'en apercevoir.",
    },
    fix: {
      en: 'Compare the fingerprint with the one that lockflight adopt printed; if that is the one you gave, the ledger is not the one that was adopted.',
      fr: "Comparez l'empreinte à celle qu'a affichée lockflight adopt ; si c'est bien celle-ci, ce registre n'est pas celui qui fut ouvert.",
    },
  },
  'envelope-malformed': {
    means: {
      en: 'The entry is not an envelope, or not spelt as a recorder spells one.',
      fr: "L'entrée n'est pas une enveloppe, ou n'est pas écrite comme un greffier l'écrit.",
    },
    why: TAMPERED,
    fix: RESTORE,
  },
  'statement-malformed': {
    means: {
      en: 'What the envelope holds is not a statement of the ledger.',
      fr: "Le contenu de l'enveloppe n'est pas un énoncé du registre.",
    },
    why: {
      en: 'It was changed, or written by a later version of Lockflight.',
      fr: 'Il a été modifié, ou écrit par une version ultérieure de Lockflight.',
    },
    fix: {
      en: 'Verify with the newest version; if it still says so, restore the branch.',
      fr: 'Vérifiez avec la dernière version ; si rien ne change, rétablissez la branche.',
    },
  },
  'entry-format-unknown': {
    means: {
      en: 'The entry is written in a format that this release of Lockflight does not know.',
      fr: "L'entrée est écrite dans un format que cette version de Lockflight ne connaît pas.",
    },
    why: {
      en: 'A later release wrote it; what cannot be read cannot be verified, and nothing may be written after it.',
      fr: "Une version ultérieure l'a écrite ; ce qu'on ne peut lire ne se vérifie pas, et rien ne peut s'écrire à la suite.",
    },
    fix: {
      en: 'Use the release that the message names, or the newest one.',
      fr: 'Employez la version que nomme le message, ou la plus récente.',
    },
  },
  'statement-disagrees': {
    means: {
      en: 'Subject or predicate say something else than the entry that they carry.',
      fr: "Le sujet ou le prédicat ne disent pas la même chose que l'entrée qu'ils portent.",
    },
    why: {
      en: 'Another tool would be told another story than Lockflight.',
      fr: 'Un autre outil y lirait une autre histoire que Lockflight.',
    },
    fix: RESTORE,
  },
  'signature-invalid': {
    means: { en: 'The signature does not belong to this content.', fr: "La signature n'est pas celle de ce contenu." },
    why: TAMPERED,
    fix: RESTORE,
  },
  'key-not-valid': {
    means: {
      en: 'The entry is signed by a key that the ledger does not know, or that an earlier entry revoked.',
      fr: "L'entrée est signée d'une clé que le registre ne connaît pas, ou qu'une entrée antérieure a révoquée.",
    },
    why: {
      en: 'Validity goes by the order of entries: no date can bring a revoked key back.',
      fr: "La validité suit l'ordre des entrées : aucune date ne ranime une clé révoquée.",
    },
    fix: RESTORE,
  },
  'key-entry-wrong': {
    means: {
      en: 'A key entry brings in a key that is not its fingerprint, or revokes an unknown or the last valid key.',
      fr: 'Une entrée de clé introduit une clé qui ne répond pas à son empreinte, ou révoque une clé inconnue ou la dernière valide.',
    },
    why: TAMPERED,
    fix: RESTORE,
  },
  'entry-missing': {
    means: { en: 'One or more entries are missing from the chain.', fr: 'Une ou plusieurs entrées manquent dans la chaîne.' },
    why: TAMPERED,
    fix: RESTORE,
  },
  'entry-out-of-place': {
    means: {
      en: 'An entry stands where another should: moved or repeated.',
      fr: "Une entrée occupe la place d'une autre : déplacée ou répétée.",
    },
    why: TAMPERED,
    fix: RESTORE,
  },
  'previous-broken': {
    means: {
      en: 'The entry does not carry the hash of the one before it.',
      fr: "L'entrée ne porte pas l'empreinte de celle qui la précède.",
    },
    why: TAMPERED,
    fix: RESTORE,
  },
  'adoption-missing': {
    means: {
      en: 'The first entry is not an adoption with a readable key.',
      fr: "La première entrée n'est pas une adoption avec une clé lisible.",
    },
    why: {
      en: 'Entry 0 carries the key that everything else is judged by.',
      fr: "L'entrée 0 porte la clé qui permet de juger tout le reste.",
    },
    fix: RESTORE,
  },
  'adoption-repeated': {
    means: { en: 'A second adoption stands in the chain.', fr: 'Une seconde adoption se trouve dans la chaîne.' },
    why: TAMPERED,
    fix: RESTORE,
  },
  'key-repeated': {
    means: { en: 'Two entries have the same idempotency key.', fr: "Deux entrées ont la même clé d'idempotence." },
    why: { en: 'The same fact would count twice.', fr: 'Le même fait compterait deux fois.' },
    fix: RESTORE,
  },
  'contract-backwards': {
    means: {
      en: 'An entry was made under a contract that a later one had replaced.',
      fr: "Une entrée se réclame d'un contrat déjà remplacé.",
    },
    why: {
      en: 'No older contract ever comes back into force, not even by a rollback.',
      fr: 'Aucun ancien contrat ne revient en vigueur, pas même par un retour arrière.',
    },
    fix: RESTORE,
  },
  'contract-mismatch': {
    means: {
      en: "An entry's contract is not the one in force at its place.",
      fr: "Le contrat d'une entrée n'est pas celui en vigueur à sa place.",
    },
    why: TAMPERED,
    fix: RESTORE,
  },
  'label-wrong': {
    means: {
      en: "The first line of the entry's commit does not say what the entry says.",
      fr: "La première ligne du commit ne dit pas ce que dit l'entrée.",
    },
    why: { en: 'Who reads the branch with git log would be misled.', fr: 'Qui lit la branche avec git log serait trompé.' },
    fix: RESTORE,
  },
  'commit-wrong': {
    means: {
      en: "The entry's commit is not the one that the recorder makes of it: its parent, tree, author, date or message is another.",
      fr: "Le commit de l'entrée n'est pas celui qu'en fait le greffier : parent, arbre, auteur, date ou message diffère.",
    },
    why: TAMPERED,
    fix: RESTORE,
  },
  'ledger-rewound': {
    means: {
      en: 'The ledger lacks entries that were in it: a promotion names a head that is gone, or this clone had read more.',
      fr: "Il manque au registre des entrées qu'il contenait : une promotion nomme une tête disparue, ou ce clone en avait lu davantage.",
    },
    why: {
      en: 'Cutting entries off the end leaves a chain that looks whole; what was seen elsewhere gives it away.',
      fr: "Couper la fin laisse une chaîne d'apparence entière ; ce qui a été vu ailleurs la trahit.",
    },
    fix: RESTORE,
  },
  'line-unreadable': {
    means: {
      en: "An environment's branch, or where its line began, is not in this clone.",
      fr: "La branche d'un environnement, ou le début de sa ligne, n'est pas dans ce clone.",
    },
    why: {
      en: 'Its promotions name heads of the ledger: without them a rewind could not be seen.',
      fr: 'Ses promotions nomment des têtes du registre : sans elles, un retour en arrière du registre passerait inaperçu.',
    },
    fix: {
      en: 'Fetch all branches and their history: git fetch origin (with --unshallow in a shallow clone)',
      fr: 'Récupérez toutes les branches et leur histoire : git fetch origin (avec --unshallow dans un clone superficiel)',
    },
  },
} as const satisfies CodeTable;
