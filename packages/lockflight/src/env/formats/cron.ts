/**
 * cron: five fields (minute hour day month weekday), or six with seconds first, or one of the `@daily` words. Ranges, lists, steps, and the
 * English three-letter names of months and days. Sunday is 0 or 7.
 */
import { accepted, type Reader, refused } from './reading.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const SHORTHANDS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

interface Field {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const SECOND: Field = { min: 0, max: 59 };
const FIELDS: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 7, names: DAYS },
];

const numberIn = (text: string, field: Field): number | undefined => {
  const named = field.names?.indexOf(text.toLowerCase()) ?? -1;
  if (named !== -1) return named + (field.names === MONTHS ? 1 : 0);
  if (!/^[0-9]{1,2}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= field.min && value <= field.max ? value : undefined;
};

const isItem = (text: string, field: Field): boolean => {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9][0-9]{0,2}$/.test(step))) return false;
  if (range === '*') return true;
  const [from = '', to, ...rest] = range.split('-');
  const first = numberIn(from, field);
  if (rest.length > 0 || first === undefined) return false;
  if (to === undefined) return true;
  const last = numberIn(to, field);
  return last !== undefined && first <= last;
};

const isSchedule = (text: string): boolean => {
  if (SHORTHANDS.has(text)) return true;
  const parts = text.split(/[ \t]+/);
  const fields = parts.length === 6 ? [SECOND, ...FIELDS] : FIELDS;
  return parts.length === fields.length && fields.every((field, i) => (parts[i] ?? '').split(',').every((item) => isItem(item, field)));
};

export const readCron: Reader = (text) =>
  isSchedule(text) ? accepted(text) : refused('not a cron schedule (five or six fields)', "n'est pas un horaire cron (cinq ou six champs)");
