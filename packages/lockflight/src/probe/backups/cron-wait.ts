/**
 * The longest time between two runs of a cron line, in milliseconds, rounded up to a minute. Found by walking through two years; undefined: hardly ever, or not a line
 * of five fields. Days of month and week are joined by "or" where both are restricted, as crontab(5) has it. Pure.
 */
const MINUTE = 60_000;
const FIELDS = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const NAMED: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** Two years that are always the same ones, so that the answer is the same whenever it is asked; what runs once a year runs twice in them. */
const START = Date.UTC(2023, 0, 1);
const DAYS = 731;

export const longestWait = (line: string): number | undefined => {
  const words = (NAMED[line.trim()] ?? line).trim().split(/\s+/);
  if (words.length !== FIELDS.length) return undefined;
  const sets = words.map((word, i) => setOf(word, i));
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  const either = words[2] !== '*' && words[4] !== '*';
  let longest = 0;
  let last: number | undefined;
  for (let day = 0; day < DAYS; day++) {
    const at = new Date(START + day * 1440 * MINUTE);
    const inMonth = days.has(at.getUTCDate());
    const inWeek = weekdays.has(at.getUTCDay());
    if (!months.has(at.getUTCMonth() + 1) || !(either ? inMonth || inWeek : inMonth && inWeek)) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const run = at.getTime() + (hour * 60 + minute) * MINUTE;
        if (last !== undefined) longest = Math.max(longest, run - last);
        last = run;
      }
    }
  }
  return longest === 0 ? undefined : longest;
};

/** In ascending order. */
const setOf = (field: string, index: number): ReadonlySet<number> | undefined => {
  const [low, high] = FIELDS[index] ?? [0, 0];
  const found = new Set<number>();
  for (const item of field.toLowerCase().split(',')) {
    const [, from, to, step] = /^(?:\*|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/(\d+))?$/.exec(item) ?? [];
    if (item === '' || (from === undefined && !item.startsWith('*'))) return undefined;
    const start = from === undefined ? low : numberOf(from, index);
    const end = to === undefined ? (from === undefined || step !== undefined ? high : start) : numberOf(to, index);
    if (start === undefined || end === undefined || start < low || end > high) return undefined;
    for (let n = start; n <= end; n += Math.max(1, Number(step ?? 1))) found.add(index === 4 ? n % 7 : n);
  }
  return new Set([...found].sort((a, b) => a - b));
};

const numberOf = (word: string, index: number): number | undefined => {
  if (/^\d+$/.test(word)) return Number(word);
  const at = index === 3 ? MONTHS.indexOf(word) + 1 : index === 4 ? WEEKDAYS.indexOf(word) : 0;
  return at > 0 || (index === 4 && at === 0) ? at : undefined;
};
