/**
 * Moments and lengths of time, without a clock: ISO 8601 in, seconds since 1970 inside, words out (always UTC, and said so).
 * A moment that cannot be read is NaN, which no comparison is true for: gates ask "is it recent enough?", never "is it too old?",
 * so that nonsense never passes.
 */
import type { Text } from '../contract/text.ts';

/** A zone is demanded: without one the answer would depend on the machine. A date alone is its midnight, UTC. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Seconds since 1970, or NaN. */
export const instant = (iso: string): number => (ISO.test(iso) ? Date.parse(iso) / 1000 : Number.NaN);

/** `2026-11-20 14:02 UTC`; `?` for what is no moment. */
export const stamp = (seconds: number): string => {
  const moment = new Date(seconds * 1000);
  return Number.isNaN(moment.getTime()) ? '?' : `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
};

/** The moment as a person reads it, from its ISO form. */
export const stampOf = (iso: string): string => stamp(instant(iso));

/** `19 h`, `6 d`: rounded down, in the largest unit that says enough. */
export const span = (seconds: number): Text => {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 2 * 86_400) return { en: `${Math.floor(whole / 86_400)} d`, fr: `${Math.floor(whole / 86_400)} j` };
  const words = whole >= 3600 ? `${Math.floor(whole / 3600)} h` : whole >= 60 ? `${Math.floor(whole / 60)} min` : `${whole} s`;
  return { en: words, fr: words };
};
