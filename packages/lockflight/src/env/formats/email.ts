/** email: one address, local part and domain (RFC 5321 lengths, RFC 5322 dot-atom). No display name, no list. */
import { isHost } from './host.ts';
import { accepted, type Reader, refused } from './reading.ts';

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;

/** The domain of an address, or undefined where the text is none. */
export const domainOf = (text: string): string | undefined => {
  if (text.length > 254) return undefined;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = text.slice(at + 1);
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local) || !isHost(domain)) return undefined;
  return domain.includes('.') || domain === 'localhost' ? domain.toLowerCase() : undefined;
};

export const readEmail: Reader = (text) =>
  domainOf(text) === undefined ? refused('not an e-mail address', "n'est pas une adresse électronique") : accepted(text);
