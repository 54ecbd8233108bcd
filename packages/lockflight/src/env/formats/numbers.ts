/**
 * integer, number, port. Decimal digits and nothing else: no sign `+`, no blank, no exponent, no hexadecimal, no separator. An integer
 * that JavaScript cannot hold exactly is refused, because the program would run with another number than the one that was written.
 */
import { accepted, type Reader, refused } from './reading.ts';

export const readInteger: Reader = (text) => {
  if (!/^-?[0-9]+$/.test(text)) return refused('not a whole number in decimal digits', "n'est pas un entier en chiffres décimaux");
  const value = Number(text);
  if (!Number.isSafeInteger(value)) return refused('outside the range of exact integers', "hors de l'intervalle des entiers exacts");
  return accepted(value === 0 ? 0 : value);
};

export const readNumber: Reader = (text) => {
  if (!/^-?[0-9]+(\.[0-9]+)?$/.test(text)) return refused('not a decimal number', "n'est pas un nombre décimal");
  const value = Number(text);
  if (!Number.isFinite(value)) return refused('too large for a number', 'trop grand pour un nombre');
  return accepted(value === 0 ? 0 : value);
};

export const readPort: Reader = (text) => {
  const value = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= 65_535 ? accepted(value) : refused('not a port from 1 to 65535', "n'est pas un port de 1 à 65535");
};
