/** base64, hex, uuid: bytes written as text. Whole bytes only. */
import { accepted, type Reader, refused } from './reading.ts';

/** RFC 4648: section 4 with its padding, or section 5 (`-`, `_`), padded or not; never both alphabets in one text. */
export const readBase64: Reader = (text) => {
  const bare = text.replace(/={0,2}$/, '');
  const padded = text.length !== bare.length;
  const standard = /^[A-Za-z0-9+/]+$/.test(bare) && text.length % 4 === 0;
  const urlSafe = /^[A-Za-z0-9_-]+$/.test(bare) && (padded ? text.length % 4 === 0 : bare.length % 4 !== 1) && /[-_]/.test(bare);
  return standard || urlSafe ? accepted(text) : refused('not base64', "n'est pas du base64");
};

export const readHex: Reader = (text) =>
  /^([0-9a-fA-F]{2})+$/.test(text)
    ? accepted(text.toLowerCase())
    : refused('not whole bytes in hexadecimal digits', "n'est pas une suite d'octets en chiffres hexadécimaux");

/** RFC 9562: any version, any case. */
export const readUuid: Reader = (text) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? accepted(text.toLowerCase()) : refused('not a UUID', "n'est pas un UUID");
