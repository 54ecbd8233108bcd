/** What the ledger throws: calls that cannot be carried out, and a ledger that nothing may be built on. */
import type { Text } from '../contract/text.ts';
import { LockflightError } from '../errors.ts';
import type { LedgerProblem } from './problem.ts';

const VERIFY = 'lockflight ledger verify';

/** Names the first wrong entries; `ledger verify` lists them all. Exit 1: it is a finding, and the ledger was left as it was. */
export const ledgerBroken = (problems: readonly LedgerProblem[]): LockflightError => {
  const where = [...new Set(problems.map(({ seq }) => seq))].slice(0, 5).join(', ');
  const [first] = problems;
  return new LockflightError({
    code: 'ledger-broken',
    exit: 1,
    message: {
      en: `the ledger does not verify, from entry ${where}: ${first?.message.en}`,
      fr: `le registre ne se vérifie pas, à partir de l'entrée ${where} : ${first?.message.fr}`,
    },
    hint: { en: `${VERIFY} lists every problem; nothing was written`, fr: `${VERIFY} énumère tous les problèmes ; rien n'a été écrit` },
    cause: problems,
  });
};

/** `seen`: what was read from it before. */
export const ledgerRewound = (seen: string): LockflightError =>
  rewound({
    en: `the ledger no longer holds what was read from it before (${seen}): somebody rewrote or shortened its branch`,
    fr: `le registre ne contient plus ce qui y avait été lu (${seen}) : sa branche a été réécrite ou raccourcie`,
  });

/** Somebody else still names what it lost: `message` says who. */
export const rewound = (message: Text): LockflightError =>
  new LockflightError({
    code: 'ledger-rewound',
    exit: 1,
    message,
    hint: {
      en: 'find out who forced the branch, put it back from a clone that has it, and protect it: lockflight explain ledger-rewound',
      fr: 'cherchez qui a forcé la branche, rétablissez-la depuis un clone qui la possède, protégez-la : lockflight explain ledger-rewound',
    },
  });

export const remoteEmpty = (): LockflightError =>
  new LockflightError({
    code: 'remote-unreachable',
    exit: 3,
    retryable: true,
    message: {
      en: 'the remote shows no branch at all: it is empty, or does not answer as git does',
      fr: 'le dépôt distant ne montre aucune branche : il est vide, ou ne répond pas comme git',
    },
    hint: { en: 'look at it by hand: git ls-remote origin', fr: 'regardez-le à la main : git ls-remote origin' },
  });

export const alreadyAdopted = (): LockflightError =>
  new LockflightError({
    code: 'already-adopted',
    exit: 2,
    message: { en: 'this repository has a ledger already', fr: 'ce dépôt a déjà un registre' },
    hint: { en: 'lockflight ledger log shows it', fr: 'lockflight ledger log le montre' },
  });

export const notAdopted = (): LockflightError =>
  new LockflightError({
    code: 'not-adopted',
    exit: 3,
    message: { en: 'this repository has no ledger yet', fr: "ce dépôt n'a pas encore de registre" },
    hint: { en: 'lockflight adopt', fr: 'lockflight adopt' },
  });

export const entryInvalid = ({ seq, code, message }: LedgerProblem): LockflightError =>
  new LockflightError({
    code: 'entry-invalid',
    exit: 3,
    message: {
      en: `entry ${seq} would not verify (${code}): ${message.en}`,
      fr: `l'entrée ${seq} ne se vérifierait pas (${code}) : ${message.fr}`,
    },
    hint: { en: 'nothing was written; report this as a bug', fr: "rien n'a été écrit ; signalez ce défaut" },
  });

export const signingKeyNotValid = (keyId: string): LockflightError =>
  new LockflightError({
    code: 'signing-key-not-valid',
    exit: 2,
    message: {
      en: `the key ${keyId.slice(0, 12)} may not sign: the ledger does not know it, or has revoked it`,
      fr: `la clé ${keyId.slice(0, 12)} ne peut pas signer : le registre ne la connaît pas, ou l'a révoquée`,
    },
    hint: {
      en: 'set LOCKFLIGHT_SIGNING_KEY to a key that is in force: lockflight ledger log shows how keys came and went',
      fr: 'donnez à LOCKFLIGHT_SIGNING_KEY une clé en vigueur : lockflight ledger log montre leurs allées et venues',
    },
  });

export const ledgerRefused = (detail: string): LockflightError =>
  new LockflightError({
    code: 'ledger-refused',
    exit: 3,
    message: {
      en: `the ledger's branch refused the entries: ${detail}`,
      fr: `la branche du registre a refusé les entrées : ${detail}`,
    },
    hint: {
      en: 'let the recorder, and only the recorder, push to that branch',
      fr: 'autorisez le greffier, et lui seul, à pousser sur cette branche',
    },
  });

export const ledgerBusy = (): LockflightError =>
  new LockflightError({
    code: 'ledger-busy',
    exit: 3,
    retryable: true,
    message: {
      en: 'others kept writing to the ledger; these entries are not in it yet',
      fr: "d'autres n'ont cessé d'écrire dans le registre ; ces entrées n'y sont pas encore",
    },
    hint: { en: 'run the same command again', fr: 'relancez la même commande' },
  });
