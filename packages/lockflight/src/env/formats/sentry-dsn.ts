/** sentry-dsn: `https://PUBLIC_KEY@HOST/PROJECT_ID` (Sentry documentation, "Data Source Name"); an old DSN has a secret key after a colon. */
import { accepted, type Reader, refused } from './reading.ts';
import { parseUrl } from './url.ts';

const isDsn = (text: string): boolean => {
  if (parseUrl(text) === undefined) return false;
  const url = new URL(text);
  return (
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    /^[0-9A-Za-z]+$/.test(url.username) &&
    /(^|\/)[0-9]+$/.test(url.pathname) &&
    url.search === '' &&
    url.hash === ''
  );
};

export const readSentryDsn: Reader = (text) =>
  isDsn(text)
    ? accepted(text)
    : refused('not a Sentry DSN (https://KEY@HOST/PROJECT)', "n'est pas un DSN Sentry (https://CLÉ@HÔTE/PROJET)");
