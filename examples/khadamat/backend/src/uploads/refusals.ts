/** Why an upload is not accepted. */
import { Problem } from '../problem.ts';

/** Nobody can vouch for the file: it is not kept. The message is for the log; what the sender reads is `uploadRefused.unavailable`. */
export class AntivirusUnavailable extends Error {
  override readonly name = 'AntivirusUnavailable';
}

export const uploadRefused = {
  unavailable: (cause: unknown) =>
    new Problem(
      503,
      'ANTIVIRUS_UNAVAILABLE',
      {
        fr: "L'antivirus ne répond pas : le document n'a pas été conservé. Réessayez dans quelques minutes.",
        en: 'The antivirus does not answer: the document was not kept. Try again in a few minutes.',
      },
      { cause },
    ),
  infected: (signature: string) =>
    new Problem(
      422,
      'UPLOAD_INFECTED',
      {
        fr: "L'antivirus a reconnu un virus : le document n'a pas été conservé.",
        en: 'The antivirus found a virus: the document was not kept.',
      },
      { cause: signature },
    ),
  tooLarge: (limit: number) => {
    const megabytes = limit / 1_000_000;
    return new Problem(413, 'UPLOAD_TOO_LARGE', {
      fr: `Le document dépasse ${megabytes} Mo.`,
      en: `The document is larger than ${megabytes} MB.`,
    });
  },
  type: () =>
    new Problem(415, 'UPLOAD_TYPE_REFUSED', {
      fr: 'Seuls les fichiers PDF, JPEG et PNG sont acceptés.',
      en: 'Only PDF, JPEG and PNG files are accepted.',
    }),
  interrupted: (cause: unknown) =>
    new Problem(
      400,
      'UPLOAD_INTERRUPTED',
      { fr: "L'envoi du document a été interrompu.", en: 'The document stopped arriving.' },
      { cause },
    ),
  storage: (cause: unknown) =>
    new Problem(
      503,
      'STORAGE_UNAVAILABLE',
      { fr: "Le document n'a pas pu être enregistré. Réessayez.", en: 'The document could not be stored. Try again.' },
      { cause },
    ),
} as const;
