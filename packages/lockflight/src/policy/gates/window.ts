/** window: now is within the hours, and no hold covers the step. */
import type { Weekday } from '../../contract/model.ts';
import type { Text } from '../../contract/text.ts';
import { blocked, errored, type Gate, passed, type RuleOf, unknown } from '../gate.ts';
import { heldBy, holdsInForce } from '../holds.ts';
import { isOpen, nextOpening, wallTime } from '../opening.ts';
import { joined } from '../wording.ts';

export const window: Gate<'window'> = (rule, context) => {
  const holds = holdsInForce(context);
  const zone = zoneExists(rule.timezone);
  const open = zone && isOpen(rule, context.now);
  if (!holds.known) return unknown(rule, holds);
  if (holds.value.length > 0) {
    const held = heldBy(holds.value);
    return blocked(
      rule,
      open || !zone ? held : { ...held, reason: joined([held.reason, closed(rule)]), fix: joined([held.fix, opening(rule, context.now)]) },
    );
  }
  if (!zone) return errored(rule, noZone(rule));
  if (!open) return blocked(rule, { code: 'window-closed', reason: closed(rule), fix: opening(rule, context.now) });
  return passed(rule, { en: `open: ${hours(rule).en}`, fr: `ouvert : ${hours(rule).fr}` });
};

const FRENCH = { mon: 'lun', tue: 'mar', wed: 'mer', thu: 'jeu', fri: 'ven', sat: 'sam', sun: 'dim' } as const;

/** `mon-fri 09:00-17:00 Africa/Casablanca` */
const hours = (rule: RuleOf<'window'>): Text => {
  const rest = `${rule.hours.from}-${rule.hours.to} ${rule.timezone}`;
  const days = daysInWords(rule.days);
  return { en: `${days.en} ${rest}`, fr: `${days.fr} ${rest}` };
};

/** Days that follow one another are told by their ends. */
const daysInWords = (days: readonly Weekday[]): Text => {
  const week = (Object.keys(FRENCH) as Weekday[]).filter((d) => days.includes(d));
  const [first, last] = [week[0], week.at(-1)];
  if (first === undefined || last === undefined) return { en: '-', fr: '-' };
  const run = week.length > 2 && Object.keys(FRENCH).indexOf(last) - Object.keys(FRENCH).indexOf(first) === week.length - 1;
  return run
    ? { en: `${first}-${last}`, fr: `${FRENCH[first]}-${FRENCH[last]}` }
    : { en: week.join(' '), fr: week.map((d) => FRENCH[d]).join(' ') };
};

const closed = (rule: RuleOf<'window'>): Text => ({ en: `closed, opens ${hours(rule).en}`, fr: `fermé, ouvre ${hours(rule).fr}` });

const opening = (rule: RuleOf<'window'>, now: number): Text => {
  const next = nextOpening(rule, now);
  if (next === undefined) {
    return {
      en: 'it never opens: owners change the window in the contract',
      fr: "elle n'ouvre jamais : les owners changent la fenêtre dans le contrat",
    };
  }
  const at = wallTime(rule.timezone, next);
  const jour = FRENCH[at.slice(0, 3) as keyof typeof FRENCH];
  return { en: `wait until ${at} (${rule.timezone})`, fr: `attendez ${jour}. ${at.slice(4)} (${rule.timezone})` };
};

const zoneExists = (timezone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const noZone = (rule: RuleOf<'window'>) => ({
  code: 'fact-unknown' as const,
  reason: { en: `this machine does not know the timezone ${rule.timezone}`, fr: `cette machine ne connaît pas le fuseau ${rule.timezone}` },
  fix: { en: 'name an IANA timezone, such as Africa/Casablanca', fr: 'nommez un fuseau IANA, par exemple Africa/Casablanca' },
});
