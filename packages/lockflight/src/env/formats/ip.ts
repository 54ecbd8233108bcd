/**
 * IP addresses as numbers. Version 4 is four decimal octets without leading zeros (some libraries read `010` as 8). Version 6 follows
 * RFC 4291 section 2.2: eight groups, one `::` at most, an embedded version 4 address at the end. No zone.
 */
import { accepted, type Reader, refused } from './reading.ts';

export interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

const parseVersion4 = (text: string): bigint | undefined => {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let bits = 0n;
  for (const octet of octets) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(octet) || Number(octet) > 255) return undefined;
    bits = (bits << 8n) | BigInt(octet);
  }
  return bits;
};

/** The 16-bit groups of one side of `::`; an embedded version 4 address makes two. */
const parseGroups = (text: string, mayEndInVersion4: boolean): readonly bigint[] | undefined => {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    if (mayEndInVersion4 && index === parts.length - 1 && part.includes('.')) {
      const embedded = parseVersion4(part);
      if (embedded === undefined) return undefined;
      groups.push(embedded >> 16n, embedded & 0xffffn);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
};

const parseVersion6 = (text: string): bigint | undefined => {
  const sides = text.split('::');
  if (sides.length > 2) return undefined;
  const head = parseGroups(sides[0] ?? '', sides.length === 1);
  const tail = sides.length === 2 ? parseGroups(sides[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const gap = 8 - head.length - tail.length;
  if (sides.length === 1 ? gap !== 0 : gap < 1) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => 0n), ...tail];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
};

export const parseAddress = (text: string): Address | undefined => {
  if (text.length > 45) return undefined;
  const version = text.includes(':') ? 6 : 4;
  const bits = version === 6 ? parseVersion6(text) : parseVersion4(text);
  return bits === undefined ? undefined : { version, bits };
};

export const readIp: Reader = (text) =>
  parseAddress(text) === undefined
    ? refused('not an IP address (version 4 or 6)', "n'est pas une adresse IP (version 4 ou 6)")
    : accepted(text.toLowerCase());
