/** duration: `15m`, `1h30m`, `90d`, `250ms`; units w d h m s ms, largest first, each once. Always with a unit. The value is in seconds. */
import { accepted, type Reader, refused } from './reading.ts';

const SHAPE = /^(?:([0-9]+)w)?(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?$/;
const SECONDS = [604_800, 86_400, 3600, 60, 1, 0.001];

export const readDuration: Reader = (text) => {
  const match = text === '' ? null : SHAPE.exec(text);
  const seconds = match?.slice(1).reduce((sum, count, unit) => sum + Number(count ?? 0) * (SECONDS[unit] ?? 0), 0);
  return seconds === undefined || seconds > Number.MAX_SAFE_INTEGER
    ? refused('not a duration such as 15m, 1h30m or 90d', "n'est pas une durée comme 15m, 1h30m ou 90d")
    : accepted(seconds);
};
