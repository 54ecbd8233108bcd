/** Why something outside the repository could not be read. Messages name the source and what is wrong, never what it answered: that may hold anything. */
import type { CodeTable } from '../../../contract/codes.ts';
import type { Text } from '../../../contract/text.ts';
import { LockflightError } from '../../../errors.ts';

export const OUTSIDE_CODES = {
  'source-token-missing': {
    means: {
      en: "The variable that should hold the token is not set on the recorder's host, or holds no token.",
      fr: "La variable qui doit porter le jeton n'est pas définie sur l'hôte du greffier, ou ne porte pas de jeton.",
    },
    why: {
      en: 'Asked without it, the source would refuse, or answer for somebody else.',
      fr: "Interrogée sans lui, la source refuserait, ou répondrait pour quelqu'un d'autre.",
    },
    fix: {
      en: "Set it in the recorder's environment, as a secret.",
      fr: "Définissez-la dans l'environnement du greffier, comme secret.",
    },
  },
  'source-timeout': {
    means: { en: 'The source did not answer in time.', fr: "La source n'a pas répondu à temps." },
    why: { en: 'Silence is no proof of health.', fr: "Le silence n'est pas une preuve de santé." },
    fix: {
      en: 'Run the recorder again; ask for less where it is always slow.',
      fr: 'Relancez le greffier ; demandez moins si la lenteur est habituelle.',
    },
  },
  'source-unavailable': {
    means: {
      en: 'The source cannot be reached, or fails, or has too much to do.',
      fr: 'La source est injoignable, en panne ou surchargée.',
    },
    why: { en: 'What did not answer said nothing.', fr: "Qui n'a pas répondu n'a rien dit." },
    fix: { en: 'Run the recorder again once it answers.', fr: "Relancez le greffier dès qu'elle répond." },
  },
  'source-refused': {
    means: { en: 'The source does not accept the token.', fr: "La source n'accepte pas le jeton." },
    why: { en: 'It has expired, or may not read this.', fr: 'Il a expiré, ou ne permet pas cette lecture.' },
    fix: { en: "Give the recorder's host a token that may read it.", fr: "Donnez à l'hôte du greffier un jeton qui en a le droit." },
  },
  'source-redirected': {
    means: { en: 'The source sends its reader elsewhere.', fr: 'La source renvoie son lecteur ailleurs.' },
    why: {
      en: 'Only the address that the contract names is asked: another host could answer anything, and would get the token.',
      fr: "Seule l'adresse que nomme le contrat est interrogée : un autre hôte répondrait n'importe quoi, et recevrait le jeton.",
    },
    fix: { en: 'Write the final address in the contract.', fr: "Écrivez l'adresse finale dans le contrat." },
  },
  'source-rejected': {
    means: {
      en: 'The source does not understand what it is asked, or has no such thing.',
      fr: "La source ne comprend pas la question, ou n'a rien de tel.",
    },
    why: { en: 'A wrong name or query finds no error anywhere.', fr: 'Un nom ou une requête faux ne trouve aucune erreur nulle part.' },
    fix: { en: 'Correct its names and queries in the contract.', fr: 'Corrigez ses noms et ses requêtes dans le contrat.' },
  },
  'source-not-json': {
    means: { en: 'The source answers with something else than JSON.', fr: 'La source répond autre chose que du JSON.' },
    why: { en: 'A login page or a proxy is no log.', fr: "Une page de connexion ou un mandataire n'est pas un journal." },
    fix: {
      en: 'Give its API address, and see what stands in front of it.',
      fr: "Donnez l'adresse de son API, et voyez ce qui s'interpose.",
    },
  },
  'source-nonsense': {
    means: { en: 'The answer is not of the published form.', fr: "La réponse n'a pas la forme publiée." },
    why: { en: 'A number read from the wrong place could pass for clean.', fr: 'Un nombre lu au mauvais endroit passerait pour sain.' },
    fix: {
      en: 'See the version of the source, or what the program prints.',
      fr: 'Voyez la version de la source, ou ce que le programme affiche.',
    },
  },
  'source-too-large': {
    means: { en: 'The answer is far too long.', fr: 'La réponse est bien trop longue.' },
    why: { en: 'What is not read to its end may hold the error.', fr: "Ce qui n'est pas lu jusqu'au bout cache peut-être l'erreur." },
    fix: { en: 'Narrow the query.', fr: 'Resserrez la requête.' },
  },
  'source-partial': {
    means: { en: 'The source gave a part of the answer only.', fr: "La source n'a donné qu'une partie de la réponse." },
    why: { en: 'The rest may hold the error.', fr: "Le reste cache peut-être l'erreur." },
    fix: { en: 'Run the recorder again, or narrow the query.', fr: 'Relancez le greffier, ou resserrez la requête.' },
  },
  'source-stale': {
    means: {
      en: 'The source has stopped to be fed, or its list is too old.',
      fr: "La source n'est plus alimentée, ou sa liste est trop ancienne.",
    },
    why: { en: 'It tells how things were.', fr: 'Elle dit ce qui était.' },
    fix: { en: 'Have it fed again.', fr: 'Faites-la alimenter de nouveau.' },
  },
  'source-program-missing': {
    means: { en: "The program is not on the recorder's host.", fr: "Le programme n'est pas sur l'hôte du greffier." },
    why: { en: 'Programs belong to the host, never to the candidate.', fr: "Les programmes sont ceux de l'hôte, jamais ceux du candidat." },
    fix: { en: 'Install it there, or correct its name in the contract.', fr: 'Installez-le là, ou corrigez son nom dans le contrat.' },
  },
  'source-program-failed': {
    means: { en: 'The program ended with an error.', fr: "Le programme s'est terminé en erreur." },
    why: {
      en: 'What it printed before that may be half of the truth.',
      fr: "Ce qu'il a affiché avant est peut-être la moitié de la vérité.",
    },
    fix: { en: "Run it by hand on the recorder's host.", fr: "Lancez-le à la main sur l'hôte du greffier." },
  },
  'source-missing': {
    means: { en: 'The list is not there, or cannot be read.', fr: "La liste n'est pas là, ou est illisible." },
    why: { en: 'An absent list is not an empty one.', fr: "Une liste absente n'est pas une liste vide." },
    fix: {
      en: "Have it written on the recorder's host, or correct the path.",
      fr: "Faites-la écrire sur l'hôte du greffier, ou corrigez le chemin.",
    },
  },
  'read-by-the-recorder': {
    means: {
      en: "It is read on the recorder's own host, and this is not the recorder.",
      fr: "Cela se lit sur l'hôte du greffier, et ceci n'est pas le greffier.",
    },
    why: {
      en: 'Files, programs and tokens of another machine would say something else.',
      fr: "Les fichiers, programmes et jetons d'une autre machine diraient autre chose.",
    },
    fix: {
      en: 'Open the promotion: the recorder reads it and says so on the pull request.',
      fr: 'Ouvrez la promotion : le greffier le lit et le dit sur la pull request.',
    },
  },
} as const satisfies CodeTable;

export type OutsideCode = keyof typeof OUTSIDE_CODES;

/** `name`: how the contract calls the source. */
export const outsideFailure = (name: string, code: OutsideCode, { en, fr }: Text): LockflightError =>
  new LockflightError({ code, exit: 3, message: { en: `${name}: ${en}`, fr: `${name} : ${fr}` }, hint: OUTSIDE_CODES[code].fix });

export const readByTheRecorder = (name: string): LockflightError =>
  outsideFailure(name, 'read-by-the-recorder', {
    en: 'read by the recorder, on its own host',
    fr: 'lu par le greffier, sur son propre hôte',
  });
