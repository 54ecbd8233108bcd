/** timezone: a name of the IANA time zone database that the platform knows (`Africa/Casablanca`, `UTC`). No bare offset: it has no summer. */
import { accepted, type Reader, refused } from './reading.ts';

const isZone = (text: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
};

export const readTimezone: Reader = (text) =>
  isZone(text)
    ? accepted(text)
    : refused('not a time zone such as Africa/Casablanca', "n'est pas un fuseau horaire comme Africa/Casablanca");
