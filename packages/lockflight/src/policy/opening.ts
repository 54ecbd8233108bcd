/**
 * Opening hours by the wall clock of a timezone. `from` later than `to` runs over midnight and belongs to the day it begins on; equal ends mean the
 * whole day. Only the wall clock is compared, so changes of summer time need no rule of their own: an hour that is skipped is closed, an hour that
 * comes twice is open twice.
 */
import type { Weekday } from '../contract/model.ts';
import type { RuleOf } from './gate.ts';

export type Opening = Pick<RuleOf<'window'>, 'days' | 'hours' | 'timezone'>;

const WEEK: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MINUTE = 60;
/** Nothing opens less than once a week, but a change of summer time may swallow a short opening. */
const HORIZON = 15 * 24 * 60 * MINUTE;

/** Is it open at `seconds` (since 1970)? */
export const isOpen = (opening: Opening, seconds: number): boolean => openAt(opening, wallClock(opening.timezone))(seconds);

/** The first full minute at or after `seconds` at which it is open, or undefined within a fortnight. */
export const nextOpening = (opening: Opening, seconds: number): number | undefined => {
  const open = openAt(opening, wallClock(opening.timezone));
  const step = Math.max(1, Math.min(15, lengthOf(opening))) * MINUTE;
  const first = Math.ceil(seconds / MINUTE) * MINUTE;
  for (let at = first; at <= first + HORIZON; at += step) {
    if (!open(at)) continue;
    while (at - MINUTE >= first && open(at - MINUTE)) at -= MINUTE;
    return at;
  }
  return undefined;
};

/** `Mon 2026-11-23 09:00`, by the clock of that timezone. */
export const wallTime = (timezone: string, seconds: number): string => {
  const { date, weekday, minute } = wallClock(timezone)(seconds);
  return `${weekday} ${date} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
};

interface WallClock {
  readonly date: string;
  readonly weekday: Weekday;
  /** Since midnight. */
  readonly minute: number;
}

const openAt =
  ({ days, hours }: Opening, clock: (seconds: number) => WallClock) =>
  (seconds: number): boolean => {
    const { weekday, minute } = clock(seconds);
    const [from, to] = [minutes(hours.from), minutes(hours.to)];
    if (from < to) return days.includes(weekday) && minute >= from && minute < to;
    const dayBefore = WEEK[(WEEK.indexOf(weekday) + 6) % 7];
    return (days.includes(weekday) && minute >= from) || (dayBefore !== undefined && days.includes(dayBefore) && minute < to);
  };

/** Minutes that it stays open, at most. */
const lengthOf = ({ hours }: Opening): number => {
  const length = minutes(hours.to) - minutes(hours.from);
  return length > 0 ? length : length + 24 * 60;
};

const minutes = (hour: string): number => {
  const [h, m] = hour.split(':').map(Number);
  return (h ?? 0) * 60 + (m ?? 0);
};

const wallClock = (timeZone: string): ((seconds: number) => WallClock) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (seconds) => {
    const part = new Map(format.formatToParts(seconds * 1000).map((p) => [p.type, p.value]));
    const weekday = WEEK.find((d) => d === part.get('weekday')?.toLowerCase()) ?? 'sun';
    return {
      date: `${part.get('year')}-${part.get('month')}-${part.get('day')}`,
      weekday,
      minute: Number(part.get('hour')) * 60 + Number(part.get('minute')),
    };
  };
};
