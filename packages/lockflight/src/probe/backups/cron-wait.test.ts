import { expect, test } from 'vitest';
import { longestWait } from './cron-wait.ts';

const HOURS = 3_600_000;

test.each([
  ['0 3 * * *', 24],
  ['@hourly', 1],
  ['*/15 * * * *', 0.25],
  ['0 9,17 * * *', 16],
  ['0 3 * * 0', 168],
  ['0 3 * * mon-fri', 72],
  ['0 3 * * 7', 168],
  ['0 0 1 * *', 744],
  ['0 0 1,15 * mon', 168],
  ['0 0 1 jan *', 8760],
])('%s leaves at most %d hours', (line, hours) => {
  expect(longestWait(line)).toBe(hours * HOURS);
});

test.each(['', '* * * *', 'often', '61 * * * *', '0 0 30 feb *', 'x * * * *'])('"%s" says nothing', (line) => {
  expect(longestWait(line)).toBeUndefined();
});
