/**
 * host: a name (RFC 1123 labels; `_` is let through, compose services have it) or an IP address. No scheme, no port, no user. A name whose last
 * label is a number must be an address (WHATWG URL, "ends in a number"): `1.2.3.999` is no name.
 */
import { parseAddress } from './ip.ts';
import { accepted, type Reader, refused } from './reading.ts';

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Lower case, without brackets or the root's dot: the one spelling in which hosts are compared. */
export const normalizeHost = (text: string): string => {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const lower = bare.toLowerCase();
  return lower.endsWith('.') && lower.length > 1 ? lower.slice(0, -1) : lower;
};

export const isHost = (text: string): boolean => {
  const host = normalizeHost(text);
  if (host.length > 253) return false;
  if (parseAddress(host) !== undefined) return true;
  const labels = host.split('.');
  return labels.every((label) => LABEL.test(label)) && !/^[0-9]+$/.test(labels.at(-1) ?? '');
};

export const readHost: Reader = (text) =>
  isHost(text)
    ? accepted(normalizeHost(text))
    : refused('not a host name or address, without scheme or port', "n'est ni un nom d'hôte ni une adresse, sans schéma ni port");
