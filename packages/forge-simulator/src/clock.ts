/**
 * The simulator's time. It runs with the clock that it was given (the machine's by default), shifted; or stands still where somebody froze it.
 * Every timestamp of the simulator comes from here, so a demo can let three days pass in an instant.
 */
export interface Clock {
  now(): Date;
  /** Moves time forward by so many milliseconds. */
  advance(milliseconds: number): void;
  /** Makes it `date` now; time goes on from there, unless frozen. */
  set(date: Date): void;
  /** Stops time, at `date` or where it is. */
  freeze(date?: Date): void;
  /** Another clock that shows the same, and goes its own way. */
  copy(): Clock;
}

export const startClock = (
  base: () => Date,
  from: { readonly shift: number; readonly frozen?: number | undefined } = { shift: 0 },
): Clock => {
  let { shift, frozen } = from;
  const now = (): Date => new Date(frozen ?? base().getTime() + shift);
  return {
    now,
    advance: (milliseconds) => {
      if (frozen === undefined) shift += milliseconds;
      else frozen += milliseconds;
    },
    set: (date) => {
      if (frozen === undefined) shift = date.getTime() - base().getTime();
      else frozen = date.getTime();
    },
    freeze: (date) => {
      frozen = (date ?? now()).getTime();
    },
    copy: () => startClock(base, { shift, frozen }),
  };
};

/** As GitHub writes times: UTC, whole seconds. */
export const stamp = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
