/** Opening hours against an oracle that walks the calendar minute by minute in local time, which it gets in another way. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Weekday } from '../contract/model.ts';
import { isOpen, nextOpening, type Opening, wallTime } from './opening.ts';

const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const at = (iso: string): number => Date.parse(iso) / 1000;

/** Lists the minutes of a week that are open, then asks the locale for the day and time. */
const oracle = (opening: Opening, seconds: number): boolean => {
  const openMinutes = new Set<string>();
  const start = toMinutes(opening.hours.from);
  for (const day of opening.days) {
    let minute = start;
    do {
      const shown = minute % 1440;
      const on = DAYS[(DAYS.indexOf(day) + Math.floor(minute / 1440)) % 7];
      openMinutes.add(`${on} ${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`);
      minute += 1;
    } while (minute % 1440 !== toMinutes(opening.hours.to) % 1440);
  }
  const local = new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: opening.timezone });
  const weekday = DAYS[(new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7];
  return openMinutes.has(`${weekday} ${local.slice(11, 16)}`);
};

const toMinutes = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));

const hour = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const openings = fc.record({
  days: fc.subarray([...DAYS], { minLength: 1 }),
  hours: fc.record({ from: hour, to: hour }),
  timezone: fc.constantFrom(
    'UTC',
    'Africa/Casablanca',
    'Europe/Paris',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  ),
});
const instants = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') });

describe('isOpen', () => {
  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(openings, instants, (opening, now) => isOpen(opening, now) === oracle(opening, now)),
      { numRuns: 300 },
    );
  });

  test('a night belongs to the day on which it begins', () => {
    const night: Opening = { days: ['fri'], hours: { from: '22:00', to: '04:00' }, timezone: 'UTC' };
    expect(isOpen(night, at('2026-11-20T22:00:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-11-21T03:59:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-11-21T04:00:00Z'))).toBe(false);
    expect(isOpen(night, at('2026-11-20T03:00:00Z'))).toBe(false);
  });

  test('equal ends are the whole day', () => {
    const day: Opening = { days: ['fri'], hours: { from: '00:00', to: '00:00' }, timezone: 'UTC' };
    expect(isOpen(day, at('2026-11-20T13:00:00Z'))).toBe(true);
    expect(isOpen(day, at('2026-11-21T13:00:00Z'))).toBe(false);
  });

  test('summer time: the same wall clock, another hour of UTC', () => {
    const office: Opening = { days: [...DAYS], hours: { from: '09:00', to: '17:00' }, timezone: 'Europe/Paris' };
    expect(isOpen(office, at('2026-03-28T07:30:00Z'))).toBe(false);
    expect(isOpen(office, at('2026-03-29T07:30:00Z'))).toBe(true);
  });
});

describe('nextOpening', () => {
  test('is open, and nothing between now and then is', () => {
    fc.assert(
      fc.property(openings, instants, fc.double({ min: 0, max: 1, noNaN: true }), (opening, now, part) => {
        const next = nextOpening(opening, now);
        if (next === undefined) return;
        expect(next).toBeGreaterThanOrEqual(now);
        expect(isOpen(opening, next)).toBe(true);
        const before = now + Math.floor((next - now) * part);
        if (before < next - 60) expect(isOpen(opening, before) && before - now > 60).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('skips an opening that summer time swallows', () => {
    const gap: Opening = { days: ['sun'], hours: { from: '02:10', to: '02:50' }, timezone: 'Europe/Paris' };
    const next = nextOpening(gap, at('2026-03-28T12:00:00Z')) ?? 0;
    expect(wallTime(gap.timezone, next)).toBe('sun 2026-04-05 02:10');
  });

  test('finds an opening of one minute', () => {
    const minute: Opening = { days: ['wed'], hours: { from: '13:37', to: '13:38' }, timezone: 'UTC' };
    expect(nextOpening(minute, at('2026-11-20T12:00:00Z'))).toBe(at('2026-11-25T13:37:00Z'));
  });
});
