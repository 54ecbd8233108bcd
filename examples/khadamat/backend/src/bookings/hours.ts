/**
 * Hours that can be booked: whole hours, in UTC, from 07:00 to 19:00, from the next full hour to ninety days ahead. A booking of a three-hour service takes three.
 */
const OPENS = 7;
const CLOSES = 19;
const DAYS_AHEAD = 90;
const HOUR_MS = 3_600_000;

/** `2026-11-23T08:00:00.000Z`, the way the tables write an hour. */
export const hoursFrom = (startsAt: Date, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => new Date(startsAt.getTime() + index * HOUR_MS).toISOString());

export const isBookable = (startsAt: Date, durationHours: number, now: Date): boolean =>
  startsAt.getTime() % HOUR_MS === 0 &&
  startsAt.getUTCHours() >= OPENS &&
  startsAt.getUTCHours() + durationHours <= CLOSES &&
  startsAt > now &&
  startsAt.getTime() <= now.getTime() + DAYS_AHEAD * 24 * HOUR_MS;

/** The starts of a day (`2026-11-23`) at which a service of that length finds every hour free. */
export const freeStarts = (day: string, durationHours: number, taken: ReadonlySet<string>, now: Date): readonly string[] =>
  hoursFrom(new Date(`${day}T00:00:00.000Z`), 24).filter(
    (start) =>
      isBookable(new Date(start), durationHours, now) && !hoursFrom(new Date(start), durationHours).some((hour) => taken.has(hour)),
  );
