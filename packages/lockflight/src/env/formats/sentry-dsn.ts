/**
 * sentry-dsn: `https://PUBLIC_KEY@HOST/PROJECT_ID` (Sentry documentation, "Data Source Name"); an old DSN has a secret key after a colon. One host, no query.
 */
import { accepted, type Reader, refused } from './reading.ts';
import { parseUrl } from './url.ts';

/** Of the parsed spelling; several hosts would be several spellings, with a blank between. */
const DSN = /^https?:\/\/[0-9A-Za-z]+(?::[^@/ ]*)?@[^/?#, ]+\/(?:[^?# ]*\/)?[0-9]+$/;

export const readSentryDsn: Reader = (text) =>
  DSN.test(parseUrl(text)?.href ?? '')
    ? accepted(text)
    : refused('not a Sentry DSN (https://KEY@HOST/PROJECT)', "n'est pas un DSN Sentry (https://CLÉ@HÔTE/PROJET)");
