import type { CodeTable } from '../../contract/codes.ts';
import type { LogSource } from '../../contract/model.ts';
import { LockflightError } from '../../errors.ts';

/** Why a log source could not be read. */
export const LOG_CODES = {
  'logs-unsupported': {
    means: {
      en: 'This version does not read log sources of that kind.',
      fr: 'Cette version ne lit pas les sources de journaux de ce genre.',
    },
    why: {
      en: 'A source that is not read says nothing, and is never taken for clean.',
      fr: "Une source qui n'est pas lue ne dit rien, et n'est jamais tenue pour saine.",
    },
    fix: {
      en: 'Have the errors written to a file as newline-delimited JSON, and name it as `kind: file`.',
      fr: 'Faites écrire les erreurs dans un fichier, en JSON ligne à ligne, et nommez-le avec `kind: file`.',
    },
  },
  'logs-elsewhere': {
    means: {
      en: "The logs are on the recorder's host, and this is not the recorder.",
      fr: "Les journaux sont sur l'hôte du greffier, et ceci n'est pas le greffier.",
    },
    why: {
      en: 'A file of the same name on another machine would say something else.',
      fr: 'Un fichier du même nom sur une autre machine dirait autre chose.',
    },
    fix: {
      en: 'Open the promotion: the recorder reads them and says so on the pull request.',
      fr: 'Ouvrez la promotion : le greffier les lit et le dit sur la pull request.',
    },
  },
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

export const unsupported = (source: LogSource): LockflightError =>
  failure(
    'logs-unsupported',
    `${source.name} is of the kind ${source.kind}, which this version does not read`,
    `${source.name} est du genre ${source.kind}, que cette version ne lit pas`,
  );

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

/** For whoever is not the recorder. */
export const elsewhere = ({ name }: { readonly name: string }): LockflightError =>
  new LockflightError({
    code: 'logs-elsewhere',
    exit: 3,
    message: { en: `${name} is read by the recorder, on its own host`, fr: `${name} est lue par le greffier, sur son propre hôte` },
    hint: { en: 'open the promotion: the recorder judges it there', fr: "ouvrez la promotion : le greffier l'y juge" },
  });
