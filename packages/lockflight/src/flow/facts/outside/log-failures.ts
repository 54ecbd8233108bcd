import type { CodeTable } from '../../../contract/codes.ts';
import { LockflightError } from '../../../errors.ts';

/** Why a log file could not be read. */
export const LOG_CODES = {
  'logs-missing': {
    means: { en: "The source's file is not there.", fr: "Le fichier de la source n'existe pas." },
    why: {
      en: "Paths of sources are on the recorder's host, relative to its working directory.",
      fr: "Les chemins des sources sont sur l'hôte du greffier, relatifs à son dossier de travail.",
    },
    fix: {
      en: 'See that the application writes there, or correct the path in the contract.',
      fr: "Vérifiez que l'application y écrit, ou corrigez le chemin dans le contrat.",
    },
  },
  'logs-unreadable': {
    means: {
      en: "The source's file cannot be read, or is no file.",
      fr: "Le fichier de la source est illisible, ou n'est pas un fichier.",
    },
    why: { en: 'Nothing can be said of what cannot be read.', fr: 'On ne peut rien dire de ce qui ne se lit pas.' },
    fix: { en: 'Let the recorder read it.', fr: 'Donnez au greffier le droit de le lire.' },
  },
  'logs-malformed': {
    means: {
      en: 'A line of the source is no JSON object, or is far too long.',
      fr: "Une ligne de la source n'est pas un objet JSON, ou est bien trop longue.",
    },
    why: {
      en: 'It may be the very stack trace that the gate looks for.',
      fr: "C'est peut-être justement la trace d'erreur que la porte cherche.",
    },
    fix: {
      en: 'Have the application log JSON only, and put the file aside.',
      fr: 'Ne journalisez que du JSON, et mettez le fichier de côté.',
    },
  },
} as const satisfies CodeTable;

type Code = keyof typeof LOG_CODES;

/** The source's name, and its path as the contract writes it. */
interface Named {
  readonly name: string;
  readonly path: string;
}

/** The message names the file and the line, never what it holds. */
const failure = (code: Code, en: string, fr: string, cause?: unknown): LockflightError =>
  new LockflightError({ code, exit: 3, message: { en, fr }, hint: LOG_CODES[code].fix, ...(cause === undefined ? {} : { cause }) });

export const missing = ({ name, path }: Named): LockflightError =>
  failure('logs-missing', `${name}: there is no ${path}`, `${name} : ${path} n'existe pas`);

export const unreadable = ({ name, path }: Named, cause?: unknown): LockflightError =>
  failure('logs-unreadable', `${name}: ${path} cannot be read`, `${name} : ${path} est illisible`, cause);

export const malformed = ({ name, path }: Named, line: number): LockflightError =>
  failure(
    'logs-malformed',
    `${name}: line ${line} of ${path} is no JSON object`,
    `${name} : la ligne ${line} de ${path} n'est pas un objet JSON`,
  );
