/** What stops a command that reads or writes the ledger. */
import type { CodeTable } from '../contract/codes.ts';

export const LEDGER_FAILURE_CODES = {
  'ledger-broken': {
    means: { en: 'The ledger does not verify.', fr: 'Le registre ne se vérifie pas.' },
    why: {
      en: 'Nothing may be decided by, or written on top of, a record that was tampered with.',
      fr: "On ne décide rien d'après un registre altéré, et l'on n'y ajoute rien.",
    },
    fix: { en: 'lockflight ledger verify names every wrong entry.', fr: 'lockflight ledger verify nomme chaque entrée fautive.' },
  },
  'already-adopted': {
    means: { en: 'The repository has a ledger already.', fr: 'Le dépôt a déjà un registre.' },
    why: {
      en: 'There is one entry 0: a second one would forget everything that was recorded.',
      fr: "Il n'y a qu'une entrée 0 : une seconde oublierait tout ce qui a été consigné.",
    },
    fix: { en: 'Go on with the ledger that there is: lockflight status', fr: 'Continuez avec le registre existant : lockflight status' },
  },
  'entry-invalid': {
    means: {
      en: 'An entry that was about to be written would not verify.',
      fr: "Une entrée sur le point d'être écrite ne se vérifierait pas.",
    },
    why: {
      en: 'One bad entry would make the whole ledger unreadable from there on.',
      fr: 'Une seule mauvaise entrée rendrait tout le reste du registre illisible.',
    },
    fix: {
      en: 'Nothing was written. A text may be too long; otherwise report it as a bug.',
      fr: "Rien n'a été écrit. Un texte est peut-être trop long ; sinon, signalez ce défaut.",
    },
  },
  'signing-key-malformed': {
    means: {
      en: 'LOCKFLIGHT_SIGNING_KEY does not hold an Ed25519 private key.',
      fr: 'LOCKFLIGHT_SIGNING_KEY ne contient pas une clé privée Ed25519.',
    },
    why: {
      en: 'Only the recorder signs, with the key that lockflight adopt made.',
      fr: 'Seul le greffier signe, avec la clé créée par lockflight adopt.',
    },
    fix: {
      en: 'Let the job use the forge environment whose secret lockflight adopt set; one line of base64, PKCS8 DER.',
      fr: "Donnez au job l'environnement de la forge dont lockflight adopt a posé le secret ; une ligne de base64, PKCS8 DER.",
    },
  },
  'signing-key-not-valid': {
    means: {
      en: 'The key that should sign is not valid in this ledger.',
      fr: "La clé qui devrait signer n'est pas valide dans ce registre.",
    },
    why: {
      en: 'An entry counts only when a key in force at its place signed it.',
      fr: "Une entrée ne compte que signée d'une clé en vigueur à sa place.",
    },
    fix: {
      en: 'Use the key of this repository, or one that a rotation entry brought in and none revoked.',
      fr: "Utilisez la clé de ce dépôt, ou une clé qu'une rotation a introduite et que rien n'a révoquée.",
    },
  },
  'ledger-refused': {
    means: {
      en: "The forge's rules refused a push to the ledger's branch.",
      fr: 'Les règles de la forge ont refusé de pousser sur la branche du registre.',
    },
    why: { en: 'The branch should be closed to everybody but the recorder.', fr: 'La branche doit être fermée à tous, sauf au greffier.' },
    fix: {
      en: "Let the recorder's own App bypass the rule on that branch.",
      fr: 'Laissez la propre App du greffier contourner la règle de cette branche.',
    },
  },
  'ledger-busy': {
    means: { en: 'Other writers won every attempt to append.', fr: "D'autres ont gagné chaque tentative d'ajout." },
    why: {
      en: 'Entries are never written over those of another: whoever comes second tries again.',
      fr: "On n'écrit jamais par-dessus les entrées d'un autre : le second recommence.",
    },
    fix: {
      en: 'Run the same command again: what is there already is not written twice.',
      fr: "Relancez la même commande : ce qui s'y trouve déjà n'est pas écrit deux fois.",
    },
  },
  'unknown-signing-key': {
    means: {
      en: 'The ledger has no single key in force of that fingerprint.',
      fr: "Le registre n'a pas de clé unique en vigueur avec cette empreinte.",
    },
    why: {
      en: 'Only a key that may still sign can be taken out, and it must be clear which one is meant.',
      fr: "On ne révoque qu'une clé qui peut encore signer, et il faut savoir laquelle.",
    },
    fix: {
      en: 'The message lists the keys in force; give more of the fingerprint.',
      fr: "Le message énumère les clés en vigueur ; donnez davantage de l'empreinte.",
    },
  },
  'key-in-use': {
    means: {
      en: 'The key to be revoked is the one that would sign its own revocation.',
      fr: 'La clé à révoquer est celle qui signerait sa propre révocation.',
    },
    why: {
      en: 'After it nobody could write the ledger any more.',
      fr: 'Après cela, plus personne ne pourrait écrire le registre.',
    },
    fix: {
      en: 'lockflight ledger rotate brings a new key in, and takes this one out.',
      fr: 'lockflight ledger rotate introduit une nouvelle clé et révoque celle-ci.',
    },
  },
  'index-refused': {
    means: { en: 'The index could not be written to that file.', fr: "L'index n'a pas pu être écrit dans ce fichier." },
    why: {
      en: 'Only an index of Lockflight is ever replaced, and only as a whole.',
      fr: 'Seul un index de Lockflight est remplacé, et toujours en entier.',
    },
    fix: { en: 'Name another file with --out.', fr: 'Nommez un autre fichier avec --out.' },
  },
  'no-such-entry': {
    means: { en: 'The ledger has no entry of that number.', fr: "Le registre n'a pas d'entrée de ce numéro." },
    why: { en: 'Entries are numbered from 0 without a gap.', fr: 'Les entrées sont numérotées depuis 0, sans trou.' },
    fix: { en: 'lockflight ledger log lists them.', fr: 'lockflight ledger log les énumère.' },
  },
} as const satisfies CodeTable;
