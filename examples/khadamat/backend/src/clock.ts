/** The time, handed to whoever needs it, so that a test can say what time it is. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The instant `minutes` after `instant` (or before, when negative), as the ISO UTC text that the tables keep. */
export const minutesAfter = (instant: Date, minutes: number): string => new Date(instant.getTime() + minutes * 60_000).toISOString();
