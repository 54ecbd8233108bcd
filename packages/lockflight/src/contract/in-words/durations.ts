/** A duration in words: the largest unit that holds it whole. */
import type { Text } from '../text.ts';

const UNITS: readonly (readonly [number, Text, Text])[] = [
  [86_400, { en: 'day', fr: 'jour' }, { en: 'days', fr: 'jours' }],
  [3600, { en: 'hour', fr: 'heure' }, { en: 'hours', fr: 'heures' }],
  [60, { en: 'minute', fr: 'minute' }, { en: 'minutes', fr: 'minutes' }],
  [1, { en: 'second', fr: 'seconde' }, { en: 'seconds', fr: 'secondes' }],
];

/** `seconds` is a whole number. One day stays `24 hours`: that is how people say it of waiting. */
export const durationInWords = (seconds: number): Text => {
  const [size, one, many] = UNITS.find(([unit]) => seconds >= unit && seconds % unit === 0 && !(unit === 86_400 && seconds === unit)) ?? [
    1,
    { en: 'second', fr: 'seconde' },
    { en: 'seconds', fr: 'secondes' },
  ];
  const count = seconds / size;
  return { en: `${count} ${(count === 1 ? one : many).en}`, fr: `${count} ${(count < 2 ? one : many).fr}` };
};
